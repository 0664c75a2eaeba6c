/**
 * Collecting garbage. Nothing goes that a lock lists, that a run at work has used,
 * or that was used within the last hour: a run that has just found a record may not
 * have read its blobs yet, and one that publishes has blobs before it has a record.
 */
import type { Digest } from "../files/digest.ts";
import { absent } from "../files/folders.ts";
import { asideOf } from "../files/whole_files.ts";
import {
  bytesOf,
  type Found,
  type Inventory,
  type Stored,
  takeInventory,
} from "./inventory.ts";
import type { NodeRecord } from "./records.ts";
import type { Store } from "./store.ts";

/** How long what was used or written is left alone. */
const graceMs = 60 * 60 * 1000;

/** What should go. */
export interface Limits {
  /** the time since which something has to have been used to stay; `-Infinity` for no limit */
  usedSince: number;
  /** the bytes that the store may keep; `Infinity` for no limit */
  largest: number;
}

/** What the committed locks need. */
export interface Locked {
  digests: ReadonlySet<Digest>;
  /** whether a record's outputs are those of a locked node */
  has(record: NodeRecord): boolean;
}

/** What must not go. */
interface Needs {
  locked: Locked;
  keysAtWork: ReadonlySet<Digest>;
  /** what was used or written at or after this time is in use */
  horizon: number;
}

/** Why something stays. */
export type Need = "locked" | "in use" | "within the limits";

/** A record or a checkpoint, and whether it stays. */
export interface Judged {
  item: Stored;
  /** null for a checkpoint */
  record: NodeRecord | null;
  /** null if it goes */
  need: Need | null;
  /** bytes that go with it, or that it keeps and nothing before it does */
  bytes: number;
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
 *
 * @param now the time of day; milliseconds since 1970
 * @param dryRun remove nothing, only say what would go
 */
export async function collect(
  store: Store,
  { limits, locked, now, dryRun }: {
    limits: Limits;
    locked: Locked;
    now: number;
    dryRun: boolean;
  },
): Promise<Collected> {
  const engagements = store.leases.engagements(now - graceMs);
  const needs: Needs = {
    locked,
    keysAtWork: new Set(engagements.map(({ key }) => key)),
    horizon: Math.min(now, ...engagements.map(({ since }) => since)) - graceMs,
  };
  const contents = contentsOf(store);
  const before = sizeOf(contents);
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
  const after = sizeOf(takeInventory(store.root));
  return { judged, leftovers, before, after };
}

type Contents = ReturnType<typeof contentsOf>;

/** A store, listed, and its records by key, without those that are torn. */
function contentsOf({ root, records }: Store) {
  const inventory = takeInventory(root);
  const read = inventory.records.flatMap(({ digest }) =>
    records.read(digest) ?? []
  );
  return { ...inventory, byKey: new Map(read.map((r) => [r.key, r])) };
}

/** The bytes of all that gc knows: what takes space, and can be made again. */
function sizeOf(
  { blobs, records, preimages, checkpoints, temporary }: Inventory,
): number {
  return bytesOf([blobs, records, preimages, checkpoints, temporary].flat());
}

/**
 * What nothing can find any more: blobs that no record lists, preimages without
 * a record, torn records, and what dead runs were writing.
 */
function leftoversOf(
  { records, preimages, blobs, temporary, byKey }: Contents,
  { locked, horizon }: Needs,
): Found[] {
  const listed = new Set([...byKey.values()].flatMap(digestsOf));
  return [
    ...[...records, ...preimages].filter(({ digest }) => !byKey.has(digest)),
    ...blobs.filter(({ digest }) =>
      !listed.has(digest) && !locked.digests.has(digest)
    ),
    ...temporary,
  ].filter(({ modified }) => modified < horizon);
}

/** Judges every record and checkpoint, least recently used first. */
function judge(
  contents: Contents,
  needs: Needs,
  { usedSince, largest }: Limits,
): Judged[] {
  const { locked, keysAtWork, horizon } = needs;
  const judgeItem = (item: Stored, record: NodeRecord | null): Judged => {
    const inUse = item.modified >= horizon || keysAtWork.has(item.digest);
    const isLocked = record && locked.has(record);
    const need = isLocked ? "locked" : inUse ? "in use" : null;
    return { item, record, need, bytes: 0 };
  };
  const judged = [
    ...contents.records.flatMap((item) => {
      const record = contents.byKey.get(item.digest);
      return record ? [judgeItem(item, record)] : [];
    }),
    ...contents.checkpoints.map((item) => judgeItem(item, null)),
  ].sort((a, b) => a.item.modified - b.item.modified);

  // the most recently used first: a blob goes with the last record that lists it
  const weigh = weigher(contents, needs);
  for (const need of ["locked", "in use", null]) {
    for (const held of judged.toReversed()) {
      if (held.need === need) held.bytes = weigh(held);
    }
  }
  let size = sizeOf(contents) - bytesOf(leftoversOf(contents, needs));
  for (const held of judged.filter(({ need }) => need === null)) {
    if (held.item.modified < usedSince || size > largest) size -= held.bytes;
    else held.need = "within the limits";
  }
  return judged;
}

/** Weighs records with their preimages and blobs, and checkpoints; each thing once, and no blob that stays without them. */
function weigher({ blobs, preimages }: Contents, { locked, horizon }: Needs) {
  const unweighed = new Map(blobs.map((blob) => [blob.digest, blob]));
  const preimageOf = new Map(preimages.map((item) => [item.digest, item]));
  return ({ item, record, need }: Judged): number => {
    if (!record) return item.bytes;
    let bytes = item.bytes + (preimageOf.get(item.digest)?.bytes ?? 0);
    for (const digest of digestsOf(record)) {
      const blob = unweighed.get(digest);
      unweighed.delete(digest);
      if (!blob) continue;
      const stays = locked.digests.has(digest) || blob.modified >= horizon;
      if (need !== null || !stays) bytes += blob.bytes;
    }
    return bytes;
  };
}

function digestsOf({ outputs }: NodeRecord): Digest[] {
  return Object.values(outputs).map(({ digest }) => digest);
}

/** Removes a record or a checkpoint, unless a run has begun to use it since it was judged. */
async function remove(
  { item, record }: Judged,
  store: Store,
): Promise<boolean> {
  if (record) return await removeUnused(item);
  const answer = store.leases.take(item.digest);
  if (!answer.taken) return false;
  await store.discardCheckpoint(item.digest);
  answer.lease.release();
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
    absent(error);
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
