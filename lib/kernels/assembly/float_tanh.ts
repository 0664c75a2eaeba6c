/**
 * Hyperbolic tangent, four float32 lanes at a time: x P(x²) / Q(x²), within 4e-7 of the true value.
 * The coefficients are those that Eigen uses for float32.
 */
import { madd } from "./madd";

const CONSTANTS: usize = memory.data<f32>([
  7.90531110763549805, // from here on the same to float32
  4.89352455891786e-3, 6.37261928935436e-4, 1.48572235717979e-5, 5.12229709037114e-8,
  -8.60467152213735e-11, 2.00018790482477e-13, -2.76076847742355e-16,
  4.89352518554385e-3, 2.26843463243900e-3, 1.18534705686654e-4, 1.19825839466702e-6,
]);

@inline
function constant(k: usize): v128 {
  return v128.load32_splat(CONSTANTS + (k << 2));
}

/** tanh of four numbers; NaN of NaN. */
@inline
export function floatTanh4(x: v128): v128 {
  const limit = constant(0);
  // one instruction each, and x comes first, so that a NaN stays
  const v = f32x4.pmax(f32x4.pmin(x, limit), f32x4.neg(limit));
  const s = f32x4.mul(v, v);
  let P = madd(constant(6), s, constant(7));
  P = madd(constant(5), s, P);
  P = madd(constant(4), s, P);
  P = madd(constant(3), s, P);
  P = madd(constant(2), s, P);
  P = madd(constant(1), s, P);
  let Q = madd(constant(10), s, constant(11));
  Q = madd(constant(9), s, Q);
  Q = madd(constant(8), s, Q);
  return f32x4.div(f32x4.mul(v, P), Q);
}

/** tanh of `count` numbers, in place; up to three more may be changed. */
export function floatTanh(numbers: usize, count: u32): void {
  const end = numbers + (<usize>count << 2);
  for (; numbers < end; numbers += 16) v128.store(numbers, floatTanh4(v128.load(numbers)));
}

/** e ← e (1 − h²), the slope of h = tanh a, of `count` numbers; up to three more may be changed. */
export function multiplyByTanhSlope(e: usize, h: usize, count: u32): void {
  const one = f32x4.splat(1), end = e + (<usize>count << 2);
  for (; e < end; e += 16, h += 16) {
    const activity = v128.load(h);
    const slope = madd(one, f32x4.neg(activity), activity);
    v128.store(e, f32x4.mul(v128.load(e), slope));
  }
}
