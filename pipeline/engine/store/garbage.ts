/**
 * What of a store may go. Nothing may that a lock lists, that a run at work has
 * used, or that was used within the last hour: a run that has just found a record
 * may not have read its blobs yet, and one that publishes has blobs before it has
 * a record.
 */
import type { Digest } from "../files/digest.ts";
import {
  bytesOf,
  type Found,
  type Inventory,
  type Stored,
} from "./inventory.ts";
import type { Engagement } from "./leases.ts";
import type { NodeRecord } from "./records.ts";

/** How long what was used or written is left alone. */
export const graceMs = 60 * 60 * 1000;

/** What the committed locks need. */
export interface Locked {
  digests: ReadonlySet<Digest>;
  /** whether a record's outputs are those of a locked node */
  has(record: NodeRecord): boolean;
}

/** What must not go. */
export interface Needs {
  locked: Locked;
  /** keys that are worked on */
  atWork: ReadonlySet<Digest>;
  /** what was used or written at or after this time is in use */
  horizon: number;
}

/** What should go. */
export interface Limits {
  /** the time since which something has to have been used to stay; `-Infinity` for no limit */
  usedSince: number;
  /** the bytes that the store may keep; `Infinity` for no limit */
  largest: number;
}

/** A store, listed, and its records by key, without those that are torn. */
export interface Contents {
  inventory: Inventory;
  records: ReadonlyMap<Digest, NodeRecord>;
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

/** The needs of locks and of the runs that are going on. */
export function gatherNeeds(
  locked: Locked,
  engagements: readonly Engagement[],
  now: number,
): Needs {
  return {
    locked,
    atWork: new Set(engagements.map(({ key }) => key)),
    horizon: engagements.reduce((a, b) => Math.min(a, b.since), now) - graceMs,
  };
}

/**
 * What nothing can find any more: blobs that no record lists, preimages without
 * a record, torn records, and what dead runs were writing.
 */
export function leftoversOf(
  { inventory, records }: Contents,
  { locked, horizon }: Needs,
): Found[] {
  const { blobs, preimages, temporary } = inventory;
  const listed = locked.digests.union(
    new Set([...records.values()].flatMap(outputDigests)),
  );
  return [
    ...[...inventory.records, ...preimages]
      .filter(({ digest }) => !records.has(digest)),
    ...blobs.filter(({ digest }) => !listed.has(digest)),
    ...temporary,
  ].filter(({ modified }) => modified < horizon);
}

/** Judges every record and checkpoint, least recently used first. */
export function judge(
  contents: Contents,
  needs: Needs,
  { usedSince, largest }: Limits,
): Judged[] {
  const { inventory, records } = contents;
  const items = [
    ...inventory.records.filter(({ digest }) => records.has(digest)),
    ...inventory.checkpoints,
  ].sort((a, b) => a.modified - b.modified);
  const checkpoints = new Set(inventory.checkpoints);
  const judged = items.map((item): Judged => {
    const record = checkpoints.has(item) ? null : records.get(item.digest)!;
    return { item, record, need: needFor(item, record, needs), bytes: 0 };
  });

  // the most recently used first: a blob goes with the last record that lists it
  const weigh = weigher(inventory, needs);
  for (const need of ["locked", "in use", null]) {
    for (const held of judged.toReversed()) {
      if (held.need === need) held.bytes = weigh(held);
    }
  }
  let size = sizeOf(inventory) - bytesOf(leftoversOf(contents, needs));
  for (const held of judged.filter(({ need }) => need === null)) {
    if (held.item.modified < usedSince || size > largest) size -= held.bytes;
    else held.need = "within the limits";
  }
  return judged;
}

/** The bytes of all that gc knows: what takes space, and can be made again. */
export function sizeOf(
  { blobs, records, preimages, checkpoints, temporary }: Inventory,
): number {
  return bytesOf([blobs, records, preimages, checkpoints, temporary].flat());
}

function outputDigests({ outputs }: NodeRecord): Digest[] {
  return Object.values(outputs).map(({ digest }) => digest);
}

function needFor(
  item: Stored,
  record: NodeRecord | null,
  { locked, atWork, horizon }: Needs,
): Need | null {
  if (record && locked.has(record)) return "locked";
  const inUse = item.modified >= horizon || atWork.has(item.digest);
  return inUse ? "in use" : null;
}

/** Weighs records with their preimages and blobs, and checkpoints; each thing once, and no blob that stays anyhow. */
function weigher({ blobs, preimages }: Inventory, { locked, horizon }: Needs) {
  const unweighed = new Map(blobs.map((blob) => [blob.digest, blob]));
  const preimageOf = new Map(preimages.map((item) => [item.digest, item]));
  return ({ item, record, need }: Judged): number => {
    if (!record) return item.bytes;
    const own = outputDigests(record).map((digest) => {
      const blob = unweighed.get(digest);
      unweighed.delete(digest);
      return blob;
    }).filter((blob) => blob !== undefined);
    const goesAlong = ({ digest, modified }: Stored) =>
      need !== null || !locked.digests.has(digest) && modified < horizon;
    const preimage = preimageOf.get(item.digest)?.bytes ?? 0;
    return item.bytes + preimage + bytesOf(own.filter(goesAlong));
  };
}
