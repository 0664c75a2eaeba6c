import { assertEquals } from "@std/assert";
import type { Standing } from "../../../../pipeline/engine/run/examine.ts";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import {
  precedentsIn,
  timeToGo,
} from "../../../../pipeline/engine/run/time_to_go.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { put } from "../store/put.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";

/** A historian of runs that took so many seconds, the newest last. */
async function withRuns(
  runs: [NodeSpec, number][],
  work: (history: Historian) => void,
) {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    for (const [i, [node, seconds]] of runs.entries()) {
      const finished = new Date(i * 1000).toISOString();
      await put(store, node, { seconds, finished });
    }
    work(new Historian(store));
  });
}

const train = (seed: number, backend: string | null = null, epochs = 1) =>
  nodeOf(`train/x/BP/seed-${seed}`, { seed, backend, settings: { epochs } });

Deno.test("precedentsIn() takes a run on the same backend, whatever else differs", async () => {
  await withRuns([
    [train(1, "native A 1", 2), 3],
    [train(0, "wasm"), 50],
  ], (history) => {
    const precedentOf = precedentsIn(history);
    assertEquals(precedentOf(train(0, "native A 2")), {
      ...{ backend: "native", isOther: 0, differences: 1, seconds: 3 },
    });
    const other = precedentOf(train(0, "webgpu"));
    assertEquals([other!.seconds, other!.backend], [50, "wasm"]);
  });
});

Deno.test("precedentsIn() prefers the same settings, then the same seed, then the newest run", async () => {
  await withRuns([
    [train(3, null, 2), 30],
    [train(1), 10],
    [train(2), 20],
  ], (history) => {
    const precedentOf = precedentsIn(history);
    const seconds = (node: NodeSpec) => precedentOf(node)?.seconds;
    assertEquals(seconds(train(1)), 10);
    assertEquals(seconds(train(0)), 20);
    assertEquals(seconds(train(3)), 20);
    assertEquals(seconds(nodeOf("train/x/FA/seed-0")), undefined);
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
    (history) => {
      const on = (jobs: number) =>
        timeToGo(graphOf(nodes), standings, { history, jobs }).seconds;
      assertEquals([on(1), on(2)], [15, 9]);
      const { nodes: count, unknown } = timeToGo(
        graphOf(nodes),
        standings,
        { history, jobs: 1 },
      );
      assertEquals([count, unknown], [4, 1]);
    },
  );
});

Deno.test("timeToGo() takes as many nodes, and a node of as many needs, as any run may have", async () => {
  const names = Array.from({ length: 200_000 }, (_, i) => `train/x/seed-${i}`);
  const all = nodeOf("train/all", { needs: names, settings: { all: 1 } });
  const nodes = [...names.map((name) => nodeOf(name)), all];
  const standings = new Map<string, Standing>(
    nodes.map(({ name }) => [name, { state: "missing", reason: "" }]),
  );
  await withRuns(
    [[nodeOf(names[7]), 2], [{ ...all, inputs: {} }, 3]],
    (history) => {
      const { seconds } = timeToGo(graphOf(nodes), standings, {
        history,
        jobs: names.length,
      });
      assertEquals(seconds, 5);
    },
  );
});

Deno.test("precedentsIn() takes a run at another point of a grid, or at none, for one that never ran", async () => {
  const at = (point: string, rate: number, size = 1) =>
    nodeOf(`train/x/${point}/seed-0`, { seed: 0, settings: { rate, size } });
  await withRuns([
    [at("BP/rate=1", 1), 3],
    [at("BP", 2), 4],
    [at("FA/rate=9", 9), 50],
  ], (history) => {
    const secondsOf = (node: NodeSpec) => precedentsIn(history)(node)?.seconds;
    assertEquals(secondsOf(at("BP/rate=5", 5)), 4);
    assertEquals(secondsOf(at("BP/rate=1", 1)), 3);
    assertEquals(secondsOf(at("DI/rate=5", 5)), undefined);
    // that which has more settings in common, though it is older
    assertEquals(secondsOf(at("BP/rate=1,size=2", 1, 2)), 3);
  });
});
