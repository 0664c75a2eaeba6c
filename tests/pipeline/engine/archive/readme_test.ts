import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type Entry,
  textEntry,
} from "../../../../pipeline/engine/archive/entry.ts";
import {
  commandIn,
  indexEntry,
  readmeEntry,
} from "../../../../pipeline/engine/archive/readme.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

const project = { name: "tides", version: "2.0.0", folder: "/tides" };
const reproduce = "--profile day --seeds '*=0-3'";

function textOf(entry: Entry): string {
  return "bytes" in entry ? new TextDecoder().decode(entry.bytes) : "";
}

function readme(paths: string[], verify?: string): string {
  const others: Entry[] = paths.map((path) => textEntry(path, ""));
  const words = { reproduce, verify };
  const about = "All of the sea.\n";
  return textOf(readmeEntry(project, { about, words, commit: "1a2b", others }));
}

Deno.test("readmeEntry() names what is there, and no more", () => {
  const all = readme(["ac/1", "cas/2", "source/main.ts", "unpack"]);
  const parts = [...all.matchAll(/^ {2}(\S+)\n {6}/gm)].map(([, part]) => part);
  assertEquals(parts, ["ac/", "cas/", "source/", "unpack", "SHA256SUMS"]);
  assertStringIncludes(all, "tides 2.0.0");
  assertStringIncludes(all, "at commit 1a2b");
  assertStringIncludes(all, "\n\nAll of the sea.\n\n");
  assertStringIncludes(all, "and Deno, which did not come along.");
  assertEquals(all.includes("INDEX.txt"), false);
  const more = readme(["INDEX.txt", "deno/a/deno", "deno/b/deno"]);
  assertStringIncludes(more, "and Deno, which came along for a, b.");
  assertStringIncludes(more, "the file in cas/ that INDEX.txt has for it");
});

Deno.test("readmeEntry() says make where there is a Makefile, since it finds the Deno that came along", () => {
  const commands = (...paths: string[]) =>
    readme(paths, "--profile day").match(/^ {2}(make|deno) .*$/gm);
  assertEquals(commands("source/main.ts"), [
    `  deno task reproduce ${reproduce}`,
    "  deno task verify --profile day",
    "  deno task verify --profile day --sample 100%",
  ]);
  assertEquals(commands("source/Makefile"), [
    `  make reproduce ARGS="${reproduce}"`,
    '  make verify ARGS="--profile day"',
    '  make verify ARGS="--profile day --sample 100%"',
  ]);
});

Deno.test("readmeEntry() speaks of no lock where results are of none", () => {
  assertEquals(readme(["ac/1"]).includes("verify"), false);
});

Deno.test("commandIn() finds what to go on by, and nothing in other texts", () => {
  const commands = ["source/main.ts", "source/Makefile"]
    .map((path) => commandIn(readme([path])));
  assertEquals(commands, [
    `deno task reproduce ${reproduce}`,
    `make reproduce ARGS="${reproduce}"`,
  ]);
  assertEquals(commandIn("  1. reproduce it\nto reproduce it"), undefined);
});

Deno.test("indexEntry() has the outputs that people come for by their places", () => {
  const [one, two] = [digestOf("1"), digestOf("2")];
  const index = indexEntry([
    { place: "tables/b.csv", digest: one },
    { place: "figures/a.svg", digest: two },
  ]);
  assertEquals(
    textOf(index),
    `cas/${two}  figures/a.svg\ncas/${one}  tables/b.csv\n`,
  );
});
