/**
 * The door to tar, compressed by zstd: the same entries give the same bytes. Nothing is
 * kept whole in memory.
 */
import { createTarDecoder, createTarPacker } from "modern-tar";
import { pipeline, Readable } from "node:stream";
import * as zlib from "node:zlib";
import { isSystemError } from "../text/errors.ts";
import { Damage } from "./damage.ts";
import { type Entry, type Held, piecesOf, sizeOf } from "./entry.ts";

/** How hard zstd tries: more makes numbers little smaller. */
const level = 9;

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
  const params = { [zlib.constants.ZSTD_c_compressionLevel]: level };
  const compressor = zlib.createZstdCompress({ params });
  // who reads it meets the errors of both
  return pipeline(Readable.from(readable), compressor, () => {});
}

/**
 * The files in a compressed tar, each to be read before the next one, without the top
 * folder.
 *
 * @throws {Damage} if it is none, is not whole, or holds what is neither file nor folder.
 */
export async function* filesInTar(path: string): AsyncGenerator<Held> {
  const source = Readable.from((await Deno.open(path)).readable);
  const bytes = pipeline(source, zlib.createZstdDecompress(), () => {});
  try {
    for await (const { path, ...held } of filesIn(bytes)) {
      yield { path: path.slice(path.indexOf("/") + 1), ...held };
    }
  } catch (error) {
    if (error instanceof Damage || isSystemError(error)) throw error;
    throw new Damage("is damaged, or not whole");
  } finally {
    bytes.destroy();
  }
}

/** The files in a tar, each to be read before the next one. */
export async function* filesIn(
  tar: AsyncIterable<Uint8Array>,
): AsyncGenerator<Held> {
  const decoder = createTarDecoder({ strict: true });
  const fed = ReadableStream.from(tar).pipeTo(decoder.writable);
  fed.catch(() => {}); // who reads the decoder meets it, too
  for await (const { header, body } of decoder.readable) {
    const { name: path, type, mode = 0 } = header;
    if (type === "directory") {
      await body.cancel();
      continue;
    }
    if (type !== "file") {
      throw new Damage(`holds ${path}, which is no file but a ${type}`);
    }
    yield { path, isProgram: (mode & 0o100) !== 0, content: body };
  }
  await fed;
}
