/** How the kernels want matrices laid out: filled up with zeros, in rows or in tiles. */
import type { Factor } from "../linalg/dense_algebra.ts";
import { shared } from "./wasm_instance.ts";

type Numbers = Float64Array | Float32Array | Uint8Array;

/** The least multiple of `multiple` that is not below n. */
export function filled(n: number, multiple: number): number {
  return multiple * Math.ceil(n / multiple);
}

/**
 * Reserves arrays of so many doubles for good, and a structure of 32-bit numbers: `sizes`, then the
 * address of each array, in bytes. Returns these, and the structure's address.
 */
export function reserveArrays<Name extends string>(
  sizes: readonly number[],
  counts: Record<Name, number>,
): Record<Name | "address", number> {
  const arrays = Object.entries<number>(counts)
    .map(([name, count]) => [name, shared.reserve(8 * count)] as const);
  const fields = [...sizes, ...arrays.map(([, address]) => address)];
  return {
    ...Object.fromEntries(arrays) as Record<Name, number>,
    address: shared.reserveStructure(fields),
  };
}

/** Copies rows of `size` numbers that are side by side to rows that are `stride` apart; the filling is left as it is. */
export function setRows(
  target: Numbers,
  stride: number,
  { source, size }: { source: Numbers; size: number },
): void {
  if (stride === size) return target.set(source);
  for (let from = 0, to = 0; from < source.length; from += size, to += stride) {
    target.set(source.subarray(from, from + size), to);
  }
}

/** Copies rows that are `stride` apart to rows of `size` numbers that are side by side. */
export function getRows(
  source: Numbers,
  stride: number,
  { target, size }: { target: Numbers; size: number },
): void {
  if (stride === size) return target.set(source.subarray(0, target.length));
  for (let from = 0, to = 0; to < target.length; from += stride) {
    for (let j = 0; j < size; j++) target[to++] = source[from + j];
  }
}

/**
 * Lays A (units × n) out in tiles, the first of which begins at `at`: a tile has
 * `width` units and a row for each of the n numbers, `A_ij` being number i mod
 * width of row j. What fills up the last tile and each tile's `rows` is left as it is.
 */
export function writeTiles(
  { rows: units, columns: n, data }: Factor,
  target: Float64Array | Float32Array,
  { width, rows = n, at = 0 }: { width: number; rows?: number; at?: number },
): void {
  for (let i = 0, ij = 0; i < units; i++) {
    let to = at + (i - i % width) * rows + i % width;
    for (let j = 0; j < n; j++, to += width) target[to] = data[ij++];
  }
}

/** c A (units × n), by rows, from tiles. */
export function readTiles(
  tiles: Float32Array,
  { units, n, width }: { units: number; n: number; width: number },
  c = 1,
): Float32Array {
  const A = new Float32Array(units * n);
  for (let i = 0, ij = 0; i < units; i++) {
    let from = (i - i % width) * n + i % width;
    for (let j = 0; j < n; j++, from += width) A[ij++] = c * tiles[from];
  }
  return A;
}
