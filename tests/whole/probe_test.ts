import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

/** One sentence that names the path, with exit code 1, and nothing on standard output. */
async function assertRefused(path: string, ...words: string[]) {
  const { code, stdout, stderr } = await commandLine(...words);
  assertEquals([code, stdout], [1, ""], stderr);
  assertEquals(stderr.trim().split("\n").length, 1, stderr);
  assertStringIncludes(stderr, "error: Cannot ");
  assertStringIncludes(stderr, path);
}

Deno.test("a run refuses outputs and a source that it cannot have before anything runs, and leaves nothing behind", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = ["--profile=smoke", `--store=${folder}/store`];
    await Deno.writeTextFile(`${folder}/file`, "");
    await Deno.mkdir(`${folder}/taken/index.html`, { recursive: true });
    await Deno.mkdir(`${folder}/half/tables/linear-regression.csv`, {
      recursive: true,
    });
    await Deno.mkdir(`${folder}/blocked`);
    await Deno.writeTextFile(`${folder}/blocked/figures`, "");
    await Deno.symlink(`${folder}/nowhere`, `${folder}/link`);
    const before = [...Deno.readDirSync(folder)].length;

    for (
      const [outputs, path] of [
        [`${folder}/file`, "/file/tables"],
        [`${folder}/taken`, "/taken/index.html"],
        [`${folder}/half`, "/half/tables/linear-regression.csv"],
        [`${folder}/blocked`, "/blocked/figures/"],
        [`${folder}/link`, "/link"],
        [`${folder}/${"x".repeat(300)}`, "x".repeat(300)],
        ...Deno.build.os === "linux" ? [["/proc", "/proc/tables"]] : [],
      ]
    ) {
      await assertRefused(path, "reproduce", ...run, `--outputs=${outputs}`);
    }
    for (const source of ["file", "none"]) {
      const path = `${folder}/${source}`;
      const outputs = `--outputs=${folder}/outputs`;
      await assertRefused(path, "reproduce", ...run, outputs, "--source", path);
    }
    assertEquals([...Deno.readDirSync(folder)].length, before);

    // what shows nothing needs no place for it
    const { code, stderr } = await commandLine(
      ...["train", "linear-regression/BP", ...run, `--outputs=${folder}/file`],
    );
    assertEquals(code, 0, stderr);
  });
});

Deno.test("graph -o leaves no file where it was refused", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = `${folder}/graph.svg`;
    const words = ["graph", "no-such-node", "-o", file, `--store=${folder}/s`];
    assertEquals((await commandLine(...words)).code, 2);
    assertEquals([...Deno.readDirSync(folder)], []);
  });
});

Deno.test("what the system refuses on the way is one sentence with its path", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = `${folder}/store`;
    const words = ["--only=fetch/mnist", `--store=${store}`];
    await commandLine("status", ...words);
    const path = `${store}/v1/cas/00`;
    await Deno.symlink("00", path); // which leads to itself
    const status = await commandLine("status", ...words);
    assertEquals(status.code, 1);
    assertMatch(status.stderr, /^error: Cannot list .*\n$/);
    await assertRefused(path, "gc", "--older-than=1d", `--store=${store}`);
  });
});
