/**
 * Products of float64 matrices, by which factorisation and solution go too (`lu.ts`).
 *
 * Matrices are stored by rows, `stride` bytes apart; sizes are multiples of four, what is over being
 * zeros. A product is made of squares of 4 × 4, each summed in order of the inner index within
 * blocks of `DEPTH`, so that what is read in turn stays in the cache.
 */

/** Inner indices, and rows of A, that are at hand at a time. */
const DEPTH: u32 = 256;
const HEIGHT: u32 = 96;

/** Doubles that `multiplyAdd` needs as room for `columns` columns of B. */
export function packedRoom(columns: u32): u32 {
  return DEPTH * (HEIGHT + columns);
}

/** Rows of A by fours: for each inner index the four numbers of a column. */
@inline
function packRows(target: usize, A: usize, stride: usize, rows: u32, depth: u32): void {
  for (let i: u32 = 0; i < rows; i += 4) {
    let row = A;
    for (let k = depth; k > 0; k--) {
      store<f64>(target, load<f64>(row), 0);
      store<f64>(target, load<f64>(row + stride), 8);
      store<f64>(target, load<f64>(row + 2 * stride), 16);
      store<f64>(target, load<f64>(row + 3 * stride), 24);
      target += 32;
      row += 8;
    }
    A += 4 * stride;
  }
}

/** Columns of B by fours: for each inner index four numbers of a row. */
@inline
function packColumns(target: usize, B: usize, stride: usize, depth: u32, columns: u32): void {
  for (let j: u32 = 0; j < columns; j += 4) {
    let row = B;
    for (let k = depth; k > 0; k--) {
      v128.store(target, v128.load(row, 0), 0);
      v128.store(target, v128.load(row, 16), 16);
      target += 32;
      row += stride;
    }
    B += 32;
  }
}

@inline
function addScaled(target: usize, sign: v128, sum: v128): void {
  v128.store(target, f64x2.add(v128.load(target), f64x2.mul(sign, sum)));
}

/** The square of C at `c` += sign · the packed rows at `a` times the packed columns at `b`. */
@inline
function multiplySquare(
  c: usize,
  stride: usize,
  a: usize,
  b: usize,
  depth: u32,
  sign: v128,
): void {
  let c00 = f64x2.splat(0), c01 = c00, c10 = c00, c11 = c00;
  let c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  let b0: v128, b1: v128, s: v128;
  const end = a + (<usize>depth << 5);
  if (depth & 1) {
    b0 = v128.load(b, 0);
    b1 = v128.load(b, 16);
    s = v128.load64_splat(a, 0);
    c00 = f64x2.add(c00, f64x2.mul(s, b0));
    c01 = f64x2.add(c01, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(s, b0));
    c11 = f64x2.add(c11, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(s, b0));
    c21 = f64x2.add(c21, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(s, b0));
    c31 = f64x2.add(c31, f64x2.mul(s, b1));
    a += 32;
    b += 32;
  }
  // by twos, which takes a tenth less time
  for (; a < end; a += 64) {
    b0 = v128.load(b, 0);
    b1 = v128.load(b, 16);
    s = v128.load64_splat(a, 0);
    c00 = f64x2.add(c00, f64x2.mul(s, b0));
    c01 = f64x2.add(c01, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(s, b0));
    c11 = f64x2.add(c11, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(s, b0));
    c21 = f64x2.add(c21, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(s, b0));
    c31 = f64x2.add(c31, f64x2.mul(s, b1));
    b0 = v128.load(b, 32);
    b1 = v128.load(b, 48);
    s = v128.load64_splat(a, 32);
    c00 = f64x2.add(c00, f64x2.mul(s, b0));
    c01 = f64x2.add(c01, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 40);
    c10 = f64x2.add(c10, f64x2.mul(s, b0));
    c11 = f64x2.add(c11, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 48);
    c20 = f64x2.add(c20, f64x2.mul(s, b0));
    c21 = f64x2.add(c21, f64x2.mul(s, b1));
    s = v128.load64_splat(a, 56);
    c30 = f64x2.add(c30, f64x2.mul(s, b0));
    c31 = f64x2.add(c31, f64x2.mul(s, b1));
    b += 64;
  }
  addScaled(c, sign, c00);
  addScaled(c + 16, sign, c01);
  c += stride;
  addScaled(c, sign, c10);
  addScaled(c + 16, sign, c11);
  c += stride;
  addScaled(c, sign, c20);
  addScaled(c + 16, sign, c21);
  c += stride;
  addScaled(c, sign, c30);
  addScaled(c + 16, sign, c31);
}

/**
 * C (rows × columns) += sign · op(A) op(B), (rows × inner) times (inner × columns), where op
 * transposes if asked to: what is packed by rows of one is packed by columns of the other.
 */
export function multiplyAdd(
  C: usize,
  strideC: usize,
  A: usize,
  strideA: usize,
  B: usize,
  strideB: usize,
  rows: u32,
  inner: u32,
  columns: u32,
  sign: f64,
  room: usize,
  transposeA: bool,
  transposeB: bool,
): void {
  const signs = f64x2.splat(sign);
  const packedA = room, packedB = room + (<usize>(DEPTH * HEIGHT) << 3);
  for (let k: u32 = 0; k < inner; k += DEPTH) {
    const depth = min(DEPTH, inner - k), panel = <usize>depth << 5;
    if (transposeB) packRows(packedB, B + (<usize>k << 3), strideB, columns, depth);
    else packColumns(packedB, B + <usize>k * strideB, strideB, depth, columns);
    for (let i: u32 = 0; i < rows; i += HEIGHT) {
      const height = min(HEIGHT, rows - i);
      if (transposeA) {
        packColumns(packedA, A + <usize>k * strideA + (<usize>i << 3), strideA, depth, height);
      } else packRows(packedA, A + <usize>i * strideA + (<usize>k << 3), strideA, height, depth);
      let b = packedB;
      for (let j: u32 = 0; j < columns; j += 4) {
        let a = packedA;
        let c = C + <usize>i * strideC + (<usize>j << 3);
        for (let left = height; left > 0; left -= 4) {
          multiplySquare(c, strideC, a, b, depth, signs);
          a += panel;
          c += 4 * strideC;
        }
        b += panel;
      }
    }
  }
}
