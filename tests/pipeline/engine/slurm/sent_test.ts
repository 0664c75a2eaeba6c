import { assertEquals } from "@std/assert";
import { note } from "../../../../pipeline/engine/slurm/journal.ts";
import { submissionsOf } from "../../../../pipeline/engine/slurm/sent.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

Deno.test("submissionsOf() reads the journals of plans, oldest first, and passes over what is none", async () => {
  await inTemporaryFolder((root) => {
    const folderOf = (id: string) => `${root}/plan/${id}`;
    for (const id of ["b", "a", "unsent", "nothing"]) {
      Deno.mkdirSync(folderOf(id), { recursive: true });
    }
    for (const id of ["b", "a", "unsent"]) {
      Deno.writeTextFileSync(`${folderOf(id)}/plan.json`, "{}");
    }
    Deno.writeTextFileSync(folderOf(".DS_Store"), "not ours");
    for (const id of ["b", "a"]) {
      note(folderOf(id), { submitting: 0, count: 2, name: id });
    }
    assertEquals(
      submissionsOf({ root }).map((
        { folder, arrays: [{ name }] },
      ) => [folder, name]),
      [[folderOf("a"), "a"], [folderOf("b"), "b"]],
    );
  });
});
