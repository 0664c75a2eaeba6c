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

/** Begins a packed panel with four zeros if the inner size is odd: it is then taken by twos. */
@inline
function begin(panel: usize, depth: u32): usize {
  if ((depth & 1) == 0) return panel;
  v128.store(panel, f64x2.splat(0)), v128.store(panel, f64x2.splat(0), 16);
  return panel + 32;
}

/** Rows of A by fours: for each inner index the four numbers of a column. */
@inline
function packRows(target: usize, A: usize, stride: usize, rows: u32, depth: u32): void {
  for (let i: u32 = 0; i < rows; i += 4) {
    let row = A;
    target = begin(target, depth);
    for (let k = depth; k > 0; k--) {
      store<f64>(target, load<f64>(row), 0);
      store<f64>(target, load<f64>(row + stride), 8);
      store<f64>(target, load<f64>(row + 2 * stride), 16);
      store<f64>(target, load<f64>(row + 3 * stride), 24);
      target += 32, row += 8;
    }
    A += 4 * stride;
  }
}

/** Columns of B by fours: for each inner index four numbers of a row. */
@inline
function packColumns(target: usize, B: usize, stride: usize, depth: u32, columns: u32): void {
  for (let j: u32 = 0; j < columns; j += 4) {
    let row = B;
    target = begin(target, depth);
    for (let k = depth; k > 0; k--) {
      v128.store(target, v128.load(row, 0), 0);
      v128.store(target, v128.load(row, 16), 16);
      target += 32, row += stride;
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
function multiplySquare(c: usize, stride: usize, a: usize, b: usize, panel: usize, sign: v128): void {
  //#repeat i 4
  let c$i0 = f64x2.splat(0), c$i1 = f64x2.splat(0);
  //#end
  let b0: v128, b1: v128, s: v128;
  // by twos, which takes a tenth less time
  for (const end = a + panel; a < end; a += 64, b += 64) {
    //#repeat k 2
    b0 = v128.load(b, 32 * $k), b1 = v128.load(b, 32 * $k + 16);
    //#repeat i 4
    s = v128.load64_splat(a, 32 * $k + 8 * $i);
    c$i0 = f64x2.add(c$i0, f64x2.mul(s, b0)), c$i1 = f64x2.add(c$i1, f64x2.mul(s, b1));
    //#end
    //#end
  }
  //#repeat i 4
  addScaled(c, sign, c$i0), addScaled(c + 16, sign, c$i1), c += stride;
  //#end
}

/**
 * C (rows × columns) += sign · op(A) op(B), (rows × inner) times (inner × columns), where op
 * may transpose: what is packed by rows of one is packed by columns of the other.
 */
export function multiplyAdd(
  C: usize, strideC: usize, A: usize, strideA: usize, B: usize, strideB: usize, rows: u32, inner: u32, columns: u32,
  sign: f64, room: usize, transposeA: bool, transposeB: bool,
): void {
  const signs = f64x2.splat(sign);
  const packedA = room, packedB = room + (<usize>(DEPTH * HEIGHT) << 3);
  for (let k: u32 = 0; k < inner; k += DEPTH) {
    const depth = min(DEPTH, inner - k), panel = (<usize>depth + 1 & ~1) << 5;
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
          multiplySquare(c, strideC, a, b, panel, signs);
          a += panel, c += 4 * strideC;
        }
        b += panel;
      }
    }
  }
}
