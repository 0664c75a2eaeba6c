/** Runs that are left to a virtual Slurm, whose tasks run their nodes in this process. */
import { cancel } from "../../../../pipeline/engine/cli/cancel_command.ts";
import type { Options } from "../../../../pipeline/engine/cli/options.ts";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import {
  jobsOf,
  plansOf,
  readPlan,
  writeEnding,
} from "../../../../pipeline/engine/plan/plan_file.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import type { NodeResult } from "../../../../pipeline/engine/run/run.ts";
import { Follower } from "../../../../pipeline/engine/slurm/follow.ts";
import { leaveToSlurm } from "../../../../pipeline/engine/slurm/leave.ts";
import { usualSlurm } from "../../../../pipeline/engine/slurm/settings.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import {
  type Faults,
  type Task,
  VirtualCluster,
} from "../../../support/virtual_cluster.ts";
import { type Troubles, virtualSlurm } from "../../../support/virtual_slurm.ts";
import { join, keysOf, rig, type Work } from "../run/rig.ts";

/** What a command line wants, where nobody reads it. */
export const wanted = {
  ...{ profile: "", seeds: {}, set: [], model: [], config: null },
  ...{ backend: "", source: null },
};

/** The number in its plan of the job that a task runs, by its script. */
export function jobNumber({ array: { script }, index }: Task): number {
  const [, first] = /--job \$\(\((\d+) \+ SLURM_ARRAY_TASK_ID\)\)$/m
    .exec(script)!;
  return Number(first) + index;
}

/** What a rig may be told. */
interface Rigged {
  /** what a node does */
  work?: Work;
  /** how long a node takes; ten seconds by default */
  secondsOf?(name: string): number;
  /** seconds after which others see what a task has made */
  late?: number;
  workers?: number;
  maxArraySize?: number;
  faults?: Faults;
  troubles?: Troubles;
}

/**
 * Slurm on a virtual cluster, and runs that are left to it, of nodes that all have one
 * program, in a store in a folder.
 */
export function slurmRig(
  folder: string,
  { work = join, secondsOf = () => 10, late = 0, ...more }: Rigged = {},
) {
  const run = rig(folder, work);
  /** the plans that were submitted, and the nodes that they are of */
  const plans: { path: string; nodes: NodeSpec[] }[] = [];
  /** the nodes that tasks have run, each as often as it was */
  const executed: string[] = [];

  /** The job that a task runs: its words begin with the number of its plan here. */
  const jobOf = (task: Task) => {
    const [, plan] = /^exec job (\d+) /m.exec(task.array.script)!;
    const { path, nodes } = plans[Number(plan)];
    const job = jobNumber(task);
    return { path, nodes, job, names: jobsOf(readPlan(path))[job].nodes };
  };

  /** Does what the command `node` does with a job of a plan. */
  const runJob = async (
    { path, nodes, job, names }: ReturnType<typeof jobOf>,
  ) => {
    const runs = new Set(names);
    const { results, told } = await run(nodes, { runs, keepGoing: true });
    executed.push(
      ...names.filter((name) => told.includes(`${name} ran`)),
    );
    const endings = names.map((name) => {
      const { status, ...rest } = results.get(name)!;
      return [
        name,
        "message" in rest ? { status, message: rest.message } : { status },
      ];
    });
    const ending = { nodes: Object.fromEntries(endings) };
    writeEnding(path.replace(/\/[^/]*$/, ""), job, ending);
    if (endings.some(([name]) => !("record" in results.get(name as string)!))) {
      throw new Error("it has not made all");
    }
  };

  const { workers, faults, maxArraySize, troubles } = more;
  const cluster: VirtualCluster = new VirtualCluster((task) => {
    const job = jobOf(task);
    return {
      seconds: job.names.reduce((sum, name) => sum + secondsOf(name), 0),
      end: () =>
        late === 0 ? runJob(job) : cluster.after(late, () => runJob(job)),
    };
  }, { workers, faults });
  const slurm = virtualSlurm(cluster, { maxArraySize, troubles });

  /** Leaves what is not fresh to Slurm, and gives the nodes that were sent now. */
  async function leave(nodes: NodeSpec[], onWait = () => {}) {
    const store = await Store.open(folder);
    const submitted: string[] = [];
    /** which nodes are submitted again, and why */
    const again: Record<string, string> = {};
    const sent = await leaveToSlurm({
      ...{ graph: graphOf(nodes), store, keys: keysOf() },
      history: new Historian(store),
    }, {
      ...{ wanted, settings: usualSlurm, plans: plansOf(store) },
      project: { name: "tides", folder: "/tides" },
      command: (path) => ["job", `${plans.push({ path, nodes }) - 1}`],
      told: {
        onWait,
        onAgain(losses) {
          for (const [name, { state, reason }] of losses) {
            again[name] = `${state}: ${reason}`;
          }
        },
        onSubmitted: ({ jobs }) =>
          void submitted.push(...jobs.flatMap(({ nodes }) => nodes)),
      },
    }, slurm);
    return { store, sent, submitted, again };
  }

  return {
    cluster,
    slurm,
    executed,
    leave,
    /** Ends all that was left. */
    cancel: () => cancel(slurm).run({ store: folder } as Options),
    /** The same, followed to its end. */
    async follow(
      nodes: NodeSpec[],
      signal: AbortSignal = new AbortController().signal,
    ) {
      const { store, sent, submitted, again } = await leave(nodes);
      const remarks: string[] = [];
      const follower = new Follower({
        ...{ store, sent, signal, patience: 60_000, report() {} },
        remark: (message) => void remarks.push(message),
      }, slurm);
      const { results } = await run(nodes, {
        ...{ elsewhere: follower, keepGoing: true, signal },
        execute: () => Promise.reject(new Error("it runs here")),
      });
      return {
        submitted,
        again,
        remarks,
        results,
        endings: endingsOf(results),
      };
    },
  };
}

/** How nodes have ended: the digest of what each made, or why it made nothing. */
export function endingsOf(
  results: ReadonlyMap<string, NodeResult>,
): Record<string, string> {
  return Object.fromEntries(
    [...results].map(([name, result]) => [
      name,
      "record" in result
        ? result.record.outputs.out.digest
        : `${result.status}: ${result.message}`,
    ]),
  );
}
