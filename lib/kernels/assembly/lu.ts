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

/**
 * Factors the block of `width` columns that begins in row and column `k`; `pivots[j]` is the row
 * that has changed places with row j, in all of A. Where A is definite none has, and the rows of U
 * are what the columns of L were before they were divided.
 */
function factorBlock(A: usize, stride: usize, n: u32, k: u32, width: u32, pivots: usize, definite: bool): void {
  for (let j = k; j < k + width; j++) {
    const column = A + (<usize>j << 3), top = A + <usize>j * stride;
    let p = j, size: f64 = -1; // the first of the largest
    for (let i = j; i < n && !definite; i++) {
      const here = abs(load<f64>(column + <usize>i * stride));
      if (here > size) p = i, size = here;
    }
    store<u32>(pivots + (<usize>j << 2), p);
    if (p !== j) swapRows(top, A + <usize>p * stride, <u32>(stride >> 3));
    // from an even place on; what is below the pivot then gets its factor
    const start = (j + 1) & ~1, at = <usize>start << 3, count = (k + width + 1 - start) & ~1;
    const pivot = load<f64>(column + <usize>j * stride);
    for (let i = j + 1; i < n; i++) {
      const row = A + <usize>i * stride;
      const below = load<f64>(row + (<usize>j << 3)), factor = below / pivot;
      if (definite) store<f64>(top + (<usize>i << 3), below);
      if (start < k + width) subtractRow(row + at, factor, top + at, count);
      store<f64>(row + (<usize>j << 3), factor);
    }
  }
}

/** Columns of a definite matrix whose rows are left out above the diagonal. */
const STRIP: u32 = 96;

/** Factors A (n × n) in place, in half of the time where it is definite; `size` is n with its filling. */
export function factorLU(A: usize, stride: usize, n: u32, size: u32, pivots: usize, definite: bool, room: usize): void {
  for (let k: u32 = 0; k < n; k += BLOCK) {
    const width = min(BLOCK, n - k), next = k + width;
    factorBlock(A, stride, n, k, width, pivots, definite);
    if (next >= n) break;
    if (definite) {
      for (let j = next; j < n; j += STRIP) {
        const rows = A + <usize>j * stride, across = <usize>j << 3;
        multiplyAdd(
          rows + across, stride, rows + (<usize>k << 3), stride, A + <usize>k * stride + across, stride,
          size - j, width, min(STRIP, size - j), -1, room, false, false,
        );
      }
      continue;
    }
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
      below + right, stride, below + (<usize>k << 3), stride, A + <usize>k * stride + right, stride,
      size - next, width, size - next, -1, room, false, false,
    );
  }
}

/** X (n × columns) = A⁻¹ X, from the factors of A. */
export function solveLU(
  A: usize, strideA: usize, n: u32, size: u32, pivots: usize, X: usize, strideX: usize, columns: u32, room: usize,
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
      X + <usize>next * strideX, strideX, A + <usize>next * strideA + (<usize>k << 3), strideA,
      X + <usize>k * strideX, strideX, size - next, width, columns, -1, room, false, false,
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
      X, strideX, A + (<usize>k << 3), strideA, X + <usize>k * strideX, strideX,
      k, next - k, columns, -1, room, false, false,
    );
  }
}
