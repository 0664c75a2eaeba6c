/** The door to tar: the same entries give the same bytes. Nothing is kept whole in memory. */
import { createTarDecoder, createTarPacker } from "modern-tar";
import { isSystemError } from "../text/errors.ts";
import { showable } from "../text/words.ts";
import { Damage } from "./damage.ts";
import { type Entry, type Held, piecesOf, sizeOf } from "./entry.ts";
import { compressed, decompressed } from "./zstd.ts";

/** A compressed tar of entries, all in one top folder. */
export function tarOf(
  entries: AsyncIterable<Entry>,
  top: string,
): AsyncIterable<Uint8Array> {
  const { readable, controller } = createTarPacker();
  const feed = async () => {
    for await (const entry of entries) {
      const body = controller.add({
        name: `${top}/${entry.path}`,
        size: sizeOf(entry),
        mode: entry.mode,
        mtime: new Date(0),
      });
      const writer = body.getWriter();
      for await (const piece of piecesOf(entry)) await writer.write(piece);
      await writer.close();
    }
    controller.finalize();
  };
  feed().catch((error) => controller.error(error));
  return compressed(readable);
}

/**
 * The files in a compressed tar, each to be read before the next one, without the top
 * folder.
 *
 * @throws {Damage} here or in a file, if it is none, is not whole, or holds what is
 *   neither file nor folder.
 */
export async function* filesInTar(path: string): AsyncGenerator<Held> {
  const tar = decompressed(piecesIn(path));
  const files = filesIn(tar, (name) => name.slice(name.indexOf("/") + 1));
  for await (const { content, ...held } of orDamage(files)) {
    yield { ...held, content: orDamage(content) };
  }
}

/** Bytes that are read at once. */
const pieceBytes = 2 ** 22;

async function* piecesIn(path: string): AsyncGenerator<Uint8Array> {
  using file = await Deno.open(path);
  while (true) {
    const piece = new Uint8Array(pieceBytes);
    const length = await file.read(piece);
    if (length === null) return;
    yield piece.subarray(0, length);
  }
}

/** Things one after another; what goes wrong with them, unless by the system, is damage. */
async function* orDamage<T>(things: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* things;
  } catch (error) {
    if (error instanceof Damage || isSystemError(error)) throw error;
    throw new Damage("is damaged, or not whole");
  }
}

/**
 * The files in a tar, each to be read before the next one.
 *
 * @param pathOf what becomes of a name
 */
export async function* filesIn(
  tar: AsyncIterable<Uint8Array>,
  pathOf = (name: string) => name,
): AsyncGenerator<Held> {
  const decoder = createTarDecoder({ strict: true });
  const fed = ReadableStream.from(tar).pipeTo(decoder.writable);
  fed.catch(() => {}); // who reads the decoder meets it, too
  for await (const { header, body } of decoder.readable) {
    const { name, type, mode = 0 } = header;
    const path = pathOf(name);
    if (type === "directory") {
      await body.cancel();
      continue;
    }
    if (type !== "file") {
      const what = showable(path);
      throw new Damage(`holds ${what}, which is no file but a ${type}`);
    }
    yield { path, isProgram: (mode & 0o100) !== 0, content: body };
  }
  await fed;
}
