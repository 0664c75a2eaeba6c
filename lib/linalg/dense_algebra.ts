import { type Matrix, requireShape, type Shape } from "./matrix.ts";

/** A matrix of float64 or float32, row by row; what is computed with it is float64. */
export interface Factor extends Shape {
  readonly data: Float64Array | Float32Array;
}

/** Which factors of a product are taken transposed; neither, unless named. */
export interface Transposed {
  A?: boolean;
  B?: boolean;
}

/** What is kept of a matrix, and how much of a product is added to it. */
export interface Scales {
  keep: number;
  add: number;
}

/** Products and solutions of large float64 matrices, by whatever does them fast. */
export interface DenseAlgebra {
  /**
   * op(A) op(B).
   *
   * @throws {RangeError} if the shapes do not fit.
   */
  product(A: Factor, B: Factor, transposed?: Transposed): Matrix;
  /**
   * C ← keep C + add op(A) op(B), in place.
   *
   * @throws {RangeError} if the shapes do not fit.
   */
  accumulate(
    C: Matrix,
    scales: Scales,
    [A, B]: readonly [Factor, Factor],
    transposed?: Transposed,
  ): void;
  /**
   * M ← keep M + add (A Bᵀ + B Aᵀ), in place of a symmetric M.
   *
   * @throws {RangeError} if the shapes do not fit.
   */
  accumulateSymmetric(
    M: Matrix,
    scales: Scales,
    [A, B]: readonly [Factor, Factor],
  ): void;
  /**
   * The solution X of A X = B by elimination with partial pivoting, or by whatever
   * is faster where A is definite; without meaning where A is singular, which
   * `probedSolve` tells.
   *
   * @throws {RangeError} if A is not square, or B does not fit.
   */
  solve(A: Matrix, B: Matrix, kind?: SystemKind): Matrix;
}

/** What is known of a system's matrix: nothing, or that it is symmetric and positive definite unless singular. */
export type SystemKind = "general" | "definite";

/**
 * The shape of op(A) op(B) and its inner size.
 *
 * @throws {RangeError} if the shapes do not fit.
 */
export function productSizes(
  A: Shape,
  B: Shape,
  transposed: Transposed = {},
): Shape & { inner: number } {
  const [rows, inner] = transposed.A
    ? [A.columns, A.rows]
    : [A.rows, A.columns];
  const [below, columns] = transposed.B
    ? [B.columns, B.rows]
    : [B.rows, B.columns];
  if (inner !== below) {
    throw new RangeError(
      `Cannot multiply matrices: wanted ${inner} rows, received ${below}`,
    );
  }
  return { rows, inner, columns };
}

/** @throws {RangeError} if C has not the shape of a product. */
export function requireProduct(C: Shape, wanted: Shape): void {
  requireShape("add a product to a matrix", C, wanted);
}

/** @throws {RangeError} if A is not square, or has not as many rows as B. */
export function requireSystem(A: Shape, B: Shape): void {
  if (A.rows !== A.columns || A.rows !== B.rows) {
    throw new RangeError(
      `Cannot solve a linear system: wanted a square matrix of ${B.rows} rows, received (${A.rows}, ${A.columns})`,
    );
  }
}
