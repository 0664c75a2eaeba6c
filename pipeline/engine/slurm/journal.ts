/**
 * What was submitted of a plan, `journal.jsonl` in its folder: a line before each
 * `sbatch` and one after it, so that whatever is killed leaves word of what Slurm may
 * have; and one when people cancel an array.
 *
 *     {"submitting":0,"count":20,"name":"tides-1f3a-0"}
 *     {"submitted":0,"id":"117"}
 *     {"submitting":20,"count":1,"name":"tides-1f3a-20"}
 *     {"refused":20,"message":"Batch job submission failed: Invalid account"}
 *     {"cancelled":0}
 */
import * as v from "valibot";
import { readText } from "../store/shared_disks.ts";

const lineSchema = v.union([
  v.object({ submitting: v.number(), count: v.number(), name: v.string() }),
  v.object({ submitted: v.number(), id: v.string() }),
  v.object({ refused: v.number(), message: v.string() }),
  v.object({ cancelled: v.number() }),
]);

const lineText = v.pipe(v.string(), v.parseJson(), lineSchema);

/** What a journal says of one array of jobs. */
export type JournalLine = v.InferOutput<typeof lineSchema>;

/** Consecutive jobs of a plan that were submitted as one array: task 0 is the first of them. */
export interface Submission {
  first: number;
  count: number;
  /** the array's name, which no other has */
  name: string;
  /** the array's id; null if it was refused, or if the answer was not heard */
  id: string | null;
  /** whether people want nothing of it any more; its tasks may take a while to end */
  isCancelled: boolean;
}

/** Adds a line to the journal of a plan's folder, and sees that it is on the disk. */
export function note(folder: string, said: JournalLine): void {
  using file = Deno.openSync(`${folder}/journal.jsonl`, {
    ...{ append: true, create: true },
  });
  let rest = new TextEncoder().encode(JSON.stringify(said) + "\n");
  while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
  file.syncSync();
}

/** What was submitted of the plan in a folder, in that order; a torn line is passed over. */
export function submissionsIn(folder: string): Submission[] {
  const text = readText(`${folder}/journal.jsonl`);
  const submissions = new Map<number, Submission>();
  for (const line of (text ?? "").split("\n")) {
    const { success, output } = v.safeParse(lineText, line);
    if (!success) continue;
    if ("submitting" in output) {
      const { submitting: first, count, name } = output;
      submissions.set(first, {
        first,
        count,
        name,
        id: null,
        isCancelled: false,
      });
    } else if ("submitted" in output) {
      const submission = submissions.get(output.submitted);
      if (submission) submission.id = output.id;
    } else if ("cancelled" in output) {
      const submission = submissions.get(output.cancelled);
      if (submission) submission.isCancelled = true;
    }
  }
  return [...submissions.values()];
}
