import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type Entry,
  textEntry,
} from "../../../../pipeline/engine/archive/entry.ts";
import { readmeEntry } from "../../../../pipeline/engine/archive/readme.ts";

const project = { name: "tides", version: "2.0.0", folder: "/tides" };
const reproduce = "--profile day --seeds '*=0-3'";

function readme(paths: string[], verify?: string): string {
  const others: Entry[] = paths.map((path) => textEntry(path, ""));
  const words = { reproduce, verify };
  const entry = readmeEntry(project, { words, commit: "1a2b", others });
  return "bytes" in entry ? new TextDecoder().decode(entry.bytes) : "";
}

Deno.test("readmeEntry() names what is there, and no more", () => {
  const all = readme(["ac/1", "cas/2", "source/main.ts", "unpack"]);
  const parts = [...all.matchAll(/^ {2}(\S+)\n {6}/gm)].map(([, part]) => part);
  assertEquals(parts, ["ac/", "cas/", "source/", "unpack", "SHA256SUMS"]);
  assertStringIncludes(all, "tides 2.0.0");
  assertStringIncludes(all, "at commit 1a2b");
});

Deno.test("readmeEntry() says make where there is a Makefile, since it finds the Deno that came along", () => {
  const commands = (...paths: string[]) =>
    readme(paths, "--profile day").match(/^ {2}(make|deno) .*$/gm);
  assertEquals(commands("source/main.ts"), [
    `  deno task reproduce ${reproduce}`,
    "  deno task verify --profile day",
  ]);
  assertEquals(commands("source/Makefile"), [
    `  make reproduce ARGS="${reproduce}"`,
    '  make verify ARGS="--profile day"',
  ]);
});

Deno.test("readmeEntry() speaks of no lock where results are of none", () => {
  assertEquals(readme(["ac/1"]).includes("verify"), false);
});
