/** Where work was sent: what the plans and journals of a store say. */
import type { Digest } from "../files/digest.ts";
import { jobsOf, readPlan } from "../plan/plan_file.ts";
import { plansIn } from "../store/inventory.ts";
import { CliError } from "../text/errors.ts";
import { type Submission, submissionsIn } from "./journal.ts";

/** A job of which a node was a part. */
export interface Sent {
  /** the plan's folder */
  folder: string;
  /** the job's number in the plan */
  job: number;
  array: Submission;
}

/** The submitted jobs of each piece of work, in the order in which they were sent as far as that is known. */
export type SentWork = ReadonlyMap<Digest, readonly Sent[]>;

/** All arrays that were ever submitted from a store, by the folders of their plans. */
export function submissionsOf(store: { root: string }) {
  return plansIn(store.root).sort()
    .map((folder) => ({ folder, arrays: submissionsIn(folder) }))
    .filter(({ arrays }) => arrays.length > 0);
}

/** The jobs to which work was sent. */
export function sentWork(
  store: { root: string },
  works: ReadonlySet<Digest>,
): SentWork {
  const sent = new Map<Digest, Sent[]>();
  for (const { folder, arrays } of submissionsOf(store)) {
    const plan = planIn(folder);
    if (!plan) continue;
    const workOf = new Map(plan.nodes.map(({ name, work }) => [name, work]));
    const jobs = jobsOf(plan);
    for (const array of arrays) {
      const { first, count } = array;
      for (const [i, { nodes }] of jobs.slice(first, first + count).entries()) {
        for (const work of nodes.map((name) => workOf.get(name)!)) {
          if (!works.has(work)) continue;
          sent.getOrInsert(work, []).push({ folder, job: first + i, array });
        }
      }
    }
  }
  return sent;
}

/** The plan in a folder; `undefined` if it is torn, or of another version: then nothing follows from it. */
function planIn(folder: string) {
  try {
    return readPlan(`${folder}/plan.json`);
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}
