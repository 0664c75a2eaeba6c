import { concat } from "@std/bytes/concat";
import { Gunzip } from "fflate";

/**
 * Decompresses a gzip file, all members of it: bgzip writes many, and so does
 * `cat a.gz b.gz`. The platform's DecompressionStream takes no more than one.
 * What ends too early gives what there is of it; no checksum is compared.
 *
 * @param enough how many bytes are wanted: once they are there, what else
 *   the file has, such as a tape's padding, need not be gzip; of more, no more
 *   is read than shows that there is more
 * @throws {Error} if it is none.
 */
export function gunzip(gzipped: Uint8Array, enough: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((piece) => {
    pieces.push(piece);
    length += piece.length;
  });
  const step = 1 << 16;
  try {
    for (let at = 0; at < gzipped.length && length <= enough; at += step) {
      stream.push(gzipped.subarray(at, at + step));
    }
  } catch (error) {
    if (length !== enough) throw error;
  }
  return concat(pieces);
}
