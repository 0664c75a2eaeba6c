/**
 * What there is to do beside the products of layers through which examples pass as rows of float32,
 * each row filled up with zeros to a multiple of four numbers.
 */
import { floatTanh4 } from "./float_tanh";

/** Four bytes as numbers. */
@inline
function fromBytes(bytes: usize): v128 {
  const halves = i16x8.extend_low_i8x16_u(v128.load32_zero(bytes));
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(halves));
}

/** A ← A + 1 bᵀ, of `columns` numbers a row, or its tanh. */
export function transferRows(A: usize, b: usize, rows: u32, columns: usize, tanh: bool): void {
  const stride = columns << 2;
  for (let i: u32 = 0; i < rows; i++, A += stride) {
    for (let j: usize = 0; j < stride; j += 16) {
      const a = f32x4.add(v128.load(A + j), v128.load(b + j));
      v128.store(A + j, tanh ? floatTanh4(a) : a);
    }
  }
}

/** Σ (scale p − A − 1 bᵀ)², each row of bytes summed in float32, four sums side by side, and those in float64. */
export function squaredErrorOfRows(p: usize, A: usize, b: usize, rows: u32, columns: usize, scale: f32): f64 {
  const unit = f32x4.splat(scale);
  let even = f64x2.splat(0), odd = f64x2.splat(0);
  for (let i: u32 = 0; i < rows; i++) {
    let row = f32x4.splat(0);
    for (let j: usize = 0; j < columns; j += 4, A += 16) {
      const y = f32x4.add(v128.load(A), v128.load(b + (j << 2)));
      const e = f32x4.sub(f32x4.mul(unit, fromBytes(p + j)), y);
      row = f32x4.add(row, f32x4.mul(e, e));
    }
    even = f64x2.add(even, f64x2.promote_low_f32x4(row));
    odd = f64x2.add(odd, f64x2.promote_low_f32x4(i32x4.shuffle(row, row, 2, 3, 0, 1)));
    p += columns;
  }
  const sums = f64x2.add(even, odd);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
