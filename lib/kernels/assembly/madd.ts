/**
 * c + x y of four float32 lanes: rounded twice, to the same bits everywhere, or, in the module that
 * is compiled with relaxed SIMD, once where the processor can, which takes half the time.
 */
@inline
export function madd(c: v128, x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, c);
  return f32x4.add(c, f32x4.mul(x, y));
}
