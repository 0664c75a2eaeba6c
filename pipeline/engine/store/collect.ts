import type { Digest } from "../files/digest.ts";
import { ignoreMissing } from "../files/missing.ts";
import { asideOf } from "../files/whole_files.ts";
import {
  type Contents,
  gatherNeeds,
  graceMs,
  judge,
  type Judged,
  leftoversOf,
  type Limits,
  type Locked,
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
  const engagements = await store.leases.engagements(now - graceMs);
  const needs = gatherNeeds(locked, engagements, now);
  const contents = contentsOf(store);
  const before = sizeOf(contents.inventory);
  const judged = judge(contents, needs, limits);
  const going = judged.filter(({ need }) => need === null);
  const found = leftoversOf(contents, needs);
  const leftovers = { count: found.length, bytes: bytesOf(found) };
  if (dryRun) {
    const after = before - leftovers.bytes - bytesOf(going);
    return { judged, leftovers, before, after };
  }
  for (const held of going) {
    if (!await remove(held, store)) held.need = "in use";
  }
  for (const found of leftoversOf(contentsOf(store), needs)) {
    await removeUnused(found);
  }
  return {
    judged,
    leftovers,
    before,
    after: sizeOf(takeInventory(store.root)),
  };
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
  if (record) return await removeUnused(item);
  const answer = await store.leases.take(item.digest);
  if (!answer.taken) return false;
  await store.checkpoints.discard(item.digest);
  await answer.lease.release();
  return true;
}

/**
 * Removes something that has not been written or marked as used since it was
 * seen. That is certain only once nothing can reach it any more.
 */
async function removeUnused({ path, modified }: Found): Promise<boolean> {
  const aside = asideOf(path);
  try {
    await Deno.rename(path, aside);
  } catch (error) {
    ignoreMissing(error);
    return true;
  }
  const info = await Deno.stat(aside);
  if (info.isFile && info.mtime?.getTime() !== modified) {
    await Deno.rename(aside, path);
    return false;
  }
  await Deno.remove(aside, { recursive: true });
  return true;
}
