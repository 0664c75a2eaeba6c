/** What an archive holds, file by file; whether it is a folder or a tar is no matter here. */
import { createHash } from "node:crypto";
import type { Digest } from "../files/digest.ts";
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

/** An entry's bytes, piece by piece. */
export async function* piecesOf(
  entry: Entry,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if ("bytes" in entry) yield entry.bytes;
  else if (sizeOf(entry) <= atOnce) yield Deno.readFileSync(entry.file);
  else yield* (await Deno.open(entry.file)).readable;
}

/** The digest of an entry's bytes. */
export async function digestOfEntry(entry: Entry): Promise<Digest> {
  if (entry.digest) return entry.digest;
  const hash = createHash("sha256");
  for await (const piece of piecesOf(entry)) hash.update(piece);
  return hash.digest("hex") as Digest;
}

/**
 * Entries in the order in which sums name them: that of their paths' letters.
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
