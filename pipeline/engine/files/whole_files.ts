/**
 * Files that come into being whole: written beside their place under a new name, then
 * renamed. A rename works on one disk, and a file beside another is on the same one,
 * wherever links lead. A link in the place of a file stays a link; a folder is never
 * made where a link leads nowhere, since what should be there may only be absent now.
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
 * Writes what a stream has: a file whole, with the mode of what it replaces, and what is none,
 * such as a device or a pipe, as it comes.
 */
export async function writeStream(
  path: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<void> {
  const before = ifThere(() => Deno.statSync(path));
  if (!isReplaced(path)) return await pour(stream, path, {});
  const place = placeOf(path);
  const aside = asideOf(place);
  try {
    const mode = before?.mode ?? undefined;
    await pour(stream, aside, { createNew: true, mode });
    Deno.renameSync(aside, place);
  } catch (error) {
    await Deno.remove(aside).catch(() => {});
    throw error;
  }
}

/** Whether a file comes into the place of what is there: links in `/dev` lead to what a shell has opened. */
export function isReplaced(path: string): boolean {
  const { isFile = true } = ifThere(() => Deno.statSync(path)) ?? {};
  return isFile && !path.startsWith("/dev/");
}

/** Writes all that comes; the system may take less of a piece than all, where a disk fills. */
async function pour(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  options: Deno.OpenOptions,
): Promise<void> {
  using file = await Deno.open(path, { write: true, ...options });
  for await (let rest of stream) {
    while (rest.length > 0) rest = rest.subarray(await file.write(rest));
  }
}

/**
 * Tries whether `writeWhole()` could write a file, and leaves nothing behind. It tries in
 * the nearest folder that is there, and makes none: to remove one might disturb a run.
 *
 * @throws what `writeWhole()` would throw.
 */
export function tryPlace(path: string): void {
  const place = placeOf(path);
  if (ifThere(() => Deno.statSync(place))?.isDirectory) {
    throw new Deno.errors.IsADirectory("it is a folder");
  }
  let folder = folderOf(place);
  while (!ifThere(() => Deno.lstatSync(folder))) folder = folderOf(folder);
  Deno.mkdirSync(folder, { recursive: true }); // refuses a link that leads nowhere
  tryBeside(`${folder}/${place.slice(place.lastIndexOf("/") + 1)}`);
}

/** Tries whether a file can be made beside another, and leaves nothing behind. */
export function tryBeside(path: string): void {
  const aside = asideOf(placeOf(path));
  Deno.writeFileSync(aside, new Uint8Array());
  Deno.removeSync(aside);
}

/** Moves a file, if need be to another disk, where it is safe before it is gone here. */
export function moveWhole(from: string, to: string): void {
  try {
    Deno.mkdirSync(folderOf(to), { recursive: true });
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
  const place = ifThere(() => Deno.realPathSync(path));
  if (place !== undefined) return place;
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
  Deno.mkdirSync(folderOf(place), { recursive: true });
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
