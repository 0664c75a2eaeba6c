import { assertEquals } from "@std/assert";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import { examine } from "../../../../pipeline/engine/run/examine.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import { slurmStandings } from "../../../../pipeline/engine/slurm/standing.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import type { Troubles } from "../../../support/virtual_slurm.ts";
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

/** Where the nodes stand with the Slurm of a rig, and what it was asked. */
async function standingsOf(
  folder: string,
  { slurm }: ReturnType<typeof slurmRig>,
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

/** Gives `work` a Slurm with one worker, which loses the second of five jobs. */
const withLoss = (
  troubles: Troubles,
  work: (folder: string, rig: ReturnType<typeof slurmRig>) => Promise<void>,
) =>
  inTemporaryFolder((folder) =>
    work(
      folder,
      slurmRig(folder, {
        ...{ troubles, workers: 1 },
        faults: {
          loses: ({ index, array: { id } }) => id === 2 && index === 0,
        },
      }),
    )
  );

Deno.test("slurmStandings() tells what is queued, running and lost, and asks the queue once", async () => {
  await withLoss({}, async (folder, rig) => {
    assertEquals(await standingsOf(folder, rig), { found: [], calls: [] });
    await rig.leave(nodes);
    await rig.cluster.sleep(25_000);
    assertEquals(await standingsOf(folder, rig), {
      found: [
        "running train/x/b: job 2_1",
        "queued train/x/c: job 2_2, Resources",
        "queued table/x: job 3_0, Dependency",
        "lost train/x/a: job 2_0 ended as NODE_FAIL",
      ],
      calls: ["squeue"],
    });
    await rig.follow(nodes);
    assertEquals(await standingsOf(folder, rig), { found: [], calls: [] });
  });
});

Deno.test("slurmStandings() asks for accounts where the queue has forgotten a job, and does without", async () => {
  const cases: [Troubles, string][] = [
    [{}, "ended as NODE_FAIL"],
    [{ keepsNoAccounts: true }, "is gone"],
    [{ missing: ["sacct"] }, "is gone"],
  ];
  for (const [troubles, what] of cases) {
    await withLoss(troubles, async (folder, rig) => {
      await rig.leave(nodes);
      await rig.cluster.sleep(1e6);
      const { found } = await standingsOf(folder, rig);
      assertEquals(found, [`lost train/x/a: job 2_0 ${what}`]);
    });
  }
});

Deno.test("slurmStandings() knows nothing where Slurm does not answer", async () => {
  let isDown = false;
  await withLoss({ isDown: () => isDown }, async (folder, rig) => {
    await rig.leave(nodes);
    isDown = true;
    assertEquals((await standingsOf(folder, rig)).found, {
      unknown:
        "squeue says: slurm_load_jobs error: Unable to contact slurm controller (connect failure)",
    });
  });
});
