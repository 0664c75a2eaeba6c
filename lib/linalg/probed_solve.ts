import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { DenseAlgebra, LinearSystem } from "./dense_algebra.ts";
import { block, type Matrix, matrix, place } from "./matrix.ts";
import { longNorm } from "./norms.ts";

/** A solved system. */
export interface Solved {
  /** A⁻¹ B; without meaning where the condition is out of all bounds */
  X: Matrix;
  /**
   * ‖A‖ ‖A⁻¹‖ in the Frobenius norm, at least n, estimated mostly within a factor of
   * three; infinite or not a number where A is singular or not finite
   */
  condition: number;
}

/** Columns added to the right side. */
const probes = 4;

/**
 * The solution of (A + shift I) X = B (n × n, n × columns), and how well that is
 * conditioned.
 *
 * The estimate costs no solving of its own: beside B stand a few columns z of
 * random numbers with mean 0 and variance 1, always the same ones, of which
 *
 *   E ‖A⁻¹ z‖² = ‖A⁻¹‖²  (Frobenius).
 *
 * Hutchinson, 1990; Kenney & Laub, 1994 (small-sample condition estimates).
 *
 * @throws {RangeError} if A is not square, or B does not fit.
 */
export function probedSolve(
  algebra: DenseAlgebra,
  system: LinearSystem,
  B: Matrix,
): Solved {
  const { rows, columns } = B, Z = probesFor(rows);
  const left = { row: 0, column: 0 }, right = { row: 0, column: columns };
  const both = matrix(rows, columns + probes);
  place(both, B, left);
  place(both, Z, right);
  algebra.solve(system, both);
  const product = systemNorm(system) * longNorm(block(both, Z, right).data);
  return { X: block(both, B, left), condition: product / Math.sqrt(probes) };
}

/** ‖A + s I‖ (Frobenius), to all digits also where the shift leaves little of A. */
export function systemNorm(
  { A: { rows: n, data }, shift = 0 }: LinearSystem,
): number {
  if (shift === 0) return longNorm(data);
  let squares = 0;
  // from one number on the diagonal to the next lie n others
  for (let i = 0, ii = 0; i < n; i++, ii += n + 1) {
    const between = data.subarray(ii + 1, Math.min(ii + 1 + n, n * n));
    squares += (data[ii] + shift) ** 2 + longNorm(between) ** 2;
  }
  return Math.sqrt(squares);
}

const drawn = new Map<number, Matrix>();

/** Z (n × probes): uniform from −√3 to √3. */
function probesFor(n: number): Matrix {
  let Z = drawn.get(n);
  if (!Z) {
    const random = xoroshiro128plus(n);
    const numbers = Float64Array.from(
      { length: n * probes },
      () => Math.sqrt(3) * (2 * uniformFloat64(random) - 1),
    );
    drawn.set(n, Z = matrix(n, probes, numbers));
  }
  return Z;
}
