/** Leaving to Slurm what is not fresh, and is not with it already. */
import type { Graph } from "../graph/graph.ts";
import type { KeyMaker } from "../graph/keys.ts";
import { batchesOf } from "../plan/batches_of.ts";
import type { Batch, Job, PlannedNode } from "../plan/plan.ts";
import { type PlanFile, writePlan } from "../plan/plan_file.ts";
import { planOf } from "../plan/plan_of.ts";
import { examine } from "../run/examine.ts";
import type { Historian } from "../run/history.ts";
import type { Store } from "../store/store.ts";
import { CliError } from "../text/errors.ts";
import { largestArray, requireSlurm, type SlurmEffects } from "./programs.ts";
import { askQueue, taskAtWork } from "./queue.ts";
import { type Sent, sentWork } from "./sent.ts";
import { asksOf, type SlurmSettings } from "./settings.ts";
import { submit } from "./submit.ts";

/** What there is to leave. */
export interface Leavable {
  graph: Graph;
  store: Store;
  keys: KeyMaker;
  history: Historian;
}

/** How it is left. */
export interface LeaveOptions {
  wanted: PlanFile["wanted"];
  settings: SlurmSettings;
  /** the folder of plans in the store, by the name that other machines know */
  plans: string;
  /** the project's name, with which those of arrays begin, and its folder */
  project: { name: string; folder: string };
  /** the words that run a job of a plan, to which its number is added */
  command(plan: string): readonly string[];
  /** hears of each array that Slurm has taken */
  onSubmitted(batch: Batch, jobs: readonly Job[], id: string): void;
}

/**
 * Leaves to Slurm the nodes of a graph that are not fresh, but for those that it has in its
 * queue and that can do with what is there: what is submitted now waits for these, if need be.
 *
 * @returns of each node that is not fresh, the jobs to which it was sent; Slurm is not asked
 *   if there is none
 * @throws {CliError} if there is no Slurm, if it does not say what it has, or if it refuses
 *   something; the same command goes on then.
 */
export async function leaveToSlurm(
  workspace: Leavable,
  options: LeaveOptions,
  effects: SlurmEffects,
): Promise<Map<string, readonly Sent[]>> {
  const { graph, store } = workspace;
  const standings = await examine(graph, workspace);
  const nodes = planOf(graph, standings, workspace);
  if (nodes.length === 0) return new Map();
  await requireSlurm(effects);

  const works = new Set(nodes.map(({ work }) => work));
  const before = sentWork(store, works);
  const queue = await askQueue([...before.values()].flat(), effects);
  if ("unknown" in queue) {
    throw new CliError(
      `Cannot tell what Slurm has in its queue: ${queue.unknown}; nothing was submitted, give the same command again`,
    );
  }
  /** arrays at work on a node */
  const arrayOf = new Map(nodes.flatMap(({ name, work }) => {
    const task = taskAtWork(before.get(work) ?? [], queue);
    return task ? [[name, task.id.split("_")[0]]] : [];
  }));
  // what is at work does not wait for what is submitted anew, and may end too early
  const anew = new Set<string>();
  for (const { name, needs } of nodes) {
    const isTooEarly = needs.some((need) => anew.has(need));
    if (isTooEarly || !arrayOf.has(name)) anew.add(name);
  }
  const left = nodes.filter(({ name }) => anew.has(name));
  if (left.length > 0) await submitAll(left, arrayOf, options, effects);
  const sent = sentWork(store, works);
  return new Map(
    nodes.map(({ name, work }) => [name, sent.get(work) ?? []]),
  );
}

/** @param arrayOf the arrays that are at work on nodes */
async function submitAll(
  nodes: readonly PlannedNode[],
  arrayOf: ReadonlyMap<string, string>,
  { wanted, settings, plans, project, command, onSubmitted }: LeaveOptions,
  effects: SlurmEffects,
): Promise<void> {
  const names = new Set(nodes.map(({ name }) => name));
  const plan = nodes.map(({ needs, ...node }) => ({
    ...node,
    needs: needs.filter((need) => names.has(need)),
  }));
  const askedOf = (name: string) => JSON.stringify(asksOf(settings, name));
  const batches = batchesOf(plan, { ...settings, askedOf });
  const needsOf = new Map(nodes.map(({ name, needs }) => [name, needs]));
  const after = batches.map(({ jobs }) => {
    const needs = jobs.flatMap(({ nodes }) => nodes)
      .flatMap((name) => needsOf.get(name)!);
    const arrays = needs.filter((need) => !names.has(need))
      .flatMap((need) => arrayOf.get(need) ?? []);
    return [...new Set(arrays)];
  });
  const largest = await largestArray(effects);
  const id = newPlanId();
  const folder = `${plans}/${id}`;
  const path = writePlan(folder, wanted, { nodes: plan, batches });
  await submit({ folder, batches, after }, {
    name: `${project.name.replace(/[^\w.-]/g, "_")}-${id}`,
    ...{ project: project.folder, command: command(path) },
    ...{ settings, largest, onSubmitted },
  }, effects);
}

/** A name that no other plan has, later than those before it. */
function newPlanId(): string {
  return `${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 4)}`;
}
