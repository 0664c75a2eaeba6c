import { assertEquals, assertNotEquals } from "@std/assert";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import { keyMaker } from "../../../../pipeline/engine/graph/keys.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import { planOf } from "../../../../pipeline/engine/plan/plan_of.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import { examine } from "../../../../pipeline/engine/run/examine.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { chain, rig } from "../run/rig.ts";

const keys = keyMaker({
  of: ({ entry }) => ({ [entry]: "1" }),
  editedSince: () => undefined,
}, "15");

/** The plan of nodes for a store. */
async function plan(folder: string, nodes: NodeSpec[]) {
  const store = await Store.open(folder);
  const world = { keys, store, history: new Historian(store) };
  const graph = graphOf(nodes);
  return planOf(graph, await examine(graph, world), world);
}

Deno.test("planOf() plans what is not fresh, with what it needs of the plan and how long it took", async () => {
  await inTemporaryFolder(async (folder) => {
    const short = (nodes: Awaited<ReturnType<typeof plan>>) =>
      nodes.map(({ name, needs }) => [name, needs.join()]);
    const before = await plan(folder, chain());
    assertEquals(short(before), [["a", ""], ["b", "a"], ["c", "b"]]);
    assertEquals(before[0].seconds, null);

    await rig(folder)(chain());
    assertEquals(await plan(folder, chain()), []);
    const other = await plan(folder, chain(2));
    assertEquals(short(other), [["b", ""], ["c", "b"]]);
    assertEquals(typeof other[0].seconds, "number");
  });
});

Deno.test("work is the same before and after the inputs are made, and another with other settings below", async () => {
  await inTemporaryFolder(async (folder) => {
    const worksOf = async (eta: number) =>
      new Map(
        (await plan(folder, chain(eta))).map(({ name, work }) => [name, work]),
      );
    const before = await worksOf(1);
    await rig(folder)(chain(1).slice(0, 2));
    const after = await worksOf(1);
    assertEquals([...after.keys()], ["c"]);
    assertEquals(after.get("c"), before.get("c"));
    assertNotEquals((await worksOf(2)).get("c"), before.get("c"));
  });
});
