/**
 * Collecting garbage. Nothing goes that a lock lists, that a run at work has used,
 * or that was used within the last hour: a run that has just found a record may not
 * have read its blobs yet, and one that publishes has blobs before it has a record.
 */
import type { Digest } from "../files/digest.ts";
import { absent, removeIfThere } from "../files/folders.ts";
import { asideOf } from "../files/whole_files.ts";
import {
  bytesOf,
  type Found,
  type Stored,
  takeInventory,
} from "./inventory.ts";
import { digestsOf, type NodeRecord } from "./records.ts";
import type { Store } from "./store.ts";

/** How long what was used or written is left alone. */
const graceMs = 60 * 60 * 1000;

/** How long a plan is left alone: its jobs may wait in a queue, and tell nobody. */
const planGraceMs = 7 * 24 * graceMs;

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
  leftovers: Found[];
  /** plans that went */
  plans: Found[];
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
  { limits: { usedSince, largest }, locked, now, dryRun }: {
    limits: Limits;
    locked: Locked;
    now: number;
    dryRun: boolean;
  },
): Promise<Collected> {
  const engagements = store.leases.engagements(now - graceMs);
  const keysAtWork = new Set(engagements.map(({ key }) => key));
  // what was used or written at or after this time is in use
  const horizon = Math.min(now, ...engagements.map(({ since }) => since)) -
    graceMs;
  const contents = contentsOf(store);
  const isOld = ({ modified }: Found) => modified < horizon;
  const plans = contents.plans.filter(({ modified }) =>
    modified < Math.min(usedSince, now - planGraceMs)
  );
  const leftovers = leftoversOf(contents, locked).filter(isOld);
  const before = sizeOf(contents);

  const judged = contents.held.map(({ item, record }): Judged => {
    const isInUse = !isOld(item) || keysAtWork.has(item.digest);
    const isLocked = record && locked.has(record);
    const need = isLocked ? "locked" : isInUse ? "in use" : null;
    return { item, record, need, bytes: 0 };
  }).sort((a, b) => a.item.modified - b.item.modified);
  // each thing once, and the most recently used first: a blob goes with the last record that lists it
  const unweighed = new Map(contents.blobs.map((blob) => [blob.digest, blob]));
  const preimages = new Map(contents.preimages.map((it) => [it.digest, it]));
  for (const need of ["locked", "in use", null]) {
    for (const held of judged.filter((it) => it.need === need).reverse()) {
      const { item, record } = held;
      held.bytes = item.bytes;
      if (record) held.bytes += preimages.get(item.digest)?.bytes ?? 0;
      for (const digest of digestsOf(record)) {
        const blob = unweighed.get(digest);
        unweighed.delete(digest);
        const goes = blob && isOld(blob) && !locked.digests.has(digest);
        if (blob && (goes || need !== null)) held.bytes += blob.bytes;
      }
    }
  }
  let after = before - bytesOf(leftovers) - bytesOf(plans);
  for (const held of judged.filter(({ need }) => need === null)) {
    const goes = held.item.modified < usedSince || after > largest;
    if (!goes) held.need = "within the limits";
    else if (dryRun || await remove(held, store)) after -= held.bytes;
    else held.need = "in use";
  }
  if (!dryRun) {
    const unlisted = leftoversOf(contentsOf(store), locked).filter(isOld);
    for (const found of [...unlisted, ...plans]) await removeUnused(found);
  }
  return { judged, leftovers, plans, before, after };
}

/** A store, listed, with its records, but for those that are torn, and its checkpoints. */
function contentsOf({ root, records }: Store) {
  const inventory = takeInventory(root);
  const held = [
    ...inventory.records.flatMap((item) => {
      const record = records.read(item.digest);
      return record ? [{ item, record }] : [];
    }),
    ...inventory.checkpoints.map((item) => ({ item, record: null })),
  ];
  return { ...inventory, held };
}

type Contents = ReturnType<typeof contentsOf>;

/** The bytes of all that gc knows: what takes space, and can be made again. */
function sizeOf(
  { blobs, records, preimages, checkpoints, plans, temporary }: Contents,
): number {
  return bytesOf(
    [blobs, records, preimages, checkpoints, plans, temporary].flat(),
  );
}

/**
 * What nothing can find any more: blobs that no record lists, preimages without
 * a record, torn records, and what runs are writing, or have left.
 */
function leftoversOf(
  { records, preimages, blobs, temporary, held }: Contents,
  locked: Locked,
): Found[] {
  const keys = new Set(held.map(({ record }) => record?.key));
  const listed = new Set(held.flatMap(({ record }) => digestsOf(record)))
    .union(locked.digests);
  return [
    ...[...records, ...preimages].filter(({ digest }) => !keys.has(digest)),
    ...blobs.filter(({ digest }) => !listed.has(digest)),
    ...temporary,
  ];
}

/** Removes a record or a checkpoint, unless a run has begun to use it since it was judged. */
async function remove(
  { item, record }: Judged,
  { leases }: Store,
): Promise<boolean> {
  if (record) return await removeUnused(item);
  const answer = leases.take(item.digest);
  if (!("lease" in answer)) return false;
  using _lease = answer.lease;
  await removeIfThere(item.path);
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
