import { assert, assertEquals } from "@std/assert";
import {
  type Digest,
  digestOf,
} from "../../../../pipeline/engine/files/digest.ts";
import { pathsIn } from "../../../../pipeline/engine/files/folders.ts";
import { lockedBy, lockOf } from "../../../../pipeline/engine/lock/lock.ts";
import { collect } from "../../../../pipeline/engine/store/garbage.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { takeInventory } from "../../../../pipeline/engine/store/inventory.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { nodeOf } from "../node_of.ts";
import { join, rig } from "../run/rig.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { keyFor, put } from "./put.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
/** Later than all that a test writes now: to the collector it is a hundred days old. */
const later = Date.now() + 100 * day;
const nothing = lockedBy([]);

/** Collects a hundred days from now, and says which nodes have a record still. */
async function left(
  store: Store,
  { usedSince = -Infinity, largest = Infinity, ...options }:
    & { usedSince?: number; largest?: number }
    & Partial<Parameters<typeof collect>[1]> = {},
): Promise<string[]> {
  const limits = { usedSince, largest };
  const defaults = { locked: nothing, now: later, dryRun: false };
  await collect(store, { limits, ...defaults, ...options });
  return await nodesIn(store);
}

async function nodesIn(store: Store): Promise<string[]> {
  return (await store.records.all()).map(({ node }) => node).sort();
}

/** Publishes some nodes, used so many days before `later`, with the files of each. */
async function fill(
  store: Store,
  nodes: Record<string, { days: number; files?: Record<string, string> }>,
): Promise<Map<string, NodeRecord>> {
  const records = new Map<string, NodeRecord>();
  for (const [name, { days, files = { out: name } }] of Object.entries(nodes)) {
    const node = nodeOf(name);
    const key = keyFor({ ...node, settings: { name } });
    records.set(name, await put(store, node, { key, files }));
    useAt(store, key.key, later - days * day);
  }
  return records;
}

function useAt({ root }: Store, key: Digest, time: number): void {
  const date = new Date(time);
  Deno.utimeSync(`${root}/ac/${key.slice(0, 2)}/${key}.json`, date, date);
}

const blobsIn = ({ root }: Store) =>
  new Set(takeInventory(root).blobs.map(({ digest }) => digest));

const files = ({ root }: Store) => {
  const { leases: _, modules: __, ...held } = takeInventory(root);
  return Object.values(held).flat().map(({ path }) => path).sort();
};

Deno.test("collect() removes records unused for too long, with their preimages and the blobs that none other lists", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const records = await fill(store, {
      old: { days: 40, files: { own: "old", shared: "both" } },
      new: { days: 20, files: { own: "new", shared: "both" } },
    });
    assertEquals(await left(store, { usedSince: later - 30 * day }), ["new"]);
    assertEquals(blobsIn(store), new Set(["new", "both"].map(digestOf)));
    const { key } = records.get("old")!;
    assertEquals(await store.records.preimage(key), undefined);
  });
});

Deno.test("collect() removes the least recently used until the store is small enough, and no more", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const large = "x".repeat(100_000);
    await fill(store, {
      second: { days: 30, files: { out: `2${large}` } },
      first: { days: 40, files: { out: `1${large}` } },
      third: { days: 20, files: { out: `3${large}` } },
    });
    assertEquals(await left(store, { largest: 250_000 }), ["second", "third"]);
    assertEquals(await left(store, { largest: 250_000 }), ["second", "third"]);
    assertEquals(await left(store, { largest: 0 }), []);
    assertEquals(files(store), []);
  });
});

Deno.test("a record that is found counts as used", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const records = await fill(store, { a: { days: 200 }, b: { days: 200 } });
    await store.lookUp(records.get("b")!.key, ["out"]);
    assertEquals(await left(store, { usedSince: later - 150 * day }), ["b"]);
  });
});

Deno.test("collect() keeps what is locked: blobs, and every record of the same outputs, whatever its node and key", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const records = await fill(store, {
      locked: { days: 90, files: { out: "same" } },
      twin: { days: 80, files: { out: "same" } },
      other: { days: 70, files: { out: "same", more: "more" } },
      orphan: { days: 60 },
    });
    const { orphan, ...kept } = Object.fromEntries(records);
    const locked = lockedBy([
      lockOf(new Map([["locked", kept.locked], ["orphan", orphan]])),
    ]);
    const path = `${store.root}/ac/${orphan.key.slice(0, 2)}`;
    await Deno.remove(`${path}/${orphan.key}.json`);
    assertEquals(await left(store, { locked, largest: 0 }), ["locked", "twin"]);
    assertEquals(blobsIn(store), new Set(["same", "orphan"].map(digestOf)));
  });
});

Deno.test("collect() keeps what was used or written within the hour, with a record or without", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const work = store.makeWorkFolder();
    await Deno.writeTextFile(`${work}/out`, "published by halves");
    const digest = digestOf("published by halves");
    await store.blobs.adopt(`${work}/out`, digest);
    await put(store, nodeOf("a"));
    const before = files(store);
    const now = Date.now() + 50 * minute;
    assertEquals(await left(store, { now, largest: 0 }), ["a"]);
    assertEquals(files(store), before);
    assertEquals(await left(store, { largest: 0 }), []);
    assertEquals(files(store), []);
  });
});

Deno.test("collect() removes what a killed run has lent its nodes, and not the blobs", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const { outputs: { out } } = await put(store, nodeOf("a"));
    const work = store.makeWorkFolder();
    await store.blobs.lend(out.digest, `${work}/inputs/some/model/a`);
    assertEquals(await left(store), ["a"]);
    assertEquals([...Deno.readDirSync(`${store.root}/tmp`)], []);
    assertEquals(await store.blobs.check(out.digest), "whole");
    const { nlink, mode } = await Deno.stat(store.blobs.path(out.digest));
    assertEquals([nlink, mode! & 0o777], [1, 0o444]);
  });
});

Deno.test("collect() removes torn records, and leaves alone what is not the store's", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const { key } = await put(store, nodeOf("a"));
    const record = `${store.root}/ac/${key.slice(0, 2)}/${key}.json`;
    await Deno.writeTextFile(record, "{");
    const notes = ["notes", "cas/notes", `ac/${key.slice(0, 2)}/notes.txt`]
      .map((name) => `${store.root}/${name}`);
    for (const path of notes) await Deno.writeTextFile(path, "mine");
    assertEquals(await left(store), []);
    assertEquals(files(store), []);
    for (const path of notes) {
      assertEquals(await Deno.readTextFile(path), "mine");
    }
  });
});

Deno.test("collect() removes old checkpoints, but none of a key that is worked on", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const [idle, busy] = [digestOf("idle"), digestOf("busy")];
    const before = new Date(Date.now() - 2 * 60 * minute);
    for (const key of [idle, busy]) {
      const checkpoint = store.checkpointOf(key);
      await Deno.mkdir(checkpoint);
      await Deno.writeTextFile(`${checkpoint}/x`, "1");
      await Deno.utime(`${checkpoint}/x`, before, before);
      await Deno.utime(checkpoint, before, before);
    }
    const answer = store.leases.take(busy);
    touchLater(store, busy);
    await left(store, { largest: 0 });
    const { checkpoints } = takeInventory(store.root);
    assertEquals(checkpoints.map(({ digest }) => digest), [busy]);
    if ("lease" in answer) answer.lease[Symbol.dispose]();
  });
});

/** Makes a lease look as if its holder touched it a hundred days from now. */
function touchLater({ root }: Store, key: string): void {
  const date = new Date(later);
  Deno.utimeSync(`${root}/lease/${key}`, date, date);
}

Deno.test("collect() while a node is at work removes nothing that its run has used or made, only what nobody has", async () => {
  await inTemporaryFolder(async (folder) => {
    const nodes = [
      nodeOf("read"),
      nodeOf("early", { settings: { early: true } }),
      nodeOf("long", { needs: ["read"], settings: { long: true } }),
      nodeOf("last", { needs: ["early", "long"] }),
    ];
    const store = await Store.open(folder);
    await rig(folder)(nodes.slice(0, 1));
    await fill(store, { unused: { days: 300 } });
    const before = Date.now() - 2 * 60 * minute;
    for (const { key } of await store.records.all()) {
      useAt(store, key, before);
    }

    let during: string[] = [];
    const early = Promise.withResolvers<void>();
    const run = rig(folder, async ({ node, inputs, outputs }) => {
      if (node.name === "long") {
        await early.promise; // the two may begin in either order
        for (const { name } of Deno.readDirSync(`${store.root}/lease`)) {
          touchLater(store, name);
        }
        during = await left(store, { largest: 0 });
      }
      const texts = Object.keys(node.inputs).map((name) =>
        Deno.readTextFileSync(`${inputs}/${name}`)
      );
      await Deno.writeTextFile(`${outputs}/out`, [node.name, ...texts].join());
    });
    const { told } = await run(nodes, {
      hear: (line) => /^early (ran|failed)/.test(line) && early.resolve(),
    });
    assertEquals(during, ["early", "read"]);
    assertEquals(told.filter((line) => / (ran|fresh)/.test(line)).sort(), [
      "early ran",
      "last ran",
      "long ran",
      "read fresh",
    ]);
  });
});

Deno.test("a run after collect() runs nothing that is locked", async () => {
  await inTemporaryFolder(async (folder) => {
    const nodes = [nodeOf("a"), nodeOf("b", { needs: ["a"] })];
    const run = rig(folder);
    const { results, store } = await run(nodes);
    const records = new Map<string, NodeRecord>();
    for (const [name, result] of results) {
      if ("record" in result) records.set(name, result.record);
    }
    await fill(store, { other: { days: 50 } });
    const locked = lockedBy([lockOf(records)]);
    assertEquals(await left(store, { locked, largest: 0 }), ["a", "b"]);
    assertEquals((await run(nodes)).told, ["a fresh", "b fresh"]);
  });
});

Deno.test("collect() removes nothing in a dry run, and tells beforehand what comes of it", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    await fill(store, {
      old: { days: 90, files: { own: "old", shared: "both" } },
      older: { days: 95, files: { own: "older", shared: "both" } },
      new: { days: 10 },
    });
    const work = store.makeWorkFolder();
    await Deno.writeTextFile(`${work}/left`, "left");
    const [before, limits] = [files(store), {
      usedSince: later - 30 * day,
      largest: Infinity,
    }];
    const collection = { limits, locked: nothing, now: later };
    const planned = await collect(store, { ...collection, dryRun: true });
    assertEquals(files(store), before);
    const done = await collect(store, { ...collection, dryRun: false });
    assertEquals(planned, done);
    assertEquals(
      done.judged.map(({ record, need }) => [record?.node, need]),
      [["older", null], ["old", null], ["new", "within the limits"]],
    );
    assertEquals(done.leftovers.map(({ bytes }) => bytes), [4]);
    assertEquals(await nodesIn(store), ["new"]);
  });
});

Deno.test("collect() at the same time as a run costs the run time at most: it ends with records and whole blobs", async () => {
  await inTemporaryFolder(async (folder) => {
    const settings = Array.from({ length: 8 }, (_, i) => ({ i }));
    const nodes = [
      ...settings.map((settings, i) => nodeOf(`a${i}`, { settings })),
      nodeOf("b", { needs: settings.map((_, i) => `a${i}`) }),
    ];
    let during: (() => Promise<unknown>) | undefined;
    const run = rig(folder, async (execution) => {
      await during?.();
      await join(execution);
    });
    const { store, results } = await run(nodes);
    const b = results.get("b")!;
    if (!("record" in b)) throw new Error(b.message);
    const keyOfB = b.record.key;
    const hoursAgo = new Date(Date.now() - 3 * 60 * minute);
    const collectNow = () => left(store, { now: Date.now(), largest: 0 });
    // meets the run while its first node is at work, then after each of its steps
    for (let step = 0; step <= nodes.length; step++) {
      for (const path of files(store)) Deno.utimeSync(path, hoursAgo, hoursAgo);
      let heard = 0;
      let collection: Promise<unknown> | undefined;
      during = async () => {
        if (step > 0 || collection) return;
        useAt(store, keyOfB, hoursAgo.getTime()); // as if not looked at yet
        await (collection = collectNow());
      };
      const { results, told } = await run(nodes, {
        force: new Set(step === 0 ? ["a0"] : []),
        hear() {
          if (++heard === step) collection = collectNow();
        },
      });
      await collection;
      if (step === 0) assert(told.includes("b ran"), told.join());
      for (const [name, result] of results) {
        if (!("record" in result)) throw new Error(`${name}: ${told.join()}`);
        const { key, outputs } = result.record;
        assertEquals((await store.lookUp(key, ["out"], ["out"])).found, true);
        assertEquals(await store.blobs.check(outputs.out.digest), "whole");
      }
    }
  });
});

Deno.test("collect() removes plans for their age alone, and none of the last week", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const plan = (id: string, days: number) => {
      const folder = `${store.root}/plan/${id}`;
      Deno.mkdirSync(`${folder}/log`, { recursive: true });
      Deno.writeTextFileSync(`${folder}/plan.json`, "{}");
      Deno.writeTextFileSync(`${folder}/log/1`, "late");
      const [then, long] = [days, 90].map((n) => new Date(later - n * day));
      Deno.utimeSync(`${folder}/log/1`, then, then);
      for (const path of [`${folder}/plan.json`, `${folder}/log`, folder]) {
        Deno.utimeSync(path, long, long);
      }
      return folder;
    };
    const [, older, newer] = [plan("a", 60), plan("b", 20), plan("c", 5)];
    await left(store, { usedSince: later - 30 * day, largest: 0 });
    assertEquals(files(store), [older, newer]);
    await left(store, { usedSince: later });
    assertEquals(files(store), [newer]);
  });
});

Deno.test("collect() removes the sources that an earlier version has kept", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const former = `${store.root}/sources`;
    Deno.mkdirSync(former);
    for (const name of [digestOf("one"), "mine.txt"]) {
      Deno.writeTextFileSync(`${former}/${name}`, "one");
    }
    assertEquals(await left(store), []);
    assertEquals(pathsIn(former), [`${former}/mine.txt`]);
  });
});
