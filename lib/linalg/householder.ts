/**
 * Householder's QR factorisation, in place and without allocation: small
 * systems are solved millions of times.
 *
 * The m × n matrix (m ≥ n) is kept **by columns**: column k is
 * `columns[k * m … (k + 1) * m)`. Afterwards the part of column k from row k
 * on holds the vector v_k of the reflection I − v_k v_kᵀ / h_k, the part above
 * it R's column, and `diagonal[k]` is R_kk. With Q = H_0 H_1 …, A = Q R.
 */
export interface Householder {
  readonly m: number;
  readonly n: number;
  readonly columns: Float64Array;
  readonly diagonal: Float64Array;
  /** h_k = ‖v_k‖² / 2; zero where column k was already zero */
  readonly h: Float64Array;
}

/** Room for the factorisation of an m × n matrix, m ≥ n. */
export function householder(m: number, n: number): Householder {
  return {
    m,
    n,
    columns: new Float64Array(m * n),
    diagonal: new Float64Array(n),
    h: new Float64Array(n),
  };
}

/** Factors the matrix that `f.columns` holds. */
export function factor(f: Householder): void {
  const { m, n, columns: a, diagonal, h } = f;
  for (let k = 0; k < n; k++) {
    const kk = k * m + k;
    let squares = 0;
    for (let i = k, ik = kk; i < m; i++, ik++) squares += a[ik] * a[ik];
    const length = Math.sqrt(squares);
    // the sign that adds to the leading entry, so nothing cancels
    const r = a[kk] > 0 ? -length : length;
    h[k] = squares - a[kk] * r;
    a[kk] -= r;
    diagonal[k] = r;
    for (let j = k + 1; j < n; j++) reflect(f, k, a, j * m);
  }
}

/** y ← Qᵀ y. */
export function applyQTransposed(f: Householder, y: Float64Array): void {
  for (let k = 0; k < f.n; k++) reflect(f, k, y, 0);
}

/** y ← Q y. */
export function applyQ(f: Householder, y: Float64Array): void {
  for (let k = f.n - 1; k >= 0; k--) reflect(f, k, y, 0);
}

/** The first n numbers of y ← R⁻¹ y. */
export function solveR(f: Householder, y: Float64Array): void {
  const { m, n, columns: a, diagonal } = f;
  for (let i = n - 1; i >= 0; i--) {
    y[i] /= diagonal[i];
    for (let k = 0; k < i; k++) y[k] -= a[i * m + k] * y[i];
  }
}

/** The first n numbers of y ← R⁻ᵀ y. */
export function solveRTransposed(f: Householder, y: Float64Array): void {
  const { m, n, columns: a, diagonal } = f;
  for (let i = 0; i < n; i++) {
    let rest = y[i];
    for (let k = 0; k < i; k++) rest -= a[i * m + k] * y[k];
    y[i] = rest / diagonal[i];
  }
}

/**
 * ‖R‖ ‖R⁻¹‖ in the Frobenius norm: at least the condition number of A, at most
 * n times it; infinite or not a number where R is singular or not finite.
 */
export function conditionBound(f: Householder, work: Float64Array): number {
  const { m, n, columns: a, diagonal } = f;
  let size = 0, inverse = 0;
  for (let j = 0; j < n; j++) {
    work.fill(0, 0, n);
    work[j] = 1;
    size += diagonal[j] * diagonal[j];
    for (let i = 0; i < j; i++) size += a[j * m + i] * a[j * m + i];
    // column j of R⁻¹ ends at row j
    for (let i = j; i >= 0; i--) {
      const x = work[i] /= diagonal[i];
      inverse += x * x;
      for (let k = 0; k < i; k++) work[k] -= a[i * m + k] * x;
    }
  }
  return Math.sqrt(size) * Math.sqrt(inverse);
}

/** y ← (I − v_k v_kᵀ / h_k) y, for the y that starts at `y[start]`. */
function reflect(
  f: Householder,
  k: number,
  y: Float64Array,
  start: number,
): void {
  const { m, columns: a, h } = f;
  if (h[k] === 0) return;
  const v = k * m;
  let sum = 0;
  for (let i = k; i < m; i++) sum += a[v + i] * y[start + i];
  const c = sum / h[k];
  for (let i = k; i < m; i++) y[start + i] -= c * a[v + i];
}
