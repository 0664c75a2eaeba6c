import { assert, assertEquals } from "@std/assert";
import { graphOf, needsOf } from "../../../../pipeline/engine/graph/graph.ts";
import { keyMaker } from "../../../../pipeline/engine/graph/keys.ts";
import { batchesOf } from "../../../../pipeline/engine/plan/batches_of.ts";
import { jobsOf } from "../../../../pipeline/engine/plan/plan_file.ts";
import { planOf } from "../../../../pipeline/engine/plan/plan_of.ts";
import { examine } from "../../../../pipeline/engine/run/examine.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import { largestArray } from "../../../../pipeline/engine/slurm/programs.ts";
import { usualSlurm } from "../../../../pipeline/engine/slurm/settings.ts";
import { submit } from "../../../../pipeline/engine/slurm/submit.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { type Task, VirtualCluster } from "../../../support/virtual_cluster.ts";
import { virtualSlurm } from "../../../support/virtual_slurm.ts";
import { put } from "../store/put.ts";
import { largeGraph, secondsNow } from "./large_graph.ts";

const keys = keyMaker({
  of: () => ({ "lib/a.ts": "1" }),
  editedSince: () => undefined,
}, "15");

/** The number in its plan of the job that a task runs. */
function jobNumber({ array: { script }, index }: Task): number {
  const [, first] = /--job \$\(\((\d+) \+ SLURM_ARRAY_TASK_ID\)\)/
    .exec(script)!;
  return Number(first) + index;
}

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
    const store = await Store.open(folder);
    for (const { node, seconds } of nodes) {
      if (node.seed === 1) await put(store, node, { seconds });
    }
    const graph = graphOf(nodes.map(({ node }) => node));
    const world = { store, keys, history: new Historian(store) };
    const planned = planOf(graph, await examine(graph, world), world);
    const batches = batchesOf(planned, usualSlurm);
    const jobs = jobsOf({ batches });
    assertEquals(
      new Set(jobs.flatMap(({ nodes }) => nodes)),
      new Set(graph.keys()),
    );

    const now = new Map(
      nodes.map((timed) => [timed.node.name, secondsNow(timed)] as const),
    );
    const started = new Set<string>();
    const cluster = new VirtualCluster((task) => {
      const { nodes } = jobs[jobNumber(task)];
      for (const name of nodes) {
        for (const need of needsOf(graph.get(name)!)) {
          assert(started.has(need), `${need} runs before ${name}`);
        }
        started.add(name);
      }
      // two seconds of its own, after three of the scheduler
      const seconds = nodes.reduce((sum, name) => sum + now.get(name)!, 2);
      return { seconds };
    }, { delay: 3 });
    const slurm = virtualSlurm(cluster);
    await submit({
      ...{ folder, batches },
      after: batches.map(() => []),
    }, {
      ...{ name: "large", project: "/project", command: ["deno", "run"] },
      settings: usualSlurm,
      largest: await largestArray(slurm),
      onSubmitted() {},
    }, slurm);
    const chunks = batches.map(({ jobs }) => Math.ceil(jobs.length / 1001))
      .reduce((sum, one) => sum + one, 0);
    assertEquals(slurm.counts(), { scontrol: 1, sbatch: chunks });

    await cluster.settle();
    assertEquals(started.size, nodes.length);
    const longest = criticalPath(nodes);
    assert(
      cluster.now <= 1.1 * longest,
      `${cluster.now} s, where the longest chain takes ${longest} s`,
    );
  });
});
