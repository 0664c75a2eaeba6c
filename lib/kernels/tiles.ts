/** Tables in tiles of 32 units, as `assembly/rows.ts` describes them. */
import type { Factor } from "../linalg/dense_algebra.ts";

/** Units in a tile: the numbers of a row. */
export const tileUnits = 32;

/** Where unit `i` of a table has the number of its first row; those of the others are 32 apart. */
function placeOf(i: number, rows: number): number {
  return (i - i % tileUnits) * rows + i % tileUnits;
}

/** Lays A (units × n) out as a table of n rows; the filling of the last tile is left as it is. */
export function writeTiles(
  { rows: units, columns, data }: Factor,
  table: Float32Array,
): void {
  for (let i = 0, ij = 0; i < units; i++) {
    let to = placeOf(i, columns);
    for (let j = 0; j < columns; j++, to += tileUnits) table[to] = data[ij++];
  }
}

/** A (units × n), by rows, from a table of n rows. */
export function readTiles(
  table: Float32Array,
  { units, n }: { units: number; n: number },
): Float32Array {
  const A = new Float32Array(units * n);
  for (let i = 0, ij = 0; i < units; i++) {
    let from = placeOf(i, n);
    for (let j = 0; j < n; j++, from += tileUnits) A[ij++] = table[from];
  }
  return A;
}

/** c Aᵀ (n × units), by rows, from the same table. */
export function readTileRows(
  table: Float32Array,
  { units, n }: { units: number; n: number },
  c = 1,
): Float32Array {
  const A = new Float32Array(n * units);
  for (let first = 0, from = 0; first < units; first += tileUnits) {
    const width = Math.min(tileUnits, units - first);
    for (let to = first; to < A.length; to += units, from += tileUnits) {
      for (let i = 0; i < width; i++) A[to + i] = c * table[from + i];
    }
  }
  return A;
}
