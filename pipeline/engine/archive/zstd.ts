/**
 * Compression by zstd, in frames of one length, as `zstd` and `tar --zstd` read them. Each
 * is compressed at once: what Deno compresses as a stream has an end that differs by
 * chance, and of several frames in a stream it reads one.
 */
import { concat } from "@std/bytes/concat";
import * as zlib from "node:zlib";
import { Damage } from "./damage.ts";

/** How hard zstd tries: more makes numbers little smaller. */
const level = 9;

/** So many bytes are in a frame, but for the last. */
const frameBytes = 2 ** 23;

/** The same pieces, whatever their lengths, give the same bytes. */
export async function* compressed(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const params = {
    [zlib.constants.ZSTD_c_compressionLevel]: level,
    // one damaged letter can change a path and its line of sums alike
    [zlib.constants.ZSTD_c_checksumFlag]: 1,
  };
  const compress = (bytes: Uint8Array) => {
    const frames = zlib.zstdCompressSync(bytes, { params });
    return frames.subarray(0, frameLength(frames)); // an empty one may follow
  };
  const frame = new Uint8Array(frameBytes);
  let length = 0;
  for await (let rest of pieces) {
    while (rest.length > 0) {
      const part = rest.subarray(0, frameBytes - length);
      frame.set(part, length);
      length += part.length;
      rest = rest.subarray(part.length);
      if (length < frameBytes) continue;
      yield compress(frame);
      length = 0;
    }
  }
  if (length > 0) yield compress(frame.subarray(0, length));
}

/**
 * What was compressed.
 *
 * @throws {Damage} if it was not by `compressed()`, or some of it is missing.
 */
export async function* decompressed(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const maxOutputLength = frameBytes;
  let held: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    held = concat([held, piece]);
    let length;
    while ((length = frameLength(held)) <= held.length) {
      yield zlib.zstdDecompressSync(held.subarray(0, length), {
        maxOutputLength,
      });
      held = held.subarray(length);
    }
    if (held.length > 2 * frameBytes) {
      throw new Damage("is not compressed in frames of 8 MiB");
    }
  }
  if (held.length > 0) throw new Damage("ends too early");
}

/** With what a frame begins. */
const magic = [0x28, 0xb5, 0x2f, 0xfd];

/** Where the frame ends with which bytes begin, as far as they tell: beyond them if they are not all of it. */
function frameLength(bytes: Uint8Array): number {
  const byte = (at: number) => bytes[at] ?? 0;
  if (magic.some((value, i) => i < bytes.length && value !== byte(i))) {
    throw new Damage("is damaged, or not compressed by zstd");
  }
  const descriptor = byte(4);
  const isSingle = descriptor >> 5 & 1;
  let at = 5 + (1 - isSingle) + [0, 1, 2, 4][descriptor & 3] +
    [isSingle, 2, 4, 8][descriptor >> 6];
  let isLast = false;
  while (!isLast) {
    if (at + 3 > bytes.length) return Infinity;
    const header = byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16;
    isLast = (header & 1) === 1;
    const isRepeated = (header >> 1 & 3) === 1; // one byte stands for all
    at += 3 + (isRepeated ? 1 : header >> 3);
  }
  return at + (descriptor >> 2 & 1 ? 4 : 0);
}
