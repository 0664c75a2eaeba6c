import { dirname } from "node:path";
import { assertEquals } from "@std/assert";
import { projectFolder } from "../../pipeline/project.ts";
import { copyProject } from "../support/copy_project.ts";
import { commandIn, commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("a checkout that has been moved finds what it has made, and another one its results", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = [
      ...["train", "train/linear-regression/*", "--profile", "smoke"],
      ...["--set", "linear-regression.models=BP,NDI"],
      ...["--store", `${folder}/store`, "--outputs", `${folder}/outputs`],
    ];
    const first = await commandLine(...words);
    assertEquals(first.code, 0, first.stderr);

    // below folders that have a project's names, and with what addresses write otherwise
    const moved = `${folder}/pipeline/lib/tests/a, b #1%20?é`;
    await Deno.mkdir(moved, { recursive: true });
    await copyProject(moved);
    const { stdout, stderr } = await commandIn(moved, ...words).output();
    const text = new TextDecoder().decode(stdout) +
      new TextDecoder().decode(stderr);
    assertEquals(/\d+ ran; \d+ fresh/.exec(text)?.[0], "0 ran; 3 fresh", text);
  });
});

Deno.test("a shell whose CDPATH leads elsewhere finds the checkout's Deno", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/.ci`);
    const find = async (env: Record<string, string>) => {
      const { stdout } = await new Deno.Command("sh", {
        args: [".ci/deno"],
        cwd: projectFolder,
        env: { PATH: dirname(Deno.execPath()) + ":/usr/bin:/bin", ...env },
      }).output();
      return new TextDecoder().decode(stdout);
    };
    assertEquals(await find({ CDPATH: folder }), await find({}));
  });
});
