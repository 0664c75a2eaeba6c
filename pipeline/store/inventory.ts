/**
 * What a store holds, file by file: digests, sizes and times, and no content.
 * Files whose names are not the store's own are passed over.
 */
import { type Digest, isDigest } from "../engine/digest.ts";

/** One thing in the store. */
export interface Stored {
  /** the digest or key it is kept under */
  digest: Digest;
  path: string;
  bytes: number;
  /** when it was last written, or marked as used; milliseconds since 1970 */
  modified: number;
  /** when it last came to be where it is; milliseconds since 1970 */
  placed: number;
}

/** All that is in a store, by kind. */
export interface Inventory {
  blobs: Stored[];
  records: Stored[];
  preimages: Stored[];
  /** folders, as large as what they hold and as new as the newest of it */
  checkpoints: Stored[];
  leases: Stored[];
  /** what Deno has said of module graphs */
  modules: Stored[];
}

/** Lists a store; at once, since a turn of the event loop a file takes longer. */
export function takeInventory(root: string): Inventory {
  return {
    blobs: shelved(`${root}/cas`),
    records: shelved(`${root}/ac`),
    preimages: shelved(`${root}/pre`),
    checkpoints: listed(`${root}/checkpoint`),
    leases: listed(`${root}/lease`),
    modules: listed(`${root}/modules`),
  };
}

/** How many bytes some stored things are together. */
export function bytesOf(stored: readonly Stored[]): number {
  return stored.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What lies on the shelves of a folder, `ab/<digest>`. */
function shelved(folder: string): Stored[] {
  return entriesOf(folder)
    .filter(({ name }) => /^[0-9a-f]{2}$/.test(name))
    .flatMap(({ name }) => listed(`${folder}/${name}`));
}

/** What lies in a folder under digests, `<digest>` or `<digest>.json`. */
function listed(folder: string): Stored[] {
  return entriesOf(folder).flatMap(({ name }) => {
    const digest = name.replace(/\.json$/, "");
    const path = `${folder}/${name}`;
    const measured = isDigest(digest) ? measure(path) : null;
    return isDigest(digest) && measured ? [{ digest, path, ...measured }] : [];
  });
}

type Measures = Pick<Stored, "bytes" | "modified" | "placed">;

function measure(path: string): Measures | null {
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(path);
  } catch (error) {
    // another run has just taken it away
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  const modified = info.mtime?.getTime() ?? 0;
  const placed = Math.max(modified, info.ctime?.getTime() ?? 0);
  const own = { bytes: info.isDirectory ? 0 : info.size, modified, placed };
  if (!info.isDirectory) return own;
  return entriesOf(path).reduce<Measures>((all, { name }) => {
    const inner = measure(`${path}/${name}`);
    return inner === null ? all : {
      bytes: all.bytes + inner.bytes,
      modified: Math.max(all.modified, inner.modified),
      placed: Math.max(all.placed, inner.placed),
    };
  }, own);
}

function entriesOf(folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory
    ) return [];
    throw error;
  }
}
