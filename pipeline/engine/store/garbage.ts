/**
 * What of a store may go. Nothing may that a lock lists, that a run at work has
 * used, or that was used within the last hour: a run that has just found a record
 * may not have read its blobs yet, and one that publishes has blobs before it has
 * a record.
 */
import type { Digest } from "../files/digest.ts";
import type { Found, Inventory, Stored } from "./inventory.ts";
import { bytesOf } from "./inventory.ts";
import type { Engagement } from "./leases.ts";
import type { NodeRecord } from "./records.ts";

/** How long what was used or written is left alone, in milliseconds. */
export const grace = 60 * 60 * 1000;

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
  const began = engagements.map(({ since }) => since);
  return {
    locked,
    atWork: new Set(engagements.map(({ key }) => key)),
    horizon: began.reduce((a, b) => Math.min(a, b), now) - grace,
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
  const listed = new Set([...records.values()].flatMap(digestsIn));
  const { blobs, preimages, temporary } = inventory;
  return [
    ...inventory.records.filter(({ digest }) => !records.has(digest)),
    ...preimages.filter(({ digest }) => !records.has(digest)),
    ...blobs.filter(({ digest }) =>
      !listed.has(digest) && !locked.digests.has(digest)
    ),
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
  let size = sizeOf(inventory) - bytesOf(leftoversOf(contents, needs));
  const judged: Judged[] = [
    ...inventory.records.flatMap((item) => {
      const record = records.get(item.digest);
      return record ? [{ item, record }] : [];
    }),
    ...inventory.checkpoints.map((item) => ({ item, record: null })),
  ].map((held) => ({ ...held, need: needFor(held, needs), bytes: 0 }));
  judged.sort((a, b) => a.item.modified - b.item.modified);

  const weigh = scales(contents, needs);
  for (const need of ["locked", "in use"] as const) {
    judged.filter((held) => held.need === need)
      .forEach((held) => held.bytes = weigh(held));
  }
  // the most recently used first: a blob goes with the last record that lists it
  const free = judged.filter(({ need }) => need === null).reverse();
  for (const held of free) held.bytes = weigh(held);
  for (const held of free.reverse()) {
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

/** The digests of a record's outputs. */
export function digestsIn({ outputs }: NodeRecord): Digest[] {
  return Object.values(outputs).map(({ digest }) => digest);
}

function needFor(
  { item, record }: Pick<Judged, "item" | "record">,
  { locked, atWork, horizon }: Needs,
): Need | null {
  if (record && locked.has(record)) return "locked";
  const inUse = item.modified >= horizon || atWork.has(item.digest);
  return inUse ? "in use" : null;
}

/** Weighs records with their preimages and blobs, and checkpoints; each thing once, and no blob that stays anyhow. */
function scales(
  { inventory: { blobs, preimages } }: Contents,
  { locked, horizon }: Needs,
) {
  const unweighed = new Map(blobs.map((blob) => [blob.digest, blob]));
  const preimageOf = new Map(preimages.map((item) => [item.digest, item]));
  return ({ item, record, need }: Judged): number => {
    if (!record) return item.bytes;
    const own = [preimageOf.get(item.digest), ...digestsIn(record).map(take)];
    return item.bytes + bytesOf(own.filter((found) => found !== undefined));

    function take(digest: Digest): Stored | undefined {
      const blob = unweighed.get(digest);
      unweighed.delete(digest);
      const stays = locked.digests.has(digest) ||
        blob !== undefined && blob.modified >= horizon;
      return need === null && stays ? undefined : blob;
    }
  };
}
