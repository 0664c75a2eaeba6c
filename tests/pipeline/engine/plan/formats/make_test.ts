import { assertEquals } from "@std/assert";
import { makeText } from "../../../../../pipeline/engine/plan/formats/make.ts";
import type { Outline } from "../../../../../pipeline/engine/plan/formats/outline.ts";
import { onPath } from "../../../../support/on_path.ts";
import { inTemporaryFolder } from "../../../../support/temporary_folder.ts";
import { testUnless } from "../../../../support/test_unless.ts";
import { awkward, outlineOf } from "./outline_of.ts";

const missing = onPath("make") ? undefined : "there is no make";

async function make(outline: Outline, ...words: string[]) {
  return await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/plan.mk`, makeText(outline));
    await Deno.mkdir(`${folder}/a`); // is no target that is made
    const { code, stdout } = await new Deno.Command("make", {
      args: ["--silent", "-k", "-f", "plan.mk", ...words],
      cwd: folder,
      stderr: "null",
    }).output();
    const text = new TextDecoder().decode(stdout);
    return { code, lines: text.split("\n").slice(0, -1) };
  });
}

testUnless(
  missing,
  "make runs each node after those that it needs, whatever it is called",
  async () => {
    const { code, lines } = await make(outlineOf(awkward));
    assertEquals(code, 0);
    assertEquals(
      lines,
      Object.keys(awkward).map((name) => `node --set=a b ${name}`),
    );
    assertEquals((await make(outlineOf({}))).code, 0);
  },
);

testUnless(
  missing,
  "make -k goes on with what does not need a node that failed, and make NODE runs one with what it needs",
  async () => {
    const outline = outlineOf(
      { a: [], false: [], b: ["a"], c: ["b", "false"], d: [] },
      ["sh", "-c", 'echo "$0" && "$0" || [ "$0" != false ]'],
    );
    const all = await make(outline);
    assertEquals([all.code, all.lines], [2, ["a", "false", "b", "d"]]);
    const one = await make(outline, "b");
    assertEquals([one.code, one.lines], [0, ["a", "b"]]);
  },
);
