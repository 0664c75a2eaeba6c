/** Grey images as PNG files: a signature, then chunks of length, name, data and checksum. */
import { zlibSync } from "fflate";

/** Rows of pixels, 0 black to 255 white. */
export interface GreyImage {
  width: number;
  height: number;
  pixels: Uint8Array;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The bytes of a PNG file of eight bits a pixel; the same pixels give the same bytes.
 *
 * https://www.w3.org/TR/png-3/
 */
export function encodePng({ width, height, pixels }: GreyImage): Uint8Array {
  // every row begins with its filter: none
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    rows.set(row, y * (width + 1) + 1);
  }
  // 8 bits, grey, and the only compression, filters and order there are
  const header = [...word(width), ...word(height), 8, 0, 0, 0, 0];
  return Uint8Array.from([
    ...signature,
    ...chunk("IHDR", header),
    ...chunk("IDAT", zlibSync(rows, { level: 9 })),
    ...chunk("IEND", []),
  ]);
}

function chunk(name: string, data: ArrayLike<number>): number[] {
  const named = [...new TextEncoder().encode(name), ...Array.from(data)];
  return [...word(data.length), ...named, ...word(checksum(named))];
}

/** Four bytes, the highest first. */
function word(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => value >>> shift & 255);
}

/** CRC-32. */
function checksum(bytes: readonly number[]): number {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      rest = rest >>> 1 ^ (rest & 1 ? 0xedb88320 : 0);
    }
  }
  return ~rest >>> 0;
}
