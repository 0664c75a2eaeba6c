import { assertEquals } from "@std/assert";
import {
  note,
  submissionsIn,
} from "../../../../pipeline/engine/slurm/journal.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

Deno.test("a journal says what Slurm may have, whatever was said after it", async () => {
  await inTemporaryFolder((folder) => {
    assertEquals(submissionsIn(folder), []);
    const arrays = [0, 5, 10, 15].map((first) => (
      { first, count: 5, name: `tides-${first}` }
    ));
    for (const { first, ...array } of arrays) {
      note(folder, { submitting: first, ...array });
      if (first < 10) note(folder, { submitted: first, id: `1${first}` });
    }
    note(folder, { refused: 10, message: "Invalid account" });
    note(folder, { cancelled: 5 });
    // a run that was killed while it wrote
    Deno.writeTextFileSync(`${folder}/journal.jsonl`, '{"submitting":20,"co', {
      append: true,
    });
    assertEquals(
      submissionsIn(folder),
      arrays.map((array, i) => ({
        ...array,
        id: ["10", "15", null, null][i],
        isCancelled: i === 1,
      })),
    );
  });
});
