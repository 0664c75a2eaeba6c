/** Why work that Slurm is no longer at has no result. */
import { ifThere } from "../files/folders.ts";
import { readEnding } from "../plan/plan_file.ts";
import { stopped } from "../run/run.ts";
import { sacct, type SlurmEffects } from "./programs.ts";
import type { Queue } from "./queue.ts";
import type { Sent } from "./sent.ts";
import { logOf } from "./submit.ts";

/** Failed: its program, or what it needs, says why; lost: its job is gone without a word. */
export interface Loss {
  state: "failed" | "lost";
  reason: string;
}

/**
 * Why nodes have no result, given the jobs to which each was sent. What the job has left
 * counts first, then what the queue still knows, then accounts, for which Slurm is asked
 * once and which it may not keep, and the end of the job's log.
 */
export async function lossesOf(
  sent: ReadonlyMap<string, readonly Sent[]>,
  queue: Exclude<Queue, { unknown: string }>,
  effects: SlurmEffects,
): Promise<Map<string, Loss>> {
  const losses = new Map<string, Loss>();
  const silent = new Map<string, Sent>();
  for (const [name, jobs] of sent) {
    const last = jobs.at(-1)!;
    const failure = failureOf(name, last);
    if (failure !== undefined) {
      const reason = `job ${idOf(last)}: ${failure}`;
      losses.set(name, { state: "failed", reason });
    } else silent.set(name, last);
  }
  const arrays = [...silent.values()].filter((each) => !queue.taskOf(each))
    .flatMap(({ array }) => array.id ?? []);
  const accounts = arrays.length > 0
    ? await sacct([...new Set(arrays)], effects)
    : new Map<string, string>();
  for (const [name, job] of silent) {
    const id = idOf(job);
    const state = queue.taskOf(job)?.state ?? accounts.get(id);
    const said = readEnding(job.folder, job.job)?.nodes[name];
    const isMade = said?.status === "ran" || said?.status === "fresh";
    const end = state ? `ended as ${state}` : "is gone";
    const word = said?.message ?? lastLine(job);
    const isStopped = said?.message === stopped &&
      !state?.startsWith("CANCELLED");
    const reason = isMade
      ? "has made it, and the store does not have it: its key was another, by changed code or by the machine, or it was removed"
      : isStopped
      ? "was stopped, as at the end of its time; the same command goes on, from its checkpoint if it keeps one"
      : word
      ? `${end}; its last word: ${word}`
      : end;
    losses.set(name, { state: "lost", reason: `job ${id} ${reason}` });
  }
  return losses;
}

/** Whether anybody misses what was sent: not what was cancelled, or refused. */
export function isMissed(sent: readonly Sent[]): boolean {
  const { id, isCancelled } = sent.at(-1)?.array ?? { id: null };
  return id !== null && !isCancelled;
}

/** What a node's program failed of, if its job says so. */
export function failureOf(
  name: string,
  { folder, job }: Sent,
): string | undefined {
  const ending = readEnding(folder, job)?.nodes[name];
  return ending?.status === "failed" ? ending.message ?? "" : undefined;
}

function idOf({ array: { id, name, first }, job }: Sent): string {
  return `${id ?? name}_${job - first}`;
}

/** The last line of a job's log that is not Slurm's own, in which it announces a signal. */
function lastLine({ folder, job, array: { first } }: Sent): string | undefined {
  const path = logOf(folder, first, job - first);
  const lines = ifThere(() => Deno.readTextFileSync(path))?.split("\n") ?? [];
  return lines.findLast((line) => line.trim() && !/^slurmstepd/.test(line))
    ?.trim();
}
