import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("status and a dry run take 2000 seeds, beside what has run before, and more are refused before anything is done", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = ["--profile=smoke", `--store=${folder}/store`];
    // what takes seconds where each of the nodes is compared with each earlier run
    await commandLine("train", "linear-regression/BP", ...words);

    const status = await commandLine("status", ...words, "--seeds=0-1999");
    assertEquals(status.code, 0, status.stderr);
    const [count] = status.stdout.trim().split("\n").slice(-2);
    const [, nodes] = /^(\d+) of \d+ nodes to run, about /.exec(count) ?? [];
    assert(Number(nodes) > 100_000, count);

    const dry = await commandLine(
      ...["reproduce", "--dry-run", ...words, "--seeds=0-399"],
    );
    assertEquals(dry.code, 0, dry.stderr);
    assertStringIncludes(dry.stdout, "report: may run (");

    const none = `${folder}/none`;
    const many = await commandLine("status", "--seeds=0-9999", "--store", none);
    assertEquals([many.code, many.stdout], [2, ""]);
    assertStringIncludes(many.stderr, "error: Cannot plan 10000 seeds: ");
    assertEquals(many.stderr.trim().split("\n").length, 1);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [
      "store",
    ]);
  });
});
