import { assertEquals } from "@std/assert";
import { projectFolder } from "../../pipeline/project.ts";
import { commandIn, commandLine } from "./command_line.ts";
import { inTemporaryFolder } from "./temporary_folder.ts";

/** A copy of the sources somewhere else, with the same packages. */
async function copyProject(target: string): Promise<void> {
  const copy = async (path: string) => {
    const { isDirectory } = await Deno.stat(`${projectFolder}/${path}`);
    if (!isDirectory) {
      return await Deno.copyFile(
        `${projectFolder}/${path}`,
        `${target}/${path}`,
      );
    }
    await Deno.mkdir(`${target}/${path}`, { recursive: true });
    for await (const { name } of Deno.readDir(`${projectFolder}/${path}`)) {
      await copy(`${path}/${name}`);
    }
  };
  for (const path of ["deno.json", "deno.lock", "lib", "pipeline", "data"]) {
    await copy(path);
  }
  await Deno.symlink(`${projectFolder}/node_modules`, `${target}/node_modules`);
}

Deno.test("a checkout that has been moved finds what it has made, and another one its results", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = [
      ...["train", "train/linear-regression/*", "--profile", "smoke"],
      ...["--set", "linear-regression.models=BP,NDI"],
      ...["--store", `${folder}/store`, "--outputs", `${folder}/outputs`],
    ];
    const first = await commandLine(...words);
    assertEquals(first.code, 0, first.stderr);

    const moved = `${folder}/elsewhere, moved`;
    await Deno.mkdir(moved);
    await copyProject(moved);
    const { stdout } = await commandIn(moved, ...words).output();
    const text = new TextDecoder().decode(stdout);
    assertEquals(/\d+ ran; \d+ fresh/.exec(text)?.[0], "0 ran; 3 fresh", text);
  });
});
