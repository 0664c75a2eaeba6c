/** What Slurm's queue says of work that was sent. */
import { hasEnded, type SlurmEffects, squeue, type Task } from "./programs.ts";
import type { Sent } from "./sent.ts";

/** The queue as it was when it was asked; or why it gave no answer. */
export type Queue = Awaited<ReturnType<typeof askQueue>>;

/** Asks the queue once for all these jobs; not at all where there are none. */
export async function askQueue(sent: Iterable<Sent>, effects: SlurmEffects) {
  const names = [...new Set(Array.from(sent, ({ array }) => array.name))];
  const answer = await squeue(names, effects);
  if ("unknown" in answer) return answer;
  const tasks = new Map(
    answer.tasks.map((task) => [placeOf(task.name, task.index), task]),
  );
  return {
    /** the task that runs a job; `undefined` if the queue knows it no more */
    taskOf: ({ array, job }: Sent): Task | undefined =>
      tasks.get(placeOf(array.name, job - array.first)),
  };
}

const placeOf = (name: string, index: number) => `${name} ${index}`;

/** The task that is at work on what was sent, or is to be, if there is one: that which runs, else the first that waits. */
export function taskAtWork(
  sent: readonly Sent[],
  { taskOf }: Exclude<Queue, { unknown: string }>,
): Task | undefined {
  // what was cancelled saves its progress, and makes nothing
  const tasks = sent.filter(({ array }) => !array.isCancelled)
    .flatMap((each) => taskOf(each) ?? [])
    .filter(({ state }) => !hasEnded(state));
  return tasks.find(({ state }) => state !== "PENDING") ?? tasks[0];
}
