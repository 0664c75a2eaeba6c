/** Lays out what an archive holds, as far as all of it is as its sums say. */
import { createHash } from "node:crypto";
import type { Digest } from "../files/digest.ts";
import { showable } from "../text/words.ts";
import { Damage } from "./damage.ts";
import { type Held, isInside } from "./entry.ts";
import { writeNew } from "./folder.ts";
import { readmePlace } from "./readme.ts";
import { parseSums, sumsPath } from "./sums.ts";

/** Where a working clone has the parts of an archive: its sources, its store, and what Deno needs. */
const places: readonly [part: RegExp, place: string][] = [
  [/^source\//, ""],
  [/^(ac|pre)\/(([0-9a-f]{2})[0-9a-f]{62})$/, ".store/v1/$1/$3/$2.json"],
  [/^cas\/(([0-9a-f]{2})[0-9a-f]{62})$/, ".store/v1/cas/$2/$1"],
  [/^packages\//, "node_modules/.deno/"],
  [/^deno\//, ".deno/"],
  [/^README\.txt$/, readmePlace],
];

/** Where a working clone has a file of an archive; nowhere what is about the archive itself. */
export function placeOf(path: string): string | undefined {
  const [part, place] = places.find(([part]) => part.test(path)) ?? [];
  return part && path.replace(part, place!);
}

/**
 * Writes the files of an archive to a folder that is empty, and compares all of them
 * with the sums.
 *
 * @returns how many files there are, without the sums
 * @throws {Damage} if one is missing, damaged, or should not be there; the folder then
 *   holds nothing of use.
 */
export async function layOut(
  files: AsyncIterable<Held>,
  folder: string,
): Promise<number> {
  const found = new Map<string, Digest>();
  let sums: ReturnType<typeof parseSums>;
  for await (const { path, isProgram, content } of files) {
    const what = showable(path);
    if (!isInside(path)) throw new Damage(`holds ${what}, which lies outside`);
    if (found.has(path)) throw new Damage(`holds ${what} twice`);
    if (path === sumsPath) {
      sums = parseSums(await new Response(ReadableStream.from(content)).text());
      continue;
    }
    const hash = createHash("sha256");
    const hashed = eachPiece(content, (piece) => void hash.update(piece));
    const place = placeOf(path);
    const mode = isProgram ? 0o755 : path.startsWith("cas/") ? 0o444 : 0o644;
    if (place) await writeNew(`${folder}/${place}`, hashed, mode);
    else await Array.fromAsync(hashed, () => {});
    const digest = hash.digest("hex") as Digest;
    const [, name = digest] = /^(?:cas|pre)\/(.*)/.exec(path) ?? [];
    if (name !== digest) throw new Damage(`holds ${what} of another digest`);
    found.set(path, digest);
  }
  if (!sums) throw new Damage(`has no ${sumsPath}, or a damaged one`);
  requireSame(found, sums);
  return found.size;
}

async function* eachPiece(
  content: AsyncIterable<Uint8Array>,
  take: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    take(piece);
    yield piece;
  }
}

/** @throws {Damage} that names the first file that differs. */
function requireSame(
  found: ReadonlyMap<string, Digest>,
  sums: ReadonlyMap<string, Digest>,
): void {
  for (const path of new Set([...sums.keys(), ...found.keys()])) {
    const [held, said] = [found.get(path), sums.get(path)];
    if (held === said) continue;
    const what = showable(path);
    if (!held) throw new Damage(`lacks ${what}`);
    if (!said) throw new Damage(`holds ${what}, which ${sumsPath} does not`);
    throw new Damage(
      `is damaged: ${what} has other bytes than ${sumsPath} says`,
    );
  }
}
