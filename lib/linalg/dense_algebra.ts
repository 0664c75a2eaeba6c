import { type Matrix, requireShape, type Shape } from "./matrix.ts";

/** A matrix of float64 or float32, row by row; what is computed with it is float64. */
export interface Factor extends Shape {
  readonly data: Float64Array | Float32Array;
}

/** A matrix of float32, which takes half of the memory and less than half of the time. */
export interface FloatMatrix extends Shape {
  readonly data: Float32Array;
}

export function isFloat(A: Factor): A is FloatMatrix {
  return A.data instanceof Float32Array;
}

/** A, rounded to float32. */
export function rounded({ rows, columns, data }: Factor): FloatMatrix {
  return { rows, columns, data: Float32Array.from(data) };
}

/** Which factors of a product are taken transposed; neither, unless named. */
export interface Transposes {
  transposeA?: boolean;
  transposeB?: boolean;
}

/** Factors of a product and of what it is added to, by the names BLAS gave them. */
export interface Scales {
  alpha: number;
  beta: number;
}

/**
 * Products and solutions of large float64 matrices, by whatever does them fast. All
 * throw a RangeError if the shapes do not fit, or a system is not square.
 */
export interface DenseAlgebra {
  /** op(A) op(B). */
  product(A: Factor, B: Factor, transposes?: Transposes): Matrix;
  /** C ← beta C + alpha op(A) op(B), in place. */
  gemm(
    C: Matrix,
    scales: Scales,
    [A, B]: readonly [Factor, Factor],
    transposes?: Transposes,
  ): void;
  /** M ← beta M + alpha (A Bᵀ + B Aᵀ), in place of a symmetric M. */
  syr2k(M: Matrix, scales: Scales, [A, B]: readonly [Factor, Factor]): void;
  /**
   * X ← (A + shift I)⁻¹ X, in place of the right sides, by elimination with partial
   * pivoting, or by whatever is faster where the system is definite; without
   * meaning where it is singular, which `probedSolve` finds out.
   */
  solve(system: LinearSystem, X: Matrix): void;
}

/** A + shift I. */
export interface LinearSystem {
  A: Matrix;
  /** 0 if not given */
  shift?: number;
  /** whether it is known to be symmetric, and positive definite unless it is singular */
  definite?: boolean;
}

/**
 * The shape of op(A) op(B) and its inner size.
 *
 * @throws {RangeError} if the shapes do not fit.
 */
export function productSizes(
  A: Shape,
  B: Shape,
  { transposeA, transposeB }: Transposes = {},
): Shape & { inner: number } {
  const [rows, inner] = transposeA ? [A.columns, A.rows] : [A.rows, A.columns];
  const columns = transposeB ? B.rows : B.columns;
  const wanted = transposeB
    ? { rows: columns, columns: inner }
    : { rows: inner, columns };
  requireShape("multiply matrices", B, wanted);
  return { rows, inner, columns };
}

/** @throws {RangeError} if C has not the shape of a product. */
export function requireProduct(C: Shape, wanted: Shape): void {
  requireShape("add a product to a matrix", C, wanted);
}

/** @throws {RangeError} if A is not square, or has not as many rows as X. */
export function requireSystem({ A }: LinearSystem, { rows }: Shape): void {
  requireShape("solve a linear system", A, { rows, columns: rows });
}

/** Rows and columns at hand at a time, so that a column's numbers come from the cache. */
const tile = 32;

/** Copies what is below the diagonal to above it. */
export function mirror({ rows: n, data }: Matrix): void {
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(top + tile, n);
    for (let left = 0; left <= top; left += tile) {
      for (let i = top; i < bottom; i++) {
        const right = Math.min(left + tile, i);
        for (let j = left; j < right; j++) data[j * n + i] = data[i * n + j];
      }
    }
  }
}
