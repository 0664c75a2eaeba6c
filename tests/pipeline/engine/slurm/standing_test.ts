import { assertEquals } from "@std/assert";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import { examine } from "../../../../pipeline/engine/run/examine.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import { slurmStandings } from "../../../../pipeline/engine/slurm/standing.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";
import { keysOf } from "../run/rig.ts";
import { slurmRig } from "./rig.ts";

const trained = ["train/x/a", "train/x/b", "train/x/c"];
const nodes = [
  nodeOf("start/x"),
  ...trained.map((name) =>
    nodeOf(name, { needs: ["start/x"], settings: name })
  ),
  nodeOf("table/x", { needs: trained }),
];

/** Where nodes stand with the Slurm of a rig, which is asked as often as `calls` says. */
async function standingsOf(
  folder: string,
  { slurm }: ReturnType<typeof slurmRig>,
  nodes: NodeSpec[],
) {
  const before = slurm.calls.length;
  const graph = graphOf(nodes);
  const store = await Store.open(folder);
  const world = { graph, store, keys: keysOf(), history: new Historian(store) };
  const found = await slurmStandings(await examine(graph, world), world, slurm);
  const calls = slurm.calls.slice(before).map(({ program }) => program);
  if (!(found instanceof Map)) return { found, calls };
  const lines = [...found].map(([name, { state, reason }]) =>
    `${state} ${name}: ${reason}`
  );
  return { found: lines, calls };
}

Deno.test("slurmStandings() tells what is queued, running and lost, and asks the queue once", async () => {
  await inTemporaryFolder(async (folder) => {
    const slurm = slurmRig(folder, {
      workers: 1,
      faults: { loses: ({ index, array: { id } }) => id === 2 && index === 0 },
      troubles: { missing: ["sacct"] },
    });
    assertEquals((await standingsOf(folder, slurm, nodes)).calls, []);
    await slurm.leave(nodes);
    await slurm.cluster.sleep(25_000);
    assertEquals(await standingsOf(folder, slurm, nodes), {
      found: [
        "running train/x/b: job 2_1",
        "queued train/x/c: job 2_2, Resources",
        "queued table/x: job 3_0, Dependency",
        "lost train/x/a: job 2_0 ended as NODE_FAIL",
      ],
      calls: ["squeue"],
    });
    await slurm.cluster.sleep(1e6);
    assertEquals((await standingsOf(folder, slurm, nodes)).found, [
      "lost train/x/a: job 2_0 is gone",
    ]);
    await slurm.follow(nodes);
    assertEquals((await standingsOf(folder, slurm, nodes)).calls, []);
  });
});
