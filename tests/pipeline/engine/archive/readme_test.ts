import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type Entry,
  textEntry,
} from "../../../../pipeline/engine/archive/entry.ts";
import { readmeEntry } from "../../../../pipeline/engine/archive/readme.ts";

const project = { name: "tides", version: "2.0.0", folder: "/tides" };
const words = ["--profile day", "--only=fit/*"];

function readme(...paths: string[]): string {
  const others: Entry[] = paths.map((path) => textEntry(path, ""));
  const entry = readmeEntry(project, { words, commit: "1a2b", others });
  return "bytes" in entry ? new TextDecoder().decode(entry.bytes) : "";
}

Deno.test("readmeEntry() names what is there, and no more", () => {
  const all = readme("ac/1", "cas/2", "source/main.ts", "unpack");
  const parts = [...all.matchAll(/^ {2}(\S+)\n {6}/gm)].map(([, part]) => part);
  assertEquals(parts, ["ac/", "cas/", "source/", "unpack", "SHA256SUMS"]);
  assertStringIncludes(all, "tides 2.0.0");
  assertStringIncludes(all, "of commit 1a2b");
});

Deno.test("readmeEntry() says make where there is a Makefile, since it finds the Deno that came along", () => {
  assertStringIncludes(
    readme("source/main.ts"),
    "\n  deno task verify --profile day --only=fit/*\n",
  );
  assertStringIncludes(
    readme("source/Makefile"),
    '\n  make verify ARGS="--profile day --only=fit/*"\n',
  );
});
