/** Leaving to Slurm what is not fresh, and is not with it already. */
import type { Graph } from "../graph/graph.ts";
import type { KeyMaker } from "../graph/keys.ts";
import { batchesOf } from "../plan/batches_of.ts";
import type { Plan, PlannedNode } from "../plan/plan.ts";
import { type PlanFile, writePlan } from "../plan/plan_file.ts";
import { planOf } from "../plan/plan_of.ts";
import { examine, type Standing } from "../run/examine.ts";
import type { Historian } from "../run/history.ts";
import type { Holder } from "../store/processes.ts";
import type { Store } from "../store/store.ts";
import { CliError } from "../text/errors.ts";
import { isMissed, type Loss, lossesOf } from "./losses.ts";
import { largestArray, requireSlurm, type SlurmEffects } from "./programs.ts";
import { askQueue, taskAtWork } from "./queue.ts";
import { type Sent, sentWork } from "./sent.ts";
import { asksOf, type SlurmSettings } from "./settings.ts";
import { arraysOf, type JobArray, logsIn, submit } from "./submit.ts";
import { takeTurn } from "./turn.ts";

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
  /** the project's name, which those of arrays have, and its folder */
  project: { name: string; folder: string };
  /** the words that run a job of a plan, to which its number is added */
  command(plan: string): readonly string[];
  told: LeaveEvents;
}

/** What is told on the way. */
export interface LeaveEvents {
  /** another run is submitting just now */
  onWait(holder: Holder | null): void;
  /** why nodes are submitted again */
  onAgain(losses: ReadonlyMap<string, Loss>): void;
  /** Slurm has taken an array, whose jobs log in a folder */
  onSubmitted(array: JobArray, id: string, logs: string): void;
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
  const { store } = workspace;
  const { onWait, onAgain } = options.told;
  let plan = await planNow(workspace);
  if (plan.nodes.length === 0) return new Map();
  await requireSlurm(effects);
  let hasWaited = false;
  using _turn = await takeTurn(store.leases, (holder) => {
    hasWaited = true;
    onWait(holder);
  }, effects);
  if (hasWaited) plan = await planNow(workspace);
  const { left, arrayOf, losses } = await leftOf(plan, store, effects);
  onAgain(losses);
  if (left.length > 0) await submitAll(left, arrayOf, options, effects);
  const sent = sentWork(store, new Set(plan.nodes.map(({ work }) => work)));
  return new Map(
    plan.nodes.map(({ name, work }) => [name, sent.get(work) ?? []]),
  );
}

/** What leaving to Slurm would submit, why some of it again, and how many nodes it has already; nothing is left. @throws {CliError} as above. */
export async function wouldLeave(
  workspace: Leavable,
  settings: SlurmSettings,
  effects: SlurmEffects,
) {
  const plan = await planNow(workspace);
  if (plan.nodes.length > 0) await requireSlurm(effects);
  const { left, losses } = await leftOf(plan, workspace.store, effects);
  const { batches } = batched(left, settings);
  const largest = left.length > 0 ? await largestArray(effects) : 1;
  const arrays = arraysOf(batches, settings, largest);
  return { arrays, losses, atWork: plan.nodes.length - left.length };
}

interface PlanNow {
  nodes: readonly PlannedNode[];
  standings: ReadonlyMap<string, Standing>;
}

async function planNow(workspace: Leavable): Promise<PlanNow> {
  const { graph } = workspace;
  const standings = await examine(graph, workspace);
  return { nodes: planOf(graph, standings, workspace), standings };
}

/** The nodes that are to be submitted, the arrays at work on others, and why some come again. */
async function leftOf(
  { nodes, standings }: PlanNow,
  store: Store,
  effects: SlurmEffects,
) {
  const before = sentWork(store, new Set(nodes.map(({ work }) => work)));
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
  const gone = new Map<string, readonly Sent[]>();
  for (const { name, needs, work } of nodes) {
    const isTooEarly = needs.some((need) => anew.has(need));
    if (isTooEarly || !arrayOf.has(name)) anew.add(name);
    // what waits came to nothing for want of what it needs
    const isWaiting = standings.get(name)!.state === "waiting";
    const jobs = before.get(work) ?? [];
    if (!arrayOf.has(name) && !isWaiting && isMissed(jobs)) {
      gone.set(name, jobs);
    }
  }
  return {
    left: nodes.filter(({ name }) => anew.has(name)),
    arrayOf,
    losses: await lossesOf(gone, queue, effects),
  };
}

/** Nodes in batches, of whose needs those are left out that are not among them. */
function batched(nodes: readonly PlannedNode[], settings: SlurmSettings): Plan {
  const names = new Set(nodes.map(({ name }) => name));
  const plan = nodes.map(({ needs, ...node }) => ({
    ...node,
    needs: needs.filter((need) => names.has(need)),
  }));
  const askedOf = (name: string) => JSON.stringify(asksOf(settings, name));
  return { nodes: plan, batches: batchesOf(plan, { ...settings, askedOf }) };
}

/** @param arrayOf the arrays that are at work on nodes */
async function submitAll(
  nodes: readonly PlannedNode[],
  arrayOf: ReadonlyMap<string, string>,
  { wanted, settings, plans, project, command, told }: LeaveOptions,
  effects: SlurmEffects,
): Promise<void> {
  const plan = batched(nodes, settings);
  const names = new Set(nodes.map(({ name }) => name));
  const needsOf = new Map(nodes.map(({ name, needs }) => [name, needs]));
  const { batches } = plan;
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
  const path = writePlan(folder, wanted, plan);
  await submit({ folder, batches, after }, {
    name: `${project.name.replace(/[^\w.-]/g, "_")}-${id}`,
    ...{ project: project.folder, command: command(path) },
    ...{ settings, largest },
    onSubmitted: (array, id) => told.onSubmitted(array, id, logsIn(folder)),
  }, effects);
}

/** A name that no other plan has, later than those before it. */
function newPlanId(): string {
  return `${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 4)}`;
}
