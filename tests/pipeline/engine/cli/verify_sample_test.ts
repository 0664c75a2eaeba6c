import { assertEquals, assertNotEquals } from "@std/assert";
import {
  type Digest,
  digestOf,
} from "../../../../pipeline/engine/files/digest.ts";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import { keyMaker } from "../../../../pipeline/engine/graph/keys.ts";
import { type Lock, lockOf } from "../../../../pipeline/engine/lock/lock.ts";
import { takeInventory } from "../../../../pipeline/engine/store/inventory.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import type { Store } from "../../../../pipeline/engine/store/store.ts";
import {
  describeSampled,
  sampleOf,
  verifySample,
} from "../../../../pipeline/engine/cli/verify_sample.ts";
import { chain, join, rig, type Work } from "../run/rig.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const nodes = chain();
const keys = keyMaker(
  { of: ({ entry }) => ({ [entry]: "1" }), editedSince: () => undefined },
  "15",
);

/** The chain's records, brought up to date. */
async function bring(folder: string) {
  const { results, store } = await rig(folder)(nodes);
  const records = new Map<string, NodeRecord>();
  for (const [name, result] of results) {
    if ("record" in result) records.set(name, result.record);
  }
  return { store, records };
}

/** Computes a sample of the chain once more, and says which nodes differ. */
async function sample(
  { store, records, lock = lockOf(records), share = 1, work = join }: {
    store: Store;
    records: Map<string, NodeRecord>;
    lock?: Lock;
    share?: number;
    work?: Work;
  },
) {
  return await verifySample(
    { share, seed: 1, jobs: 2, lock, records },
    { graph: graphOf(nodes), keys },
    {
      store,
      signal: new AbortController().signal,
      async execute(execution) {
        await work(execution);
        return { ok: true };
      },
      emit: () => {},
      editedSince: () => undefined,
    },
  );
}

/** Every file of a store, with its age. */
const stateOf = ({ root }: Store) =>
  Object.values(takeInventory(root)).flat()
    .map(({ path, modified }) => `${path} ${modified}`).sort();

/** Puts other bytes in the place of a node's output: whole under their digest, and listed by its record. */
async function tamper(store: Store, record: NodeRecord): Promise<Digest> {
  const folder = store.makeWorkFolder();
  await Deno.writeTextFile(`${folder}/out`, "wrong");
  const digest = digestOf("wrong");
  await store.blobs.adopt(`${folder}/out`, digest);
  await Deno.remove(folder);
  const preimage = (await store.records.preimage(record.key))!;
  const outputs = { out: { digest, bytes: 5 } };
  await store.records.write({ ...record, outputs }, preimage);
  return digest;
}

Deno.test("verifySample() finds the same in what nobody touched, and leaves the store as it is", async () => {
  await inTemporaryFolder(async (folder) => {
    const brought = await bring(folder);
    const before = stateOf(brought.store);
    const sampled = await sample(brought);
    assertEquals(sampled.map(({ node, faults }) => [node, faults]), [
      ["a", []],
      ["b", []],
      ["c", []],
    ]);
    assertEquals(stateOf(brought.store), before);
    assertEquals(
      describeSampled(sampled).at(-1),
      "3 of 3 sampled nodes came out the same",
    );
    assertEquals((await sample({ ...brought, share: 0.3 })).length, 1);
  });
});

Deno.test("verifySample() finds a record whose blob is whole but wrong, though it is locked so", async () => {
  await inTemporaryFolder(async (folder) => {
    const { records: right, store } = await bring(folder);
    const { digest: good } = right.get("b")!.outputs.out;
    const bad = await tamper(store, right.get("b")!);
    // what is made of the wrong bytes is consistent with them
    const { records } = await bring(folder);
    assertEquals(records.get("b")!.outputs.out.digest, bad);

    const [made, wrong] = [good, bad].map((digest) => digest.slice(0, 12));
    const lines = async (lock: Lock) =>
      describeSampled(await sample({ store, records, lock }))
        .filter((line) => line.startsWith("different"));
    const expected = `different   b out: made ${made}, stored ${wrong}, locked`;
    assertEquals(await lines(lockOf(records)), [`${expected} ${wrong}`]);
    const [ofB, ofC] = await lines(lockOf(right));
    assertEquals(ofB, `${expected} ${made}`);
    assertEquals(ofC.startsWith("different   c out: made "), true);
    const { key } = records.get("b")!;
    assertEquals(await store.records.read(key), records.get("b"));
  });
});

Deno.test("verifySample() tells of a node that fails, and of an input that is damaged", async () => {
  await inTemporaryFolder(async (folder) => {
    const brought = await bring(folder);
    const { store, records } = brought;
    await store.blobs.discard(records.get("a")!.outputs.out.digest);
    const sampled = await sample({
      ...brought,
      work: (execution) =>
        execution.node.name === "a"
          ? Deno.writeTextFile(`${execution.outputs}/else`, "")
          : join(execution),
    });
    assertEquals(sampled.map(({ node, faults }) => [node, faults]), [
      ["a", [
        "failed: Cannot publish a: it did not write out, it wrote else, undeclared",
      ]],
      ["b", ["failed: its input out of a is missing"]],
      ["c", []],
    ]);
  });
});

const names = Array.from({ length: 30 }, (_, i) => `node-${i}`);

Deno.test("sampleOf() takes a share, rounded up, in the names' own order", () => {
  const counts = [0.1, 0.11, 1, 0.001].map((share) =>
    sampleOf(names, { share, seed: 1 }).length
  );
  assertEquals(counts, [3, 4, 30, 1]);
  assertEquals(sampleOf(names, { share: 1, seed: 1 }), names);
  assertEquals(sampleOf([], { share: 1, seed: 1 }), []);
});

Deno.test("sampleOf() is the same for the same seed, whatever the order of the names, and another for another", () => {
  const share = 0.2;
  const one = sampleOf(names, { share, seed: 1 });
  const reversed = sampleOf(names.toReversed(), { share, seed: 1 });
  assertEquals(reversed.toReversed(), one);
  assertNotEquals(sampleOf(names, { share, seed: 2 }), one);
});

Deno.test("sampleOf() leaves no name out for ever", () => {
  const drawn = new Set<string>();
  for (let seed = 0; seed < 100; seed++) {
    for (const name of sampleOf(names, { share: 0.1, seed })) drawn.add(name);
  }
  assertEquals(drawn.size, names.length);
});
