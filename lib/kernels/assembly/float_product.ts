/**
 * Products of float32 matrices. Each number of op(A) op(B) is one chain of fused operations in the order
 * of the inner index, from zero, whatever the sizes, the transposes and the tiles.
 *
 * A tile of 6 × 8 sums stays in registers, which are filled by it. B is packed first, in panels of eight
 * columns, and A where it is transposed, in panels of six rows: what is read in turn lies side by side.
 * Bytes that do not belong to a factor fill up its panels, and reach only sums that are not stored.
 */
import { madd } from "./madd";

/** Rows and columns of a tile; bytes of one inner index in a panel of A and of B. */
const ROWS: u32 = 6, COLUMNS: u32 = 8;
const A_STEP: usize = 24, B_STEP: usize = 32;

/** Rows of A at hand at a time: they stay in the cache while all of B passes. */
const HEIGHT: u32 = 96;

/** A tile of C that is not whole. */
const EDGE: usize = memory.data(192, 16);

/** Bytes that `floatProduct` needs as room. */
export function floatProductRoom(inner: u32, columns: u32): f64 {
  return 4 * <f64>inner * (<f64>columns + <f64>(HEIGHT + COLUMNS));
}

/** Packs `width` numbers of each of `inner` rows, side by side in a row, `whole` numbers apart. */
@inline
function packRows(target: usize, source: usize, stride: usize, inner: u32, width: u32, whole: u32): void {
  for (let k = inner; k > 0; k--, source += stride, target += <usize>whole << 2) {
    if (width == whole) {
      v128.store(target, v128.load(source));
      if (whole == 8) v128.store(target, v128.load(source, 16), 16);
      else store<u64>(target, load<u64>(source, 16), 16);
    } else {
      for (let i: usize = 0; i < <usize>width << 2; i += 4) store<f32>(target + i, load<f32>(source + i));
    }
  }
}

/** Four numbers of each of four rows that are `stride` apart, as four rows of a panel of B. */
@inline
function packSquare(target: usize, source: usize, stride: usize): void {
  //#repeat i 4
  const r$i = v128.load(source + $i * stride);
  //#end
  const a = i32x4.shuffle(r0, r1, 0, 4, 1, 5), b = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
  const c = i32x4.shuffle(r2, r3, 0, 4, 1, 5), d = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
  v128.store(target, i64x2.shuffle(a, c, 0, 2)), v128.store(target + B_STEP, i64x2.shuffle(a, c, 1, 3));
  v128.store(target + 2 * B_STEP, i64x2.shuffle(b, d, 0, 2));
  v128.store(target + 3 * B_STEP, i64x2.shuffle(b, d, 1, 3));
}

/** Packs `width` columns of `inner` numbers each, which lie in rows that are `stride` apart. */
@inline
function packColumns(target: usize, source: usize, stride: usize, inner: u32, width: u32): void {
  const fours = width == COLUMNS ? inner & ~3 : 0;
  let to = target, from = source;
  for (let k = fours; k > 0; k -= 4, to += 4 * B_STEP, from += 16) {
    packSquare(to, from, stride), packSquare(to + 16, from + 4 * stride, stride);
  }
  for (let k = inner - fours; k > 0; k--, to += B_STEP, from += 4) {
    let row = from;
    for (let j: usize = 0; j < <usize>width << 2; j += 4, row += stride) store<f32>(to + j, load<f32>(row));
  }
}

@inline
function finish(c: usize, sum: v128, alpha: v128, beta: f32): void {
  if (beta == 0) v128.store(c, f32x4.mul(alpha, sum));
  else v128.store(c, madd(f32x4.mul(f32x4.splat(beta), v128.load(c)), alpha, sum));
}

/**
 * A tile of C, `stride` bytes from row to row, from `height` rows of A, `apart` bytes from one another
 * and `step` from one inner index to the next, and a panel of B.
 */
function multiplyTile(
  c: usize, stride: usize, a: usize, apart: usize, step: usize, height: u32, b: usize, inner: u32, alpha: v128,
  beta: f32,
): void {
  //#repeat i 6
  let c$i0 = f32x4.splat(0), c$i1 = c$i0, a$i = a + min<u32>($i, height - 1) * apart;
  //#end
  let s: v128;
  for (const end = b + <usize>inner * B_STEP; b < end; b += B_STEP) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    //#repeat i 6
    s = v128.load32_splat(a$i), a$i += step;
    c$i0 = madd(c$i0, s, b0), c$i1 = madd(c$i1, s, b1);
    //#end
  }
  //#repeat i 6
  finish(c, c$i0, alpha, beta), finish(c + 16, c$i1, alpha, beta), c += stride;
  //#end
}

/** C (rows × columns) ← alpha op(A) op(B) + beta C; strides from row to row are in bytes. */
export function floatProduct(
  C: usize, strideC: usize, A: usize, strideA: usize, B: usize, strideB: usize, rows: u32, inner: u32, columns: u32,
  alpha: f32, beta: f32, room: usize, transposeA: bool, transposeB: bool,
): void {
  const alphas = f32x4.splat(alpha), panel = <usize>inner * B_STEP;
  const packedA = room, packedB = room + (<usize>inner * HEIGHT << 2);
  for (let j: u32 = 0, b = packedB; j < columns; j += COLUMNS, b += panel) {
    const width = min(COLUMNS, columns - j);
    if (transposeB) packColumns(b, B + <usize>j * strideB, strideB, inner, width);
    else packRows(b, B + (<usize>j << 2), strideB, inner, width, COLUMNS);
  }
  const apart: usize = transposeA ? 4 : strideA, step: usize = transposeA ? A_STEP : 4;
  for (let top: u32 = 0; top < rows; top += HEIGHT) {
    const bottom = min(rows, top + HEIGHT);
    if (transposeA) {
      for (let i = top, a = packedA; i < bottom; i += ROWS, a += <usize>inner * A_STEP) {
        packRows(a, A + (<usize>i << 2), strideA, inner, min(ROWS, rows - i), ROWS);
      }
    }
    for (let j: u32 = 0, b = packedB; j < columns; j += COLUMNS, b += panel) {
      const width = <usize>min(COLUMNS, columns - j) << 2;
      for (let i = top; i < bottom; i += ROWS) {
        const height = min(ROWS, rows - i), c = C + <usize>i * strideC + (<usize>j << 2);
        const a = transposeA ? packedA + <usize>(i - top) * 4 * inner : A + <usize>i * strideA;
        if (width == 32 && height == ROWS) {
          multiplyTile(c, strideC, a, apart, step, ROWS, b, inner, alphas, beta);
          continue;
        }
        for (let r: usize = 0; r < <usize>height; r++) memory.copy(EDGE + r * 32, c + r * strideC, width);
        multiplyTile(EDGE, 32, a, apart, step, height, b, inner, alphas, beta);
        for (let r: usize = 0; r < <usize>height; r++) memory.copy(c + r * strideC, EDGE + r * 32, width);
      }
    }
  }
}
