/**
 * Products of matrices and vectors. Each writes into its last argument, made
 * anew if left out, and returns it; sums run in order of the index, so equal
 * inputs give equal digits. All throw a RangeError if the shapes do not fit.
 */
import {
  type Matrix,
  matrix,
  requireLength,
  requireShape,
  rowsOf,
} from "./matrix.ts";

/** The matrix product A B, row by row of A. */
export function product(
  A: Matrix,
  B: Matrix,
  target: Matrix = matrix(A.rows, B.columns),
): Matrix {
  const { columns } = B, rows = rowsOf(target);
  requireShape("multiply matrices", B, { rows: A.columns, columns });
  requireShape("store a product", target, { rows: A.rows, columns });
  rowsOf(A).forEach((a, i) => applyTransposed(B, a, rows[i]));
  return target;
}

/** The matrix–vector product A x. */
export function apply(
  A: Matrix,
  x: Float64Array,
  target: Float64Array = new Float64Array(A.rows),
): Float64Array {
  const { rows: m, columns: n, data: a } = A;
  requireLength("multiply a matrix by a vector", x, n);
  requireLength("store a product", target, m);
  const pairs = m - m % 2;
  for (let i = 0, ij = 0; i < pairs; i += 2, ij += n) {
    // two rows at a time, for speed: each is still summed in order
    let upper = 0, lower = 0;
    for (let j = 0; j < n; j++, ij++) {
      const xj = x[j];
      upper += a[ij] * xj;
      lower += a[ij + n] * xj;
    }
    target[i] = upper;
    target[i + 1] = lower;
  }
  if (pairs < m) {
    let sum = 0;
    for (let j = 0, ij = pairs * n; j < n; j++) sum += a[ij++] * x[j];
    target[pairs] = sum;
  }
  return target;
}

/** The vector–matrix product Aᵀ x, with no transpose made. */
export function applyTransposed(
  A: Matrix,
  x: Float64Array,
  target: Float64Array = new Float64Array(A.columns),
): Float64Array {
  const { rows: m, columns: n, data: a } = A;
  requireLength("multiply a vector by a matrix", x, m);
  requireLength("store a product", target, n);
  target.fill(0);
  const fours = m - m % 4;
  for (let i = 0; i < fours; i += 4) {
    // four rows at a time, for speed: they are still added in order
    const [x0, x1, x2, x3] = [x[i], x[i + 1], x[i + 2], x[i + 3]];
    for (let j = 0, ij = i * n; j < n; j++, ij++) {
      target[j] = target[j] + a[ij] * x0 + a[ij + n] * x1 +
        a[ij + 2 * n] * x2 + a[ij + 3 * n] * x3;
    }
  }
  for (let i = fours, ij = fours * n; i < m; i++) {
    const xi = x[i];
    for (let j = 0; j < n; j++) target[j] += a[ij++] * xi;
  }
  return target;
}

/** The outer update W += η δ xᵀ, in place. */
export function addOuter(
  W: Matrix,
  eta: number,
  { δ, x }: { δ: Float64Array; x: Float64Array },
): Matrix {
  const { rows: m, columns: n, data: w } = W;
  requireLength("add an outer product", δ, m);
  requireLength("add an outer product", x, n);
  for (let i = 0, ij = 0; i < m; i++) {
    const c = eta * δ[i];
    for (let j = 0; j < n; j++) w[ij++] += c * x[j];
  }
  return W;
}

/** The elementwise product x ∘ y, in place of x. */
export function multiplyInto(x: Float64Array, y: Float64Array): Float64Array {
  requireLength("multiply vectors", y, x.length);
  for (let i = 0; i < x.length; i++) x[i] *= y[i];
  return x;
}
