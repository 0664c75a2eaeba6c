import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  commitFile,
  commitOf,
} from "../../../../pipeline/engine/files/project.ts";
import { commitAll } from "../../../support/commit_all.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

Deno.test("commitOf() asks git, and without it the file that an archive's sources have", async () => {
  await inTemporaryFolder(async (above) => {
    const folder = `${above}/sources`;
    await Deno.mkdir(`${folder}/a`, { recursive: true });
    await Deno.writeTextFile(`${folder}/a/b.ts`, "1");
    assertEquals(await commitOf(folder), null);
    const other = await commitAll(above);
    assertEquals(await commitOf(folder), other);

    const sums = `${digestOf("1")}  a/b.ts\n`;
    await Deno.writeTextFile(`${folder}/${commitFile}`, `1a2b\n${sums}`);
    assertEquals(await commitOf(folder), "1a2b", "and not that of above");
    await Deno.writeTextFile(`${folder}/more`, "");
    assertEquals(await commitOf(folder), "1a2b");
    await Deno.writeTextFile(`${folder}/a/b.ts`, "2");
    assertEquals(await commitOf(folder), "1a2b+");
    await Deno.remove(`${folder}/a/b.ts`);
    assertEquals(await commitOf(folder), "1a2b+");
    assertEquals(await commitAll(folder), await commitOf(folder));
  });
});
