import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { commandLine, programOf } from "../support/command_line.ts";
import { elementsOf } from "../support/well_formed.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { inTerminal, terminalTest } from "../support/terminal.ts";

Deno.test("graph writes Mermaid unless told otherwise, and runs nothing", async () => {
  await inTemporaryFolder(async (store) => {
    const words = ["graph", "--profile=paper", "--seeds=0-4", "--store", store];
    const { code, stdout, stderr } = await commandLine(...words);
    assertEquals(code, 0, stderr);
    assertEquals(stdout.split("\n")[0], "flowchart LR");
    assertStringIncludes(
      stdout,
      "train/nonlinear-regression<br/>13 models × 5 seeds<br/>65 waiting",
    );
    assertEquals((await commandLine(...words)).stdout, stdout);
  });
});

Deno.test("graph shows what fits a pattern and what that needs, each node if all are wanted", async () => {
  await inTemporaryFolder(async (store) => {
    const words = ["graph", "linear-regression/DI*", "--store", store];
    const grouped = await commandLine(...words, "--format=dot");
    assertStringIncludes(grouped.stdout, "3 models\\n3 waiting");
    const all = await commandLine(...words, "--format=dot", "--all");
    assertEquals(all.stdout.match(/ \[label=/g)?.length, 1 + 3);
  });
});

Deno.test("graph writes to a file, or says why it cannot", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = ["graph", "--format=svg", `--store=${folder}/store`];
    const file = `${folder}/graph.svg`;
    const { code, stdout } = await commandLine(...words, "-o", file);
    assertEquals([code, stdout], [0, ""]);
    assertEquals(elementsOf(await Deno.readTextFile(file))[0].name, "svg");

    const nowhere = `${folder}/none/graph.svg`;
    const refused = await commandLine(...words, "--output", nowhere);
    assertEquals(refused.code, 1);
    assertStringIncludes(refused.stderr, `error: Cannot write ${nowhere}: `);
    assertEquals(refused.stderr.trim().split("\n").length, 1);
  });
});

Deno.test("graph refuses a format that it does not know, and tells its own options", async () => {
  const { code, stderr } = await commandLine("graph", "--format=png");
  assertEquals(code, 2);
  assertStringIncludes(stderr, "--format png: did you mean svg?");
  const { stdout } = await commandLine("graph", "--help");
  assertMatch(stdout, /--all +each node in a box/);
});

terminalTest("graph does not pour SVG onto a terminal", async () => {
  await inTemporaryFolder(async (store) => {
    const words = ["graph", "--format=svg", `--store=${store}`];
    const session = inTerminal(programOf(...words));
    assertEquals(await session.ended, 2);
    assertEquals(session.lines(), [
      "error: Cannot show SVG on a terminal: give -o FILE, or send it through a pipe",
    ]);
    const { stdout } = await commandLine(...words);
    assertStringIncludes(stdout, "</svg>");
  });
});
