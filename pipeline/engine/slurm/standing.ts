/** Where nodes stand that were left to Slurm. */
import type { Graph } from "../graph/graph.ts";
import type { KeyMaker } from "../graph/keys.ts";
import { worksOf } from "../plan/plan_of.ts";
import type { Standing } from "../run/examine.ts";
import { isMissed, type Loss, lossesOf } from "./losses.ts";
import type { SlurmEffects } from "./programs.ts";
import { askQueue, taskAtWork } from "./queue.ts";
import { type Sent, sentWork, submissionsOf } from "./sent.ts";

export type SlurmStanding =
  | { state: "queued" | "running"; reason: string }
  | Loss;

/**
 * Where those nodes of a graph stand that are not fresh and were left to Slurm; or, where
 * it gives no answer, why nobody knows. It is asked once, and not at all if there are none.
 */
export async function slurmStandings(
  standings: ReadonlyMap<string, Standing>,
  { graph, keys, store }: {
    graph: Graph;
    keys: KeyMaker;
    store: { root: string };
  },
  effects: SlurmEffects,
): Promise<Map<string, SlurmStanding> | { unknown: string }> {
  const found = new Map<string, SlurmStanding>();
  if (submissionsOf(store).length === 0) return found;
  const works = new Map(
    [...worksOf(graph, keys)]
      .filter(([name]) => standings.get(name)!.state !== "fresh"),
  );
  const sent = sentWork(store, new Set(works.values()));
  const queue = await askQueue([...sent.values()].flat(), effects);
  if ("unknown" in queue) return queue;
  const gone = new Map<string, readonly Sent[]>();
  for (const [name, work] of works) {
    const jobs = sent.get(work) ?? [];
    const task = taskAtWork(jobs, queue);
    if (task) {
      const isQueued = task.state === "PENDING";
      const remark = isQueued ? task.reason : unlessUsual(task.state);
      found.set(name, {
        state: isQueued ? "queued" : "running",
        reason: remark ? `job ${task.id}, ${remark}` : `job ${task.id}`,
      });
    } else if (standings.get(name)!.state !== "waiting") {
      if (isMissed(jobs)) gone.set(name, jobs);
    }
  }
  const losses = await lossesOf(gone, queue, effects);
  return new Map([...found, ...losses]);
}

/** A state that is not what people expect of a job at work, as Slurm has it. */
function unlessUsual(state: string): string | undefined {
  return ["RUNNING", "COMPLETING"].includes(state) ? undefined : state;
}
