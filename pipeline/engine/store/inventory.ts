/**
 * What a store holds, file by file: digests, sizes and times, and no content.
 * Files whose names are not the store's own are passed over.
 */
import { type Digest, isDigest } from "../files/digest.ts";
import { isAside } from "../files/whole_files.ts";
import { entriesOf, pathsIn } from "../files/entries.ts";

/** A file or folder; a folder is as large as what it holds, and as new as the newest of it. */
export interface Found {
  path: string;
  bytes: number;
  /** when it was last written, or marked as used; milliseconds since 1970 */
  modified: number;
}

/** One thing in the store. */
export interface Stored extends Found {
  /** the digest or key it is kept under */
  digest: Digest;
}

/** All that is in a store, by kind. */
export interface Inventory {
  blobs: Stored[];
  records: Stored[];
  preimages: Stored[];
  /** folders in which unfinished nodes keep their progress */
  checkpoints: Stored[];
  leases: Stored[];
  /** what Deno has said of module graphs */
  modules: Stored[];
  /** what runs are writing, or have left */
  temporary: Found[];
}

/** A folder that stores had once; nothing needs what it holds. */
export const formerPart = "sources";

/** Lists a store; at once, since a turn of the event loop a file takes longer. */
export function takeInventory(root: string): Inventory {
  return {
    blobs: shelved(`${root}/cas`),
    records: shelved(`${root}/ac`),
    preimages: shelved(`${root}/pre`),
    checkpoints: listed(`${root}/checkpoint`),
    leases: listed(`${root}/lease`),
    modules: listed(`${root}/modules`),
    temporary: unfinished(root).flatMap((path) =>
      measure(path, ownBytes) ?? []
    ),
  };
}

/** What lies in `tmp`, beside the place that it should come to or was taken from, and where an earlier version had sources. */
function unfinished(root: string): string[] {
  const shelves = ["cas", "ac", "pre"].flatMap((kind) =>
    shelvesOf(`${root}/${kind}`)
  );
  return ["tmp", "modules"].map((kind) => `${root}/${kind}`)
    .concat(shelves)
    .flatMap(pathsIn)
    .filter(isAside)
    .concat(listed(`${root}/${formerPart}`).map(({ path }) => path));
}

/** The bytes that a file takes itself: none where it is another name of a blob. */
function ownBytes({ size, nlink }: Deno.FileInfo): number {
  return nlink !== null && nlink > 1 ? 0 : size;
}

/** How many bytes some things are together. */
export function bytesOf(found: readonly Pick<Found, "bytes">[]): number {
  return found.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What lies on the shelves of a folder, `ab/<digest>`. */
function shelved(folder: string): Stored[] {
  return shelvesOf(folder).flatMap(listed);
}

/** The shelves in a folder. */
export function shelvesOf(folder: string): string[] {
  return pathsIn(folder).filter((path) => /\/[0-9a-f]{2}$/.test(path));
}

/** What lies in a folder under digests, `<digest>` or `<digest>.json`. */
function listed(folder: string): Stored[] {
  return entriesOf(folder).flatMap(({ name }) => {
    const digest = name.replace(/\.json$/, "");
    const path = `${folder}/${name}`;
    const found = isDigest(digest) ? measure(path) : null;
    return isDigest(digest) && found ? [{ digest, ...found }] : [];
  });
}

/** The size and age of a file or folder; null if another run has just taken it away. */
function measure(
  path: string,
  sizeOf: (info: Deno.FileInfo) => number = ({ size }) => size,
): Found | null {
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  const modified = info.mtime?.getTime() ?? 0;
  if (!info.isDirectory) return { path, bytes: sizeOf(info), modified };
  return pathsIn(path)
    .flatMap((inner) => measure(inner, sizeOf) ?? [])
    .reduce((all, inner) => ({
      path,
      bytes: all.bytes + inner.bytes,
      modified: Math.max(all.modified, inner.modified),
    }), { path, bytes: 0, modified });
}
