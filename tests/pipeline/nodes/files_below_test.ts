import { assertEquals } from "@std/assert";
import { filesBelow } from "../../../pipeline/nodes/files_below.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";

Deno.test("filesBelow() lists the nearest first, through links too, and no deeper than asked", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/a/b/c`, { recursive: true });
    for (const path of ["z", "a/y", "a/b/x", "a/b/c/w"]) {
      await Deno.writeTextFile(`${folder}/${path}`, "");
    }
    await Deno.symlink("b", `${folder}/a/link`);
    await Deno.symlink("nowhere", `${folder}/broken`);
    const below = (levels: number) =>
      filesBelow([folder], levels).map((path) => path.slice(folder.length + 1));
    assertEquals(below(0), ["broken", "z"]);
    assertEquals(below(1), ["broken", "z", "a/y"]);
    assertEquals(below(2), ["broken", "z", "a/y", "a/b/x", "a/link/x"]);
    assertEquals(filesBelow([`${folder}/none`], 2), []);
  });
});
