/**
 * Hyperbolic tangent, two float64 lanes at a time, without a branch inside a vector.
 *
 *   a = |x|, g = the point nearest a (0 when a ≤ 11/64), r = a − g, exactly
 *   t = tanh r = r + r (c0 z + c1 z² + … + c5 z⁶), z = r²
 *   tanh a = T + (T' + t (1 − T − T')(1 + T)/(1 + T t)),  T + T' = tanh g from a table
 *
 * The points are spaced as a/16, so t is small beside T and the error of the second term hardly
 * shows: less than 0.55 units in the last place over the whole range. With g = 0 the last line
 * gives t itself, bit for bit; so when all of a row is at most 11/64 the polynomial alone will do,
 * and an element's value never depends on its neighbours.
 *
 * The coefficients are minimax for the relative error on |r| ≤ 11/64 (4e-18), by Remez exchange.
 * Table and addition theorem: Tang, ACM Trans. Math. Softw. 15 (1989) 144, for exp; Muller,
 * Elementary Functions, 3rd ed. (2016), ch. 6.
 *
 * Only +, −, ×, ÷, comparisons and bit operations are used, whose results WebAssembly fixes.
 */
import { FIRST_POINT, POINTS } from "./tanh_points";

const CONSTANTS: usize = memory.data<f64>([
  -0.33333333333332565, 0.1333333333282708, -0.05396825285731632,
  0.021869376355643694, -0.008857498682085246, 0.003447196755001686,
]);

/** Just under the threshold's square, so that rounding cannot let a larger one through. */
const SMALL_SQUARE: f64 = 0.029541;

// Read from memory, and before a loop, since a constant written in a loop is rebuilt at every turn.
const OTHERS: usize = memory.data<u64>([
  0x8000000000000000, // the sign
  0x0000800000000000, // half the spacing of the points
  0x0000ffffffffffff, // what lies below a point
  0x3ff0000000000000, // 1
  0x3fc6000000000000, // 11/64, where the polynomial ends and the table begins
  0x4034000000000000, // 20, from where on tanh is 1
  0x3fc0000000000000, // 1/8, the first point
]);

@inline
function coefficient(k: usize): v128 {
  return v128.load64_splat(CONSTANTS + (k << 3));
}

@inline
function constant(k: usize): v128 {
  return v128.load64_splat(OTHERS + (k << 3));
}

/** r + r (c0 z + … + c5 z⁶), z = r²; z c0 is added last so that −0 keeps its sign. */
@inline
function polynomial(
  r: v128, z: v128, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, c5: v128,
): v128 {
  const zz = f64x2.mul(z, z);
  const high = f64x2.add(f64x2.add(c3, f64x2.mul(c4, z)), f64x2.mul(zz, c5));
  const middle = f64x2.add(f64x2.add(c1, f64x2.mul(c2, z)), f64x2.mul(zz, high));
  const w = f64x2.add(f64x2.mul(zz, middle), f64x2.mul(z, c0));
  return f64x2.add(r, f64x2.mul(r, w));
}

/** target[i] = tanh source[i] for a multiple of 2 elements; target may be the source only here. */
function tanhLarge(source: usize, target: usize, count: usize): void {
  const c0 = coefficient(0), c1 = coefficient(1), c2 = coefficient(2);
  const c3 = coefficient(3), c4 = coefficient(4), c5 = coefficient(5);
  const sign = constant(0), half = constant(1), below = constant(2), one = constant(3);
  const threshold = constant(4), top = constant(5), first = constant(6);
  const points = POINTS - FIRST_POINT;
  const end = source + (count << 3);
  for (; source < end; source += 16, target += 16) {
    const x = v128.load(source);
    const a = f64x2.pmin(v128.andnot(x, sign), top);
    const g = v128.and(v128.andnot(i64x2.add(a, half), below), f64x2.gt(a, threshold));
    const place = i64x2.shr_u(f64x2.pmax(first, g), 44);
    const p = v128.load(points + i32x4.extract_lane(place, 0));
    const q = v128.load(points + i32x4.extract_lane(place, 2));
    const T = v128.shuffle<f64>(p, q, 0, 2);
    const rest = v128.shuffle<f64>(p, q, 1, 3);
    const r = f64x2.sub(a, g);
    const t = polynomial(r, f64x2.mul(r, r), c0, c1, c2, c3, c4, c5);
    const slope = f64x2.mul(f64x2.sub(f64x2.sub(one, T), rest), f64x2.add(one, T));
    const change = f64x2.div(f64x2.mul(t, slope), f64x2.add(one, f64x2.mul(T, t)));
    const y = f64x2.add(T, f64x2.add(rest, change));
    v128.store(target, v128.or(y, v128.and(x, sign)));
  }
}

/** target[i] = tanh source[i] for a multiple of 2 elements; source and target apart. */
export function tanh(source: usize, target: usize, count: usize): void {
  const c0 = coefficient(0), c1 = coefficient(1), c2 = coefficient(2);
  const c3 = coefficient(3), c4 = coefficient(4), c5 = coefficient(5);
  const end = source + (count << 3);
  let largest = f64x2.splat(0);
  let to = target;
  for (let from = source; from < end; from += 16, to += 16) {
    const x = v128.load(from);
    const z = f64x2.mul(x, x);
    largest = f64x2.pmax(largest, z);
    v128.store(to, polynomial(x, z, c0, c1, c2, c3, c4, c5));
  }
  const large = f64x2.gt(largest, f64x2.splat(SMALL_SQUARE));
  if (v128.bitmask<i64>(large) != 0) tanhLarge(source, target, count);
}
