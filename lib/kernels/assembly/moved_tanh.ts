/**
 * tanh (a + d) from h = tanh a for small d, whatever a: Taylor's series, every term of which can be
 * told from h.
 *
 *   tanh (a + d) = h + s d (1 + q₂ d + q₃ d² + q₄ d³ + q₅ d⁴ + …),   s = 1 − h²
 *   q₂ = −h,  q₃ = h² − 1/3,  q₄ = h (2/3 − h²),  q₅ = 2/15 − h² s
 *
 * By d/da (s qₙ) = (n + 1) s qₙ₊₁, each is (s qₙ′ − 2 h qₙ)/(n + 1) of the one before. A row takes as
 * many terms as its largest |d| needs for the first left out, |s qₙ₊₁ dⁿ⁺¹|, to be less than 2⁻⁵⁷: an
 * eighth of what rounding h may amount to where |h| > ½. Errors add up from one move to the next, so
 * h is computed in full now and then.
 */
import { ROW } from "./affine";

/** The largest |d| for 1, 2 … 5 terms: (2⁻⁵⁷ / max |s qₙ₊₁|)^(1/(n+1)), rounded down. */
const LIMIT1: f64 = 4.2e-9;
const LIMIT2: f64 = 2.7e-6;
const LIMIT3: f64 = 7.9e-5;
const LIMIT4: f64 = 5.5e-4;
const LIMIT5: f64 = 2.1e-3;

/** How far a row can be moved at once. */
export const FARTHEST: f64 = LIMIT5;

// Read from memory, and before a loop, since a constant written in a loop is rebuilt at every turn.
const CONSTANTS: usize = memory.data<f64>([1, 1.0 / 3, 2.0 / 3, 2.0 / 15]);

@inline
function constant(k: usize): v128 {
  return v128.load64_splat(CONSTANTS + (k << 3));
}

/** h = tanh (artanh h + length · directions) of one row, by so many terms. */
@inline
function moveBy(terms: i32, h: usize, directions: usize, length: f64): void {
  const one = constant(0), c3 = constant(1), c4 = constant(2), c5 = constant(3);
  const scale = f64x2.splat(length);
  for (let v: usize = 0; v < ROW; v += 16) {
    const d = f64x2.mul(scale, v128.load(directions + v));
    const x = v128.load(h + v);
    const p = f64x2.mul(x, x), s = f64x2.sub(one, p);
    let change = f64x2.mul(s, d);
    if (terms > 1) {
      let sum = x; // −(q₂ + q₃ d + …)
      if (terms > 2) {
        let rest = f64x2.sub(p, c3); // q₃ + q₄ d + …
        if (terms > 3) {
          let last = f64x2.mul(x, f64x2.sub(c4, p));
          if (terms > 4) last = f64x2.add(last, f64x2.mul(d, f64x2.sub(c5, f64x2.mul(p, s))));
          rest = f64x2.add(rest, f64x2.mul(d, last));
        }
        sum = f64x2.sub(sum, f64x2.mul(d, rest));
      }
      change = f64x2.mul(change, f64x2.sub(one, f64x2.mul(d, sum)));
    }
    v128.store(h + v, f64x2.add(x, change));
  }
}

/**
 * Moves a row h = tanh a to tanh (a + d), d = length · directions, where |d| ≤ `largest`; beyond
 * `FARTHEST` in several steps.
 */
export function moveTanh(h: usize, directions: usize, length: f64, largest: f64): void {
  if (largest <= LIMIT1) moveBy(1, h, directions, length);
  else if (largest <= LIMIT2) moveBy(2, h, directions, length);
  else if (largest <= LIMIT3) moveBy(3, h, directions, length);
  else if (largest <= LIMIT4) moveBy(4, h, directions, length);
  else {
    const steps = ceil(largest / LIMIT5);
    for (let step: f64 = 0; step < steps; step++) moveBy(5, h, directions, length / steps);
  }
}

/** The largest of a row's numbers, without their signs. */
export function largestOfRow(row: usize): f64 {
  let largest = f64x2.splat(0);
  for (let v: usize = 0; v < ROW; v += 16) {
    largest = f64x2.pmax(largest, f64x2.abs(v128.load(row + v)));
  }
  return max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
}
