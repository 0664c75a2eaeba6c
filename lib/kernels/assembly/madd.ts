/**
 * c + x y, rounded once, of four float32 lanes.
 *
 * `relaxed_madd` may round twice, but does not where the processor has the fused operation, whose
 * result is exact by definition; `wasm_instance.ts` finds that out and otherwise takes the module that
 * is compiled without relaxed SIMD, which emulates it: the same bits, many times slower.
 */
@inline
export function madd(c: v128, x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, c);
  return emulated(c, x, y);
}

/** The same of single numbers. */
export function maddOf(c: f32, x: f32, y: f32): f32 {
  return f32x4.extract_lane(madd(f32x4.splat(c), f32x4.splat(x), f32x4.splat(y)), 0);
}

function emulated(c: v128, x: v128, y: v128): v128 {
  const low = toOdd(c, x, y);
  const high = toOdd(upper(c), upper(x), upper(y));
  return i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/** The two upper lanes, in the place of the lower. */
@inline
function upper(v: v128): v128 {
  return i32x4.shuffle(v, v, 2, 3, 0, 1);
}

/**
 * c + x y of the two lower lanes in float64, rounded to odd: towards zero, and then to an odd last bit
 * unless it is exact. Rounding that to float32 gives what rounding the exact sum would (Boldo &
 * Melquiond, 2008), since it has more than two bits to spare. The product is exact, as float64 has
 * more than twice the bits of float32; what the sum loses is Knuth's.
 */
@inline
function toOdd(c: v128, x: v128, y: v128): v128 {
  const product = f64x2.mul(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y));
  const addend = f64x2.promote_low_f32x4(c);
  const sum = f64x2.add(product, addend), part = f64x2.sub(sum, product);
  const lost = f64x2.add(f64x2.sub(product, f64x2.sub(sum, part)), f64x2.sub(addend, part));
  // one unit in the last place outwards where the exact sum is larger in size, else inwards; the
  // comparisons, not `ne`, since what is lost of an infinite sum is not a number
  const zero = f64x2.splat(0);
  const rising = i64x2.sub(f64x2.lt(lost, zero), f64x2.gt(lost, zero));
  const negative = i64x2.shr_s(sum, 63);
  const outward = i64x2.sub(v128.xor(rising, negative), negative);
  const one = i64x2.splat(1), even = i64x2.sub(v128.and(sum, one), one);
  return i64x2.add(sum, v128.and(outward, even));
}
