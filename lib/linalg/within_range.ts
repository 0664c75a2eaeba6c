import { type Matrix, matrix } from "./matrix.ts";

/**
 * A = scale · scaled, where squares of the entries of `scaled` neither overflow nor
 * all vanish: on those, too, the iterations of a decomposition would never end. The
 * scale is a power of two, so nothing is rounded, and 1 for ordinary matrices.
 */
export function withinRange(A: Matrix): { scaled: Matrix; scale: number } {
  const largest = A.data.reduce((size, a) => Math.max(size, Math.abs(a)), 0);
  const ordinary = largest === 0 || (largest > 1e-100 && largest < 1e100);
  // numbers that are not finite are refused by whoever takes it from here
  if (ordinary || !Number.isFinite(largest)) return { scaled: A, scale: 1 };
  const scale = 2 ** Math.floor(Math.log2(largest));
  const scaled = matrix(A.rows, A.columns, A.data.map((a) => a / scale));
  return { scaled, scale };
}
