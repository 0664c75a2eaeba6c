/**
 * Files that come into being whole: written beside their place under a new name, then
 * renamed. A rename works on one disk, and a file beside another is on the same one,
 * wherever links lead. A link in the place of a file stays a link.
 */
import { ifThere } from "./folders.ts";

/** Writes a file, and the folder it is in if need be. */
export function writeWhole(path: string, content: Uint8Array | string): void {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  appear(path, (aside) => Deno.writeFileSync(aside, bytes));
}

/**
 * Tries whether `writeWhole()` could write a file, and leaves nothing behind. It tries in
 * the nearest folder that is there, and makes none: to remove one might disturb a run.
 *
 * @throws what `writeWhole()` would throw.
 */
export function tryPlace(path: string): void {
  const place = placeOf(path);
  if (isThere(place) && Deno.statSync(place).isDirectory) {
    throw new Deno.errors.IsADirectory("it is a folder");
  }
  let folder = folderOf(place);
  const link = deadLinkTo(folder);
  if (link !== undefined) throw leadsNowhere(link);
  while (!isThere(folder)) folder = folderOf(folder);
  const aside = asideOf(`${folder}/${place.slice(place.lastIndexOf("/") + 1)}`);
  Deno.writeFileSync(aside, new Uint8Array());
  Deno.removeSync(aside);
}

/** Moves a file, if need be to another disk, where it is safe before it is gone here. */
export function moveWhole(from: string, to: string): void {
  try {
    makeFolder(folderOf(to));
    Deno.renameSync(from, to);
  } catch (error) {
    if ((error as { code?: string }).code !== "EXDEV") throw error;
    appear(to, (aside) => {
      Deno.copyFileSync(from, aside);
      using copy = Deno.openSync(aside);
      copy.syncSync();
    });
    Deno.removeSync(from);
  }
}

/**
 * Makes a folder, and those that it is in, where there are none.
 *
 * @throws {Deno.errors.NotFound} if a link on the way leads nowhere: what should be there may only be absent now.
 */
export function makeFolder(path: string): void {
  try {
    Deno.mkdirSync(path, { recursive: true });
  } catch (error) {
    const link = error instanceof Deno.errors.AlreadyExists && deadLinkTo(path);
    throw link ? leadsNowhere(link) : error;
  }
}

function leadsNowhere(link: string): Error {
  return new Deno.errors.NotFound(
    `${link} is a link to ${placeOf(link)}, which is not there`,
  );
}

/** The link on the way to a path that leads nowhere, if there is one. */
function deadLinkTo(path: string): string | undefined {
  for (let way = path; !isThere(way); way = folderOf(way)) {
    if (placeOf(way) !== way) return way;
  }
}

function isThere(path: string): boolean {
  return ifThere(() => Deno.statSync(path)) !== undefined;
}

/** A path beside another, for what is not there yet, or is to be no more. */
export function asideOf(path: string): string {
  return `${path}.${crypto.randomUUID()}`;
}

/** Whether a name is of the kind that `asideOf()` gives: what is killed may leave it. */
export function isAside(name: string): boolean {
  return /.\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
}

/** Where a path leads in the end, though nothing may be there yet. */
export function placeOf(path: string): string {
  if (isThere(path)) return Deno.realPathSync(path);
  let link: string;
  try {
    link = Deno.readLinkSync(path);
  } catch {
    return path; // no link, but nothing yet
  }
  return placeOf(link.startsWith("/") ? link : `${folderOf(path)}/${link}`);
}

function appear(path: string, write: (aside: string) => void): void {
  const place = placeOf(path);
  const aside = asideOf(place);
  makeFolder(folderOf(place));
  try {
    write(aside);
    Deno.renameSync(aside, place);
  } catch (error) {
    try {
      Deno.removeSync(aside);
    } catch {
      // it was not even begun
    }
    throw error;
  }
}

/** The folder that a path is in; not by `node:path`, which takes a node longer to load than all of this. */
function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  if (end < 0) return ".";
  return path.slice(0, end) || "/";
}
