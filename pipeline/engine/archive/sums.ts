/** The digests of an archive's files, as `sha256sum` and `shasum` read them. */
import { type Digest, isDigest } from "../files/digest.ts";
import { digestOfEntry, type Entry, textEntry } from "./entry.ts";

/** Where they stand: the one file that is not among them. */
export const sumsPath = "SHA256SUMS";

/** The file of digests of some entries, in the order of these. */
export async function sumsOf(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
): Promise<Entry> {
  return textEntry(sumsPath, await linesOf(entries));
}

/**
 * A line of digest and path for each of some entries.
 *
 * @param below the folder from which paths are meant
 */
export async function linesOf(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  below = "",
): Promise<string> {
  let text = "";
  for await (const entry of entries) {
    text += `${await digestOfEntry(entry)}  ${
      entry.path.slice(below.length)
    }\n`;
  }
  return text;
}

/** Path → digest; `undefined` if a line is of another form. */
export function parseSums(text: string): Map<string, Digest> | undefined {
  const sums = new Map<string, Digest>();
  for (const line of text.split("\n").slice(0, -1)) {
    const [digest, path] = [line.slice(0, 64), line.slice(66)];
    if (!isDigest(digest) || line.slice(64, 66) !== "  ") return undefined;
    sums.set(path, digest);
  }
  return text.endsWith("\n") ? sums : undefined;
}
