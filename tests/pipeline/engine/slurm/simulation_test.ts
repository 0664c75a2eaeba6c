import { assert, assertEquals } from "@std/assert";
import { graphOf, needsOf } from "../../../../pipeline/engine/graph/graph.ts";
import {
  jobsOf,
  plansOf,
  readPlan,
} from "../../../../pipeline/engine/plan/plan_file.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import { leaveToSlurm } from "../../../../pipeline/engine/slurm/leave.ts";
import { usualSlurm } from "../../../../pipeline/engine/slurm/settings.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { VirtualCluster } from "../../../support/virtual_cluster.ts";
import { virtualSlurm } from "../../../support/virtual_slurm.ts";
import { keysOf } from "../run/rig.ts";
import { put } from "../store/put.ts";
import { largeGraph, secondsNow } from "./large_graph.ts";
import { jobNumber, wanted } from "./rig.ts";

/** Seconds until the last node has ended, if each starts as soon as those it needs have. */
function criticalPath(nodes: ReturnType<typeof largeGraph>): number {
  const ends = new Map<string, number>();
  for (const timed of nodes) {
    const start = needsOf(timed.node)
      .reduce((latest, name) => Math.max(latest, ends.get(name)!), 0);
    ends.set(timed.node.name, start + secondsNow(timed));
  }
  return ends.values().reduce((latest, end) => Math.max(latest, end), 0);
}

Deno.test("ten thousand nodes take no more calls than there are arrays, and hardly longer than their longest chain", async () => {
  await inTemporaryFolder(async (folder) => {
    const nodes = largeGraph();
    assert(nodes.length > 10_000);
    const graph = graphOf(nodes.map(({ node }) => node));
    const store = await Store.open(folder);
    for (const { node, seconds } of nodes) {
      if (node.seed === 1) await put(store, node, { seconds });
    }

    const now = new Map(
      nodes.map((timed) => [timed.node.name, secondsNow(timed)] as const),
    );
    const made = new Set<string>();
    let path = "";
    let jobs: ReturnType<typeof jobsOf> | undefined;
    const cluster = new VirtualCluster((task) => {
      jobs ??= jobsOf(readPlan(path));
      const { nodes } = jobs[jobNumber(task)];
      for (const name of nodes) {
        const early = needsOf(graph.get(name)!).find((need) => !made.has(need));
        assertEquals(early, undefined, `${name} starts before it is there`);
      }
      return {
        // two seconds of its own, after three of the scheduler
        seconds: nodes.reduce((sum, name) => sum + now.get(name)!, 2),
        end: () => nodes.forEach((name) => made.add(name)),
      };
    }, { delay: 3 });
    const slurm = virtualSlurm(cluster);
    await leaveToSlurm({
      ...{ graph, store, keys: keysOf(), history: new Historian(store) },
    }, {
      ...{ wanted, settings: usualSlurm, plans: plansOf(store) },
      project: { name: "large", folder },
      command: (plan) => ["job", path = plan],
      told: { onWait() {}, onAgain() {}, onSubmitted() {} },
    }, slurm);
    const chunks = readPlan(path).batches
      .map(({ jobs }) => Math.ceil(jobs.length / 1001))
      .reduce((sum, one) => sum + one, 0);
    // sbatch is asked for its version, too
    assertEquals(slurm.counts(), { scontrol: 1, sbatch: 1 + chunks });

    await cluster.settle();
    assertEquals(made.size, nodes.length);
    const longest = criticalPath(nodes);
    assert(
      cluster.now <= 1.1 * longest,
      `${cluster.now} s, where the longest chain takes ${longest} s`,
    );
  });
});
