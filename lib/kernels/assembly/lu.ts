/**
 * P A = L U with partial pivoting, in blocks of columns, and the solution of A X = B from it.
 *
 * All that takes time is products (`dense.ts`); see there for how matrices are stored.
 */
import { multiplyAdd } from "./dense";

/** Columns of a block; a multiple of four. */
const BLOCK: u32 = 32;

/** target −= factor · source, of `count` numbers, an even number. */
@inline
function subtractRow(target: usize, factor: f64, source: usize, count: u32): void {
  const factors = f64x2.splat(factor);
  for (const end = source + (<usize>count << 3); source < end; source += 16) {
    const product = f64x2.mul(factors, v128.load(source));
    v128.store(target, f64x2.sub(v128.load(target), product));
    target += 16;
  }
}

@inline
function swapRows(a: usize, b: usize, count: u32): void {
  for (const end = a + (<usize>count << 3); a < end; a += 16) {
    const kept = v128.load(a);
    v128.store(a, v128.load(b));
    v128.store(b, kept);
    b += 16;
  }
}

/** Where the first of the largest sizes among `count` numbers is. */
@inline
function largest(column: usize, count: u32): u32 {
  let best: u32 = 0, size: f64 = -1;
  for (let i: u32 = 0; i < count; i++) {
    const here = abs(load<f64>(column + (<usize>i << 3)));
    if (here > size) {
      best = i;
      size = here;
    }
  }
  return best;
}

/**
 * Factors the block of `width` columns that begins in row and column `k`, in a copy by columns;
 * `pivots[k + j]` is the row that has changed places with row k + j, in all of A.
 */
function factorBlock(
  A: usize,
  stride: usize,
  n: u32,
  k: u32,
  width: u32,
  pivots: usize,
  room: usize,
): void {
  const height = n - k, even = (height + 1) & ~1;
  const step = <usize>even << 3;
  const corner = A + <usize>k * stride + (<usize>k << 3);
  for (let i: u32 = 0; i < height; i++) {
    const row = corner + <usize>i * stride;
    for (let j: u32 = 0; j < width; j++) {
      store<f64>(room + j * step + (<usize>i << 3), load<f64>(row + (<usize>j << 3)));
    }
  }
  if (even > height) {
    for (let j: u32 = 0; j < width; j++) store<f64>(room + (j + 1) * step - 8, 0);
  }
  for (let j: u32 = 0; j < width; j++) {
    const column = room + j * step, top = <usize>j << 3;
    const p = j + largest(column + top, height - j);
    store<u32>(pivots + (<usize>(k + j) << 2), k + p);
    if (p !== j) {
      const from = A + <usize>(k + j) * stride, to = A + <usize>(k + p) * stride;
      swapRows(from, to, <u32>(stride >> 3));
      for (let c: u32 = 0; c < width; c++) {
        const a = room + c * step + top, b = room + c * step + (<usize>p << 3);
        const kept = load<f64>(a);
        store<f64>(a, load<f64>(b));
        store<f64>(b, kept);
      }
    }
    const pivot = load<f64>(column + top);
    // below the pivot, from an even place on: what is above is put back
    const start = (j + 1) & ~1;
    const above = load<f64>(column + top);
    const pivots2 = f64x2.splat(pivot);
    for (let i = start; i < even; i += 2) {
      const at = column + (<usize>i << 3);
      v128.store(at, f64x2.div(v128.load(at), pivots2));
    }
    if (start === j) store<f64>(column + top, above);
    for (let c = j + 1; c < width; c++) {
      const other = room + c * step;
      const factor = load<f64>(other + top);
      const at = <usize>start << 3;
      subtractRow(other + at, factor, column + at, even - start);
      if (start === j) store<f64>(other + top, factor);
    }
  }
  for (let i: u32 = 0; i < height; i++) {
    const row = corner + <usize>i * stride;
    for (let j: u32 = 0; j < width; j++) {
      store<f64>(row + (<usize>j << 3), load<f64>(room + j * step + (<usize>i << 3)));
    }
  }
}

/** Factors A (n × n) in place; `size` is n with its filling. */
export function factorLU(
  A: usize,
  stride: usize,
  n: u32,
  size: u32,
  pivots: usize,
  room: usize,
): void {
  for (let k: u32 = 0; k < n; k += BLOCK) {
    const width = min(BLOCK, n - k), next = k + width;
    factorBlock(A, stride, n, k, width, pivots, room);
    if (next >= n) break;
    const right = <usize>next << 3;
    for (let i = k + 1; i < next; i++) {
      const row = A + <usize>i * stride;
      for (let j = k; j < i; j++) {
        const factor = load<f64>(row + (<usize>j << 3));
        subtractRow(row + right, factor, A + <usize>j * stride + right, size - next);
      }
    }
    const below = A + <usize>next * stride;
    multiplyAdd(
      below + right, stride,
      below + (<usize>k << 3), stride,
      A + <usize>k * stride + right, stride,
      size - next, width, size - next, -1, room, false, false,
    );
  }
}

/** X (n × columns) = A⁻¹ X, from the factors of A. */
export function solveLU(
  A: usize,
  strideA: usize,
  n: u32,
  size: u32,
  pivots: usize,
  X: usize,
  strideX: usize,
  columns: u32,
  room: usize,
): void {
  for (let i: u32 = 0; i < n; i++) {
    const p = load<u32>(pivots + (<usize>i << 2));
    if (p !== i) swapRows(X + <usize>i * strideX, X + <usize>p * strideX, columns);
  }
  for (let k: u32 = 0; k < n; k += BLOCK) {
    const width = min(BLOCK, n - k), next = k + width;
    for (let i = k + 1; i < next; i++) {
      const row = A + <usize>i * strideA, x = X + <usize>i * strideX;
      for (let j = k; j < i; j++) {
        subtractRow(x, load<f64>(row + (<usize>j << 3)), X + <usize>j * strideX, columns);
      }
    }
    if (next >= n) break;
    multiplyAdd(
      X + <usize>next * strideX, strideX,
      A + <usize>next * strideA + (<usize>k << 3), strideA,
      X + <usize>k * strideX, strideX,
      size - next, width, columns, -1, room, false, false,
    );
  }
  for (let k = (n - 1) / BLOCK * BLOCK;; k -= BLOCK) {
    const next = min(k + BLOCK, n);
    for (let i = next; i > k; i--) {
      const row = A + <usize>(i - 1) * strideA, x = X + <usize>(i - 1) * strideX;
      for (let j = i; j < next; j++) {
        subtractRow(x, load<f64>(row + (<usize>j << 3)), X + <usize>j * strideX, columns);
      }
      const pivot = f64x2.splat(load<f64>(row + (<usize>(i - 1) << 3)));
      for (let at = x, end = x + (<usize>columns << 3); at < end; at += 16) {
        v128.store(at, f64x2.div(v128.load(at), pivot));
      }
    }
    if (k === 0) break;
    multiplyAdd(
      X, strideX,
      A + (<usize>k << 3), strideA,
      X + <usize>k * strideX, strideX,
      k, next - k, columns, -1, room, false, false,
    );
  }
}
