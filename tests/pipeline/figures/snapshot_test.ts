import { pathToFileURL } from "node:url";
import { assertEquals, assertThrows } from "@std/assert";
import { assertSnapshot } from "./snapshot.ts";

function inFolder(work: (folder: URL, names: () => string[]) => void): void {
  const path = Deno.makeTempDirSync();
  try {
    work(
      pathToFileURL(`${path}/`),
      () => [...Deno.readDirSync(path)].map(({ name }) => name).sort(),
    );
  } finally {
    Deno.removeSync(path, { recursive: true });
  }
}

Deno.test("assertSnapshot() keeps a new picture, then holds others to it", () => {
  inFolder((folder, names) => {
    assertSnapshot("one", "<svg/>", { folder, ci: false });
    assertEquals(names(), ["one.svg"]);
    assertSnapshot("one", "<svg/>", { folder, ci: true });
    assertThrows(
      () => assertSnapshot("one", "<svg></svg>", { folder, ci: false }),
      Error,
      "Picture one differs from its snapshot",
    );
    assertEquals(names(), ["one-changed.svg", "one.svg"]);
    assertEquals(Deno.readTextFileSync(new URL("one.svg", folder)), "<svg/>");
    assertSnapshot("one", "<svg/>", { folder, ci: false });
    assertEquals(names(), ["one.svg"]);
  });
});

Deno.test("assertSnapshot() wants every picture kept before CI sees it", () => {
  inFolder((folder, names) => {
    assertThrows(
      () => assertSnapshot("one", "<svg/>", { folder, ci: true }),
      Error,
      "Snapshot one.svg is missing",
    );
    assertEquals(names(), ["one-changed.svg"]);
  });
});
