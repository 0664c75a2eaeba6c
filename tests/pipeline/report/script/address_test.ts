import { assertEquals } from "@std/assert";
import { mock } from "node:test";
import {
  readState,
  writeState,
} from "../../../../pipeline/report/script/address.ts";

/** Calls `use` with an address that stands in for the page's. */
function withAddress(use: (address: { hash: string; href: string }) => void) {
  const address = { hash: "", href: "https://page/" };
  const page: Record<string, unknown> = {
    location: address,
    history: {
      replaceState: (_: null, __: string, link: string) =>
        address.hash = new URL(link).hash,
    },
  };
  const before = Object.keys(page).map((name) =>
    [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const
  );
  for (const [name, value] of Object.entries(page)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  try {
    use(address);
  } finally {
    for (const [name, property] of before) {
      if (property) Object.defineProperty(globalThis, name, property);
      else Reflect.deleteProperty(globalThis, name);
    }
  }
}

Deno.test("writeState() writes a moment later, unless a link was followed meanwhile", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  withAddress((address) => {
    writeState("loop", new URLSearchParams({ seed: "1" }));
    mock.timers.tick(1000);
    assertEquals(readState("loop").get("seed"), "1");

    writeState("loop", new URLSearchParams({ seed: "2" }));
    address.hash = "#learning?eta=0.02";
    dispatchEvent(new Event("hashchange"));
    mock.timers.tick(1000);
    assertEquals(address.hash, "#learning?eta=0.02");

    writeState("loop", new URLSearchParams({ seed: "3" }));
    mock.timers.tick(1000);
    assertEquals(readState("loop").get("seed"), "3");
  });
  mock.timers.reset();
});
