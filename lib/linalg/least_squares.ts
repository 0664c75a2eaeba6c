/**
 * Minimum-norm least squares: of all x that make ‖A x − b‖ smallest, the
 * shortest one, x = A⁺ b.
 *
 * A full-rank system takes the short way, A = Q R (or Aᵀ = Q R where A has
 * fewer rows than columns). One that is rank-deficient or nearly so takes the
 * singular values, those not above ε times the largest counting as zero, where
 * ε = 2⁻⁵³ is LAPACK's machine precision: what NumPy's `lstsq` does with
 * `rcond = -1`.
 */
import { columnBasis } from "./column_basis.ts";
import { svd } from "./decompositions.ts";
import {
  applyQ,
  applyQTransposed,
  conditionBound,
  factor,
  householder,
  solveR,
  solveRTransposed,
} from "./householder.ts";
import {
  allFinite,
  type Matrix,
  matrix,
  requireLength,
  requireShape,
  type Shape,
  transpose,
} from "./matrix.ts";
import { apply, applyTransposed, product } from "./product.ts";
import { withinRange } from "./within_range.ts";

/** Writes x = A⁺ b; A and b are left as they are. */
export type LeastSquares = (
  A: Matrix,
  b: Float64Array,
  x: Float64Array,
) => Float64Array;

/** Above this, QR is not trusted and the singular values are looked at. */
const largestCondition = 1e13;
const ε = 2 ** -53;

/**
 * A solver for systems of one shape, whose working memory it keeps. If A or b
 * is not finite, neither is the answer.
 */
export function createLeastSquares(shape: Shape): LeastSquares {
  const { rows, columns } = shape;
  const prepare = createPreparation(shape);
  return (A, b, x) => {
    requireShape("solve least squares", A, { rows, columns });
    requireLength("solve least squares", b, rows);
    requireLength("store a solution", x, columns);
    return prepare(A)(b, x);
  };
}

/** Writes x = A⁺ b for the A that it was made from. */
type Solution = (b: Float64Array, x: Float64Array) => Float64Array;

/** Factors matrices of one shape, one at a time, in memory of its own. */
function createPreparation({ rows, columns }: Shape): (A: Matrix) => Solution {
  const wide = rows < columns;
  const [m, n] = wide ? [columns, rows] : [rows, columns];
  const f = householder(m, n);
  const y = new Float64Array(m);
  const work = new Float64Array(n);
  const byFactors: Solution = (b, x) => {
    y.set(b);
    if (wide) {
      solveRTransposed(f, y);
      y.fill(0, n);
      applyQ(f, y);
    } else {
      applyQTransposed(f, y);
      solveR(f, y);
    }
    for (let i = 0; i < columns; i++) x[i] = y[i];
    return x;
  };
  return (A) => {
    if (wide) f.columns.set(A.data);
    else transposeInto(A, f.columns);
    factor(f);
    return conditionBound(f, work) < largestCondition
      ? byFactors
      : bySingularValues(A);
  };
}

/** A⁺ B, column by column, from one factorisation. */
export function leastSquaresOfMany(A: Matrix, B: Matrix): Matrix {
  requireShape("solve least squares", B, {
    rows: A.rows,
    columns: B.columns,
  });
  const solve = createPreparation(A)(A);
  const rows = transpose(B);
  const X = matrix(B.columns, A.columns);
  for (let j = 0; j < B.columns; j++) {
    solve(
      rows.data.subarray(j * A.rows, (j + 1) * A.rows),
      X.data.subarray(j * A.columns, (j + 1) * A.columns),
    );
  }
  return transpose(X);
}

/** A⁺ b, for a single system. */
export function leastSquares(A: Matrix, b: Float64Array): Float64Array {
  return createLeastSquares(A)(A, b, new Float64Array(A.columns));
}

/** A⁺ b = V diag(1/s) Uᵀ b: right for every finite A, and slow. */
export function leastSquaresBySingularValues(
  A: Matrix,
  b: Float64Array,
): Float64Array {
  return bySingularValues(A)(b, new Float64Array(A.columns));
}

/**
 * Of A = Qᵀ C, C = Q A, only C is decomposed, where it has fewer rows: on what is
 * many powers of ten smaller than the rest the iterations would never end.
 */
function bySingularValues(A: Matrix): Solution {
  if (!allFinite(A.data)) return (_, x) => x.fill(NaN);
  const Q = columnBasis(A);
  const reduces = Q.rows > 0 && Q.rows < Math.min(A.rows, A.columns);
  if (!reduces) return bySingularValuesOf(A);
  const { scaled, scale } = withinRange(A);
  const solve = bySingularValuesOf(product(Q, scaled));
  return (b, x) => {
    solve(apply(Q, b), x);
    for (let i = 0; i < x.length; i++) x[i] /= scale;
    return x;
  };
}

function bySingularValuesOf(A: Matrix): Solution {
  const { U, s, V } = svd(A);
  return (b, x) => {
    if (!allFinite(b)) return x.fill(NaN);
    const y = applyTransposed(U, b);
    for (let k = 0; k < s.length; k++) y[k] = s[k] > ε * s[0] ? y[k] / s[k] : 0;
    return apply(V, y, x);
  };
}

/** The pseudoinverse A⁺ (columns × rows). */
export function pseudoinverse(A: Matrix): Matrix {
  const solve = createLeastSquares(A);
  const inverse = matrix(A.columns, A.rows);
  const basis = new Float64Array(A.rows);
  const x = new Float64Array(A.columns);
  for (let j = 0; j < A.rows; j++) {
    basis.fill(0);
    basis[j] = 1;
    solve(A, basis, x);
    for (let i = 0; i < A.columns; i++) inverse.data[i * A.rows + j] = x[i];
  }
  return inverse;
}

function transposeInto(A: Matrix, columns: Float64Array): void {
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < A.columns; j++) {
      columns[j * A.rows + i] = A.data[i * A.columns + j];
    }
  }
}
