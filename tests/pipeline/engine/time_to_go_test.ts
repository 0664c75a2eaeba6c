import { assertEquals } from "@std/assert";
import type { Standing } from "../../../pipeline/engine/examine.ts";
import { graphOf } from "../../../pipeline/engine/graph.ts";
import type { NodeSpec } from "../../../pipeline/engine/node_spec.ts";
import { precedentOf, timeToGo } from "../../../pipeline/engine/time_to_go.ts";
import { Historian } from "../../../pipeline/engine/why.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { put } from "../store/put.ts";
import { inTemporaryFolder } from "../temporary_folder.ts";
import { nodeOf } from "./node_of.ts";

/** A historian of runs that took so many seconds, the newest last. */
async function withRuns(
  runs: [NodeSpec, number][],
  work: (history: Historian) => Promise<void>,
) {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    for (const [i, [node, seconds]] of runs.entries()) {
      const finished = new Date(i * 1000).toISOString();
      await put(store, node, { seconds, finished });
    }
    await work(new Historian(store));
  });
}

const train = (seed: number, backend: string | null = null, epochs = 1) =>
  nodeOf(`train/x/BP/seed-${seed}`, { seed, backend, settings: { epochs } });

Deno.test("precedentOf() takes a run on the same backend, whatever else differs", async () => {
  await withRuns([
    [train(1, "native A 1", 2), 3],
    [train(0, "wasm"), 50],
  ], async (history) => {
    assertEquals(await precedentOf(train(0, "native A 2"), history), {
      ...await precedentOf(train(1, "native A 1", 2), history),
      seconds: 3,
      backend: "native",
      differences: 1,
    });
    const other = await precedentOf(train(0, "webgpu"), history);
    assertEquals([other!.seconds, other!.backend], [50, "wasm"]);
  });
});

Deno.test("precedentOf() prefers the same settings, then the same seed, then the newest run", async () => {
  await withRuns([
    [train(3, null, 2), 30],
    [train(1), 10],
    [train(2), 20],
  ], async (history) => {
    const seconds = async (node: NodeSpec) =>
      (await precedentOf(node, history))?.seconds;
    assertEquals(await seconds(train(1)), 10);
    assertEquals(await seconds(train(0)), 20);
    assertEquals(await seconds(train(3)), 20);
    assertEquals(await seconds(nodeOf("train/x/FA/seed-0")), undefined);
  });
});

Deno.test("timeToGo() shares the work among processors, but no chain", async () => {
  const nodes = [
    nodeOf("train/a"),
    nodeOf("train/b", { needs: ["train/a"], settings: { b: 1 } }),
    nodeOf("train/c", { settings: { c: 1 } }),
    nodeOf("train/d", { settings: { d: 1 } }),
    nodeOf("train/done", { settings: { done: 1 } }),
  ];
  const standings = new Map<string, Standing>(
    nodes.map(({ name }) => [name, {
      state: name === "train/done" ? "fresh" : "missing",
    } as Standing]),
  );
  const [a, b, c] = nodes;
  await withRuns(
    [[a, 4], [{ ...b, inputs: {} }, 5], [c, 6]],
    async (history) => {
      const on = async (jobs: number) =>
        (await timeToGo(graphOf(nodes), standings, { history, jobs })).seconds;
      assertEquals([await on(1), await on(2)], [15, 9]);
      const { nodes: count, unknown } = await timeToGo(
        graphOf(nodes),
        standings,
        { history, jobs: 1 },
      );
      assertEquals([count, unknown], [4, 1]);
    },
  );
});
