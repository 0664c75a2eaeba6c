import {
  type Matrix,
  requireLength,
  requireShape,
  type Shape,
} from "./matrix.ts";

/**
 * Householder's QR factorisation A = Q R of matrices of one shape, or Aᵀ = Q R where
 * A has fewer rows than columns; one at a time and without allocation, since small
 * systems are solved millions of times.
 *
 * What is factored is m × n (m ≥ n) and kept **by columns**. Afterwards the part of
 * column k from row k on holds the vector v_k of the reflection I − v_k v_kᵀ / h_k,
 * the part above it R's column, and `diagonal[k]` is R_kk; Q = H_0 H_1 ….
 */
export class QR {
  readonly m: number;
  readonly n: number;
  readonly diagonal: Float64Array;
  readonly #shape: Shape;
  readonly #wide: boolean;
  readonly #columns: Float64Array;
  /** h_k = ‖v_k‖² / 2; zero where column k was already zero */
  readonly #h: Float64Array;
  readonly #y: Float64Array;

  constructor({ rows, columns }: Shape) {
    this.#shape = { rows, columns };
    this.#wide = rows < columns;
    const m = this.m = Math.max(rows, columns);
    const n = this.n = Math.min(rows, columns);
    this.diagonal = new Float64Array(n);
    this.#columns = new Float64Array(m * n);
    this.#h = new Float64Array(n);
    this.#y = new Float64Array(m);
  }

  /** @throws {RangeError} if A is not of the shape given. */
  factor(A: Matrix): void {
    requireShape("factor a matrix", A, this.#shape);
    const { rows, columns } = this.#shape, { m, n, diagonal } = this;
    const a = this.#columns, h = this.#h;
    if (this.#wide) a.set(A.data);
    else {
      for (let i = 0, ij = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) a[j * rows + i] = A.data[ij++];
      }
    }
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
      for (let j = k + 1; j < n; j++) this.#reflect(k, a, j * m);
    }
  }

  /** y ← Q y. */
  applyQ(y: Float64Array): void {
    for (let k = this.n - 1; k >= 0; k--) this.#reflect(k, y, 0);
  }

  /** y ← Qᵀ y. */
  applyQTransposed(y: Float64Array): void {
    for (let k = 0; k < this.n; k++) this.#reflect(k, y, 0);
  }

  /** Writes x = A⁺ b, where A has full rank; returns it. */
  solve(b: Float64Array, x: Float64Array): Float64Array {
    const { m, n, diagonal } = this, a = this.#columns, y = this.#y;
    requireLength("solve a system", b, this.#shape.rows);
    y.set(b);
    if (this.#wide) {
      // x = Q R⁻ᵀ b
      for (let i = 0; i < n; i++) {
        let rest = y[i];
        for (let k = 0; k < i; k++) rest -= a[i * m + k] * y[k];
        y[i] = rest / diagonal[i];
      }
      y.fill(0, n);
      this.applyQ(y);
    } else {
      // x = R⁻¹ Qᵀ b
      this.applyQTransposed(y);
      for (let i = n - 1; i >= 0; i--) {
        y[i] /= diagonal[i];
        for (let k = 0; k < i; k++) y[k] -= a[i * m + k] * y[i];
      }
    }
    for (let i = 0; i < x.length; i++) x[i] = y[i];
    return x;
  }

  /**
   * ‖R‖ ‖R⁻¹‖ in the Frobenius norm: at least the condition number of A, at most
   * n times it; infinite or not a number where R is singular or not finite.
   */
  conditionBound(): number {
    const { m, n, diagonal } = this, a = this.#columns, work = this.#y;
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
  #reflect(k: number, y: Float64Array, start: number): void {
    const { m } = this, a = this.#columns, h = this.#h[k];
    if (h === 0) return;
    const v = k * m;
    let sum = 0;
    for (let i = k; i < m; i++) sum += a[v + i] * y[start + i];
    const c = sum / h;
    for (let i = k; i < m; i++) y[start + i] -= c * a[v + i];
  }
}
