import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { DenseAlgebra, LinearSystem } from "./dense_algebra.ts";
import { type Matrix, matrix } from "./matrix.ts";
import { longNorm } from "./norms.ts";
import { systemNorm } from "./system_norm.ts";

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
  const both = withProbes(B);
  algebra.solve(system, both);
  const { X, probed } = split(both);
  const product = systemNorm(system) * longNorm(probed);
  return { X, condition: product / Math.sqrt(probes) };
}

/** [B | Z]. */
function withProbes({ rows, columns, data }: Matrix): Matrix {
  const Z = probesFor(rows);
  const both = matrix(rows, columns + probes);
  for (let i = 0, at = 0; i < rows; i++, at += columns + probes) {
    both.data.set(data.subarray(i * columns, (i + 1) * columns), at);
    both.data.set(Z.subarray(i * probes, (i + 1) * probes), at + columns);
  }
  return both;
}

/** The matrix before the last columns, and those. */
function split({ rows, columns: both, data }: Matrix) {
  const columns = both - probes;
  const X = matrix(rows, columns), probed = new Float64Array(rows * probes);
  for (let i = 0, at = 0; i < rows; i++, at += both) {
    X.data.set(data.subarray(at, at + columns), i * columns);
    probed.set(data.subarray(at + columns, at + both), i * probes);
  }
  return { X, probed };
}

const drawn = new Map<number, Float64Array>();

/** Z (n × probes), by rows: from −√3 to √3. */
function probesFor(n: number): Float64Array {
  let Z = drawn.get(n);
  if (!Z) {
    const random = xoroshiro128plus(n);
    Z = Float64Array.from(
      { length: n * probes },
      () => Math.sqrt(3) * (2 * uniformFloat64(random) - 1),
    );
    drawn.set(n, Z);
  }
  return Z;
}
