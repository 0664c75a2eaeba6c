import { note } from "../slurm/journal.ts";
import { hasEnded, scancel, slurmHere, squeue } from "../slurm/programs.ts";
import { submissionsOf } from "../slurm/sent.ts";
import { Store } from "../store/store.ts";
import { print } from "../terminal/stream.ts";
import { CliError } from "../text/errors.ts";
import { plural } from "../text/words.ts";
import type { Command } from "./options.ts";

/** @param effects how Slurm is reached */
export const cancel = (effects = slurmHere): Command => ({
  name: "cancel",
  summary: "end the jobs that were left to Slurm",
  details:
    "All that were submitted from the store and have not ended. What is finished stays,\n" +
    "and long nodes go on from their last checkpoint when they are run again.",
  options: ["store"],
  async run({ store: folder }) {
    const submitted = submissionsOf(await Store.openThere(folder))
      .flatMap(({ folder, arrays }) =>
        arrays.map(({ name, first }) => ({ folder, name, first }))
      );
    const all = submitted.map(({ name }) => name);
    const queue = await squeue(all, effects);
    if ("unknown" in queue) {
      throw new CliError(
        `Cannot cancel: ${queue.unknown}; give the same command again where Slurm answers`,
      );
    }
    const tasks = queue.tasks.filter(({ state }) => !hasEnded(state));
    if (tasks.length === 0) {
      return print("no job of this store is in Slurm's queue");
    }
    const arrays = new Set(tasks.map(({ id }) => id.split("_")[0]));
    await scancel([...arrays], effects);
    const names = new Set(tasks.map(({ name }) => name));
    for (const { folder, name, first } of submitted) {
      if (names.has(name)) note(folder, { cancelled: first });
    }
    print(
      `cancelled ${plural(tasks.length, "job")} of ${
        plural(arrays.size, "array")
      }`,
    );
  },
});
