/** How the kernels of `assembly/affine.ts` want matrices and examples laid out. */
import type { Matrix } from "../linalg/matrix.ts";

/** Examples in a tile. */
export const tile = 64;
/** Rows in a block. */
export const blockRows = 5;

/** Blocks needed for `rows` rows. */
export function blocksOf(rows: number): number {
  return Math.ceil(rows / blockRows);
}

/** Doubles taken by a packed matrix with its biases. */
export function packedLength(rows: number, columns: number): number {
  return blocksOf(rows) * (columns + 1) * blockRows;
}

/**
 * Packs W and b from `target[at]` on: by blocks of five rows, in a block first its five biases,
 * then its first column, its second … Rows that fill up the last block are left as they are.
 */
export function packMatrix(
  { rows, columns, data }: Matrix,
  b: Float64Array,
  { target, at }: { target: Float64Array; at: number },
): void {
  const blockLength = (columns + 1) * blockRows;
  for (let i = 0, ij = 0; i < rows; i++) {
    let to = at + Math.floor(i / blockRows) * blockLength + i % blockRows;
    target[to] = b[i];
    for (let j = 0; j < columns; j++) {
      target[to += blockRows] = data[ij++];
    }
  }
}

/** Doubles taken by `columns` examples of `rows` numbers, in tiles. */
export function tiledLength(rows: number, columns: number): number {
  return Math.ceil(columns / tile) * tile * rows;
}

/**
 * Lays the columns of a matrix out from `target[at]` on: by tiles of 64 columns, in a tile row by
 * row, with room for `room` rows, by default those there are. Columns that fill up the last tile
 * and rows that fill up a tile are left as they are.
 */
export function packTiles(
  { rows, columns, data }: Matrix,
  { target, at, room = rows }: {
    target: Float64Array;
    at: number;
    room?: number;
  },
): void {
  for (let i = 0, ij = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const start = (j - j % tile) * room + i * tile;
      target[at + start + j % tile] = data[ij++];
    }
  }
}
