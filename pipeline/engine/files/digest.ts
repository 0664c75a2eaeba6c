import { createHash } from "node:crypto";
import { absent } from "./folders.ts";

declare const digest: unique symbol;

/** A SHA-256 in 64 hexadecimal letters; kept apart from other strings by its type. */
export type Digest = string & { [digest]: true };

/** The SHA-256 of some bytes, or of a text in UTF-8. */
export function digestOf(content: Uint8Array | string): Digest {
  return createHash("sha256").update(content).digest("hex") as Digest;
}

/** The SHA-256 of a file, read in pieces; `undefined` if there is no such file. */
export async function digestOfFile(path: string): Promise<Digest | undefined> {
  const file = await Deno.open(path).catch(absent);
  if (!file) return undefined;
  const hash = createHash("sha256");
  try {
    for await (const piece of file.readable) hash.update(piece);
  } catch (error) {
    // as Deno says it of what is read at once
    if (error instanceof Error) error.message += `: read '${path}'`;
    throw error;
  }
  return hash.digest("hex") as Digest;
}

/** The first letters of a digest: enough to see that two differ. */
export function shortDigest(digest: Digest): string {
  return digest.slice(0, 12);
}

/** Whether a text has the form of a digest. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === "string" && /^[0-9a-f]{64}$/.test(text);
}
