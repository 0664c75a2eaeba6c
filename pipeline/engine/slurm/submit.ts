/** Submitting a plan: an array of jobs for each batch, or several where it is too large. */
import type { Batch, Job } from "../plan/plan.ts";
import { firstJobs } from "../plan/plan_file.ts";
import { CliError } from "../text/errors.ts";
import { plural, shellWord } from "../text/words.ts";
import { note } from "./journal.ts";
import { sbatch, type SlurmEffects } from "./programs.ts";
import {
  type Asks,
  asksOf,
  minutesOf,
  sbatchWords,
  type SlurmSettings,
} from "./settings.ts";

/** Consecutive jobs of a batch, which are submitted together. */
export interface JobArray {
  kind: string;
  jobs: readonly Job[];
  /** the number of the first in the plan */
  first: number;
  /** the place of its batch */
  place: number;
  /** what is asked for each of them, and the minutes that each may take */
  asks: Asks;
  minutes: number;
}

/** The arrays of a plan: one for each batch, or several where it is too large. */
export function arraysOf(
  batches: readonly Batch[],
  settings: SlurmSettings,
  /** the most tasks of an array */
  largest: number,
): JobArray[] {
  const firsts = firstJobs({ batches });
  return batches.flatMap(({ kind, jobs }, place) => {
    const asks = asksOf(settings, jobs[0].nodes[0]);
    const count = Math.ceil(jobs.length / largest);
    return Array.from({ length: count }, (_, i) => {
      const some = jobs.slice(i * largest, (i + 1) * largest);
      const minutes = minutesOf(asks, longestOf(some), settings);
      const first = firsts[place] + i * largest;
      return { kind, jobs: some, first, place, asks, minutes };
    });
  });
}

/** Seconds of the longest of some jobs; null if of any nothing tells. */
function longestOf(jobs: readonly Job[]): number | null {
  if (jobs.some(({ seconds }) => seconds === null)) return null;
  return jobs.reduce((most, { seconds }) => Math.max(most, seconds!), 0);
}

/** What is submitted. */
export interface Submittable {
  /** the plan's folder, which has its `plan.json` */
  folder: string;
  batches: readonly Batch[];
  /** of each batch: the ids of arrays submitted before that have to end first */
  after: readonly (readonly string[])[];
}

/** What it is submitted by. */
export interface SubmitOptions {
  /** what the names of arrays end with, before a number */
  name: string;
  /** the folder in which jobs run */
  project: string;
  /** the words that run a job, to which its number is added */
  command: readonly string[];
  /** by which the same is asked for all nodes of a batch */
  settings: SlurmSettings;
  /** the most tasks of an array */
  largest: number;
  /** hears of each array that was taken */
  onSubmitted(array: JobArray, id: string): void;
}

/**
 * Submits the batches of a plan, each after those that it needs have ended, well or not:
 * a job whose inputs are missing ends at once.
 *
 * @throws {CliError} if Slurm refuses one; those before it are submitted.
 */
export async function submit(
  { folder, batches, after }: Submittable,
  { name, project, command, settings, largest, onSubmitted }: SubmitOptions,
  effects: SlurmEffects,
): Promise<void> {
  Deno.mkdirSync(logsIn(folder), { recursive: true });
  const ids: string[][] = batches.map(() => []);
  let submitted = 0;
  for (const array of arraysOf(batches, settings, largest)) {
    const { kind, jobs: { length: count }, first, place, asks } = array;
    const earlier = [
      ...batches[place].needs.flatMap((place) => ids[place]),
      ...after[place],
    ];
    const unique = `${nameOf(kind)}:${name}-${first}`;
    const words = [
      `--job-name=${unique}`,
      `--output=${slurmPath(logOf(folder, first, "%a"))}`,
      `--chdir=${project}`,
      // a job that is put back adds to its log, and goes on from its checkpoint
      ...["--open-mode=append", "--requeue", "--signal=B:TERM@60"],
      ...earlier.length > 0
        ? [`--dependency=afterany:${earlier.join(":")}`]
        : [],
      ...sbatchWords(asks, { ...array, count }),
    ];
    note(folder, { submitting: first, count, name: unique });
    const script = scriptOf(command, first, asks);
    const answer = await sbatch(words, script, effects);
    if ("refused" in answer) {
      note(folder, { refused: first, message: answer.refused });
      const rest = submitted === 0
        ? "nothing was submitted, and the same command tries again"
        : `${
          plural(submitted, "array")
        } before it went well, and the same command submits the rest`;
      throw new CliError(`Cannot submit ${kind}: ${answer.refused}; ${rest}`);
    }
    note(folder, { submitted: first, id: answer.id });
    submitted++;
    ids[place].push(answer.id);
    onSubmitted(array, answer.id);
  }
}

/** A kind as the name of an array begins: `squeue` is asked for many names at once, with commas between them. */
function nameOf(kind: string): string {
  return kind.replace(/[^\w./-]/g, "_").slice(0, 40);
}

/** The folder in which the jobs of a plan log. */
export const logsIn = (folder: string) => `${folder}/log`;

/** Where the task of an array logs. */
export function logOf(folder: string, first: number, task: number | "%a") {
  return `${logsIn(folder)}/${first}-${task}.txt`;
}

/** A path as `sbatch` takes it, which would read `%` as the beginning of a pattern. */
function slurmPath(path: string): string {
  return path.replace(/%(?!a\.txt$)/g, "%%");
}

/**
 * The program takes the shell's place, so that it hears when its time is nearly over. How
 * many nodes it runs at once it is told: Slurm's own variable may be that of another job,
 * from which this one was submitted.
 */
function scriptOf(
  command: readonly string[],
  first: number,
  { cpus = 1 }: Asks,
): string {
  const words = command.map(shellWord).join(" ");
  return `#!/bin/sh
exec ${words} --jobs=${cpus} --job $((${first} + SLURM_ARRAY_TASK_ID))
`;
}
