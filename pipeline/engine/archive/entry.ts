/** What an archive holds, file by file; whether it is a folder or a tar is no matter here. */
import { type Digest, digestOf, digestOfFile } from "../files/digest.ts";
import { isShowable } from "../text/words.ts";

/** One file of an archive: its bytes, or a file of this machine that has them. */
export type Entry =
  & {
    /** from the top folder of the archive */
    path: string;
    /** 0o755 of what is to be run */
    mode: 0o644 | 0o755;
    /** where it is known already, and has been checked */
    digest?: Digest;
  }
  & ({ bytes: Uint8Array<ArrayBuffer> } | { file: string });

/** One file that was found in an archive. */
export interface Held {
  path: string;
  /** whether it is to be run */
  isProgram: boolean;
  content: AsyncIterable<Uint8Array>;
}

/** Entries that belong together: what is told of their size has this name. */
export interface Part {
  name: string;
  entries: readonly Entry[];
}

/** An entry of a text. */
export function textEntry(
  path: string,
  text: string,
  mode: Entry["mode"] = 0o644,
): Entry {
  return { path, mode, bytes: new TextEncoder().encode(text) };
}

/** How many bytes an entry has. */
export function sizeOf(entry: Entry): number {
  return "bytes" in entry ? entry.bytes.length : Deno.statSync(entry.file).size;
}

/** Files of no more bytes are read at once: most are, and as streams they take five times as long. */
const atOnce = 2 ** 20;

/** The digest of an entry's bytes. */
export async function digestOfEntry(entry: Entry): Promise<Digest> {
  if (entry.digest) return entry.digest;
  if ("bytes" in entry) return digestOf(entry.bytes);
  if (sizeOf(entry) <= atOnce) return digestOf(Deno.readFileSync(entry.file));
  return (await digestOfFile(entry.file))!; // whose size was there just now
}

/** An entry's bytes, piece by piece. */
export async function contentOf(
  entry: Entry,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  return "bytes" in entry
    ? new Blob([entry.bytes]).stream()
    : (await Deno.open(entry.file)).readable;
}

/**
 * Entries in the order in which every archive has them: that of their paths' letters.
 *
 * @throws {RangeError} if two are of one path, or a path is none that archives have.
 */
export function inOrder(entries: readonly Entry[]): Entry[] {
  const sorted = entries.toSorted((a, b) => a.path < b.path ? -1 : 1);
  sorted.forEach(({ path }, i) => {
    if (isInside(path) && path !== sorted[i + 1]?.path) return;
    throw new RangeError(`Cannot pack ${path}: it is there twice, or outside`);
  });
  return sorted;
}

/** Whether a path leads to a place below the folder it is taken from, on any system, and fits a line of sums. */
export function isInside(path: string): boolean {
  return isShowable(path) && !path.includes("\\") &&
    path.split("/").every((name) => !["", ".", ".."].includes(name));
}
