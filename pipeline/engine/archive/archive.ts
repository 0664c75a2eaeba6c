/** Writes and reads archives: a folder, or the same as one file. */
import { ifThere, namesIn, removeIfThere } from "../files/folders.ts";
import { asideOf, writeStream } from "../files/whole_files.ts";
import { type Entry, inOrder } from "./entry.ts";
import { filesInFolder, writeEntries } from "./folder.ts";
import { layOut } from "./lay_out.ts";
import { stoppable } from "./stoppable.ts";
import { sumsOf, sumsPath } from "./sums.ts";
import { filesInTar, tarOf } from "./tar.ts";

/** How the name of an archive ends that is one file. */
const ending = ".tar.zst";

/** What even of an archive that ends too early is of use: it says what there was, and how to check it. */
const inFront = ["README.txt", sumsPath, "unpack"];

/** Whether a path is that of an archive in one file. */
export const isOneFile = (path: string) => path.endsWith(ending);

/** The name of an archive, without the folder it is in. */
export function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return isOneFile(name) ? name.slice(0, -ending.length) : name;
}

/**
 * Writes entries, with their sums, as an archive, which is there whole or not at all.
 *
 * @param top the folder in which one file has them
 * @throws the reason of the signal, once that is set off.
 */
export async function writeArchive(
  entries: readonly Entry[],
  { to, top, signal }: { to: string; top: string; signal?: AbortSignal },
): Promise<void> {
  const sums = await sumsOf(stoppable(inOrder(entries), signal));
  const sorted = inOrder([...entries, sums]);
  const { true: first = [], false: rest = [] } = Object.groupBy(
    sorted,
    ({ path }) => `${inFront.includes(path)}` as const,
  );
  const all = stoppable([...first, ...rest], signal);
  if (isOneFile(to)) return await writeStream(to, tarOf(all, top));
  await appear(to, (aside) => writeEntries(all, aside));
}

/**
 * Lays out a working clone in a folder, of all that an archive holds or of nothing.
 *
 * @returns how many files the archive has
 * @throws {Damage} if it is none, or not whole.
 * @throws the reason of the signal, once that is set off.
 */
export async function unpackArchive(
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<number> {
  const isFolder = (await Deno.stat(from)).isDirectory;
  const files = isFolder ? filesInFolder(from) : filesInTar(from);
  let count = 0;
  await appear(to, async (aside) => {
    count = await layOut(stoppable(files, signal), aside);
  });
  return count;
}

/** Whether a path is free for what comes into being there: nothing is there, or an empty folder. */
export function isFree(path: string): boolean {
  const info = ifThere(() => Deno.lstatSync(path));
  return !info || info.isDirectory && namesIn(path).length === 0;
}

/** Makes a folder whole: it is filled beside its place, and then renamed. */
async function appear(
  path: string,
  fill: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = asideOf(path);
  await Deno.mkdir(aside, { recursive: true });
  try {
    await fill(aside);
    await Deno.rename(aside, path);
  } catch (error) {
    await removeIfThere(aside);
    throw error;
  }
}
