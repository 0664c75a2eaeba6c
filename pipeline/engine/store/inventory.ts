/**
 * What a store holds, file by file: digests, sizes and times, and no content.
 * Files whose names are not the store's own are passed over.
 */
import { type Digest, isDigest } from "../files/digest.ts";
import {
  ifThere,
  namesIn,
  pathsIn,
  removeIfEmpty,
  removeIfThere,
} from "../files/folders.ts";
import { isAside } from "../files/whole_files.ts";

/** The folders of a store, each of which may be a link to another disk. */
export const storeParts = [
  ...["cas", "ac", "pre", "lease", "checkpoint", "tmp", "modules", "plan"],
];

/** A folder that stores had once; nothing needs what it holds. */
const formerPart = "sources";

/** A file or folder; a folder is as large as what it holds, and as new as the newest of it. */
export interface Found {
  path: string;
  bytes: number;
  /** when it was last written, or marked as used; milliseconds since 1970 */
  modified: number;
}

/** One thing in the store, under its digest or key. */
export type Stored = Found & { digest: Digest };

/** Lists all that is in a store, by kind; at once, since a turn of the event loop a file takes longer. */
export function takeInventory(root: string) {
  const listed = (part: string) => stored(`${root}/${part}`);
  const shelved = (part: string) =>
    shelvesOf(`${root}/${part}`).flatMap(stored);
  // beside the place that it should come to, or was taken from
  const unfinished = ["cas", "ac", "pre"]
    .flatMap((part) => shelvesOf(`${root}/${part}`))
    .concat(`${root}/tmp`, `${root}/modules`, `${root}/plan`)
    .flatMap(pathsIn)
    .filter(isAside);
  const former = listed(formerPart).map(({ path }) => path);
  return {
    blobs: shelved("cas"),
    records: shelved("ac"),
    preimages: shelved("pre"),
    /** folders in which unfinished nodes keep their progress */
    checkpoints: listed("checkpoint"),
    leases: listed("lease"),
    /** what Deno has said of module graphs */
    modules: listed("modules"),
    /** what other engines were given to run, with their logs */
    plans: plansIn(root).flatMap((path) => measure(path)),
    /** what runs are writing, or have left; another name of a blob takes no bytes itself */
    temporary: [...unfinished, ...former].flatMap((path) =>
      measure(path, ({ size, nlink }) => (nlink ?? 1) > 1 ? 0 : size)
    ),
  };
}

/** How many bytes some things are together. */
export function bytesOf(found: readonly Pick<Found, "bytes">[]): number {
  return found.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The shelves in a folder, which hold `ab/<digest>`. */
export function shelvesOf(folder: string): string[] {
  return pathsIn(folder).filter((path) => /\/[0-9a-f]{2}$/.test(path));
}

/** What lies in a folder under digests, `<digest>` or `<digest>.json`. */
export function digestsIn(folder: string): { digest: Digest; path: string }[] {
  return namesIn(folder).flatMap((name) => {
    const digest = name.replace(/\.json$/, "");
    return isDigest(digest) ? [{ digest, path: `${folder}/${name}` }] : [];
  });
}

function stored(folder: string): Stored[] {
  return digestsIn(folder).flatMap(({ digest, path }) =>
    measure(path).map((found) => ({ digest, ...found }))
  );
}

/** The folders of plans: those that hold one, even if it is being written, or what its jobs print. */
export function plansIn(root: string): string[] {
  return pathsIn(`${root}/plan`)
    .filter((path) =>
      namesIn(path).some((name) => /^(plan\.json|log$)/.test(name))
    );
}

/** The size and age of a file or folder; nothing if another run has just taken it away. */
function measure(
  path: string,
  sizeOf = ({ size }: Deno.FileInfo) => size,
): Found[] {
  const info = ifThere(() => Deno.statSync(path));
  if (!info) return [];
  const own = { path, bytes: 0, modified: info.mtime?.getTime() ?? 0 };
  if (!info.isDirectory) return [{ ...own, bytes: sizeOf(info) }];
  const inner = pathsIn(path).flatMap((inner) => measure(inner, sizeOf));
  const modified = [own, ...inner]
    .reduce((latest, { modified }) => Math.max(latest, modified), 0);
  return [{ path, bytes: bytesOf(inner), modified }];
}

/**
 * Removes what is the store's own from its version folder, and the folders that are
 * empty then. A link to another disk, of all of it or of a part, stays.
 *
 * @returns whether there was anything
 */
export async function removeStore(root: string): Promise<boolean> {
  const parts = [...storeParts, formerPart];
  const wasThere = namesIn(root).some((name) => parts.includes(name));
  for (const { path } of Object.values(takeInventory(root)).flat()) {
    await removeIfThere(path);
  }
  for (const part of parts.map((part) => `${root}/${part}`)) {
    for (const shelf of shelvesOf(part)) await removeIfEmpty(shelf);
    await removeIfEmpty(part);
  }
  await removeIfEmpty(root);
  return wasThere;
}
