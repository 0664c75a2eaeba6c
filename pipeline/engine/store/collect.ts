import type { Digest } from "../files/digest.ts";
import { asideOf } from "../files/whole_files.ts";
import {
  type Contents,
  gatherNeeds,
  grace,
  judge,
  type Judged,
  leftoversOf,
  type Limits,
  type Locked,
  type Needs,
  sizeOf,
} from "./garbage.ts";
import { bytesOf, type Found, takeInventory } from "./inventory.ts";
import type { NodeRecord } from "./records.ts";
import type { Store } from "./store.ts";

/** What is to be collected, and how. */
export interface Collection {
  limits: Limits;
  locked: Locked;
  /** the time of day; milliseconds since 1970 */
  now: number;
  /** remove nothing, only say what would go */
  dryRun: boolean;
}

/** What came of it. */
export interface Collected {
  /** every record and checkpoint, least recently used first */
  judged: Judged[];
  /** what nothing could find any more, and went too */
  leftovers: { count: number; bytes: number };
  /** bytes of the store before and after */
  before: number;
  after: number;
}

/**
 * Removes what may go: records first, then what no remaining record lists, so
 * that a record always has its blobs, whenever this is stopped.
 */
export async function collect(
  store: Store,
  { limits, locked, now, dryRun }: Collection,
): Promise<Collected> {
  const engagements = await store.leases.engagements(now - grace);
  const needs = gatherNeeds(locked, engagements, now);
  const contents = contentsOf(store);
  const before = sizeOf(contents.inventory);
  const judged = judge(contents, needs, limits);
  const leftovers = leftoversOf(contents, needs);
  const going = judged.filter(({ need }) => need === null);
  const bytes = bytesOf(leftovers);
  const planned = {
    judged,
    leftovers: { count: leftovers.length, bytes },
    before,
    after: before - bytes - bytesOf(going),
  };
  if (dryRun) return planned;
  for (const held of going) {
    if (!await remove(held, store)) held.need = "in use";
  }
  await removeLeftovers(store, needs);
  return { ...planned, after: sizeOf(takeInventory(store.root)) };
}

function contentsOf({ root, records }: Store): Contents {
  const inventory = takeInventory(root);
  const whole = new Map<Digest, NodeRecord>();
  for (const { digest } of inventory.records) {
    const record = records.read(digest);
    if (record) whole.set(digest, record);
  }
  return { inventory, records: whole };
}

/** Removes a record or a checkpoint, unless a run has come to need it meanwhile. */
async function remove(
  { item, record }: Judged,
  store: Store,
): Promise<boolean> {
  if (record) return await takeAway(item);
  const answer = await store.leases.take(item.digest);
  if (!answer.taken) return false;
  await store.checkpoints.discard(item.digest);
  await answer.lease.release();
  return true;
}

async function removeLeftovers(store: Store, needs: Needs): Promise<void> {
  for (const found of leftoversOf(contentsOf(store), needs)) {
    await takeAway(found);
  }
}

/**
 * Removes something that has not been written or marked as used since it was
 * seen. That is known for certain only once nobody can reach it any more.
 */
async function takeAway({ path, modified }: Found): Promise<boolean> {
  const aside = asideOf(path);
  try {
    await Deno.rename(path, aside);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
  const info = await Deno.stat(aside);
  if (info.isFile && info.mtime?.getTime() !== modified) {
    await Deno.rename(aside, path);
    return false;
  }
  await Deno.remove(aside, { recursive: true });
  return true;
}
