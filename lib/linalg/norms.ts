/**
 * Norms, and angles in degrees. Angles are in Kahan's form, which keeps every digit
 * of a small angle where the arc cosine of a number close to 1 loses half of them:
 *
 *   θ = 2 atan2(‖ û − v̂ ‖, ‖ û + v̂ ‖),   û = u / ‖u‖,  v̂ = v / ‖v‖
 *
 * W. Kahan, "How futile are mindless assessments of roundoff", 2006, §12.
 */
import { type Matrix, matrix, requireLength } from "./matrix.ts";

/**
 * The Euclidean norm ‖x‖ = √(Σ xᵢ²) of a vector, summed in order; given a matrix's
 * `data`, its Frobenius norm.
 */
export function norm(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return Math.sqrt(sum);
}

/**
 * The norm of a long vector, its squares added in four sums: equal to `norm` up to rounding, several
 * times as fast.
 */
export function longNorm(x: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const fours = x.length - x.length % 4;
  for (let i = 0; i < fours; i += 4) {
    a += x[i] * x[i];
    b += x[i + 1] * x[i + 1];
    c += x[i + 2] * x[i + 2];
    d += x[i + 3] * x[i + 3];
  }
  for (let i = fours; i < x.length; i++) a += x[i] * x[i];
  return Math.sqrt(a + b + (c + d));
}

/** The largest absolute value in x: 0 if there is none. */
export function largest(x: Float64Array): number {
  let size = 0;
  for (let i = 0; i < x.length; i++) size = Math.max(size, Math.abs(x[i]));
  return size;
}

/**
 * A = scale · scaled, where squares of the entries of `scaled` neither overflow nor
 * all vanish: on those, too, the iterations would never end. The scale is a power
 * of two, so nothing is rounded, and 1 for ordinary matrices.
 */
export function withinRange(A: Matrix): { scaled: Matrix; scale: number } {
  const size = largest(A.data);
  const ordinary = size === 0 || (size > 1e-100 && size < 1e100);
  // numbers that are not finite are refused later on
  if (ordinary || !Number.isFinite(size)) return { scaled: A, scale: 1 };
  const scale = 2 ** Math.floor(Math.log2(size));
  const scaled = matrix(A.rows, A.columns, A.data.map((a) => a / scale));
  return { scaled, scale };
}

/** x shortened in place to length `limit`, if it is longer. */
export function clipNorm(x: Float64Array, limit: number): Float64Array {
  const length = norm(x);
  if (length > limit) {
    const c = limit / length;
    for (let i = 0; i < x.length; i++) x[i] *= c;
  }
  return x;
}

/**
 * The angle between u and v; not a number if either is zero. The length of v may be
 * given, as summed elsewhere, or negative for the angle to −v.
 */
export function angle(
  u: Float64Array,
  v: Float64Array,
  lengthOfV = norm(v),
): number {
  requireLength("measure an angle", v, u.length);
  const lengthOfU = norm(u);
  let difference = 0, sum = 0;
  for (let i = 0; i < u.length; i++) {
    const a = u[i] / lengthOfU, b = v[i] / lengthOfV;
    difference += (a - b) * (a - b);
    sum += (a + b) * (a + b);
  }
  const radians = 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
  return radians * (180 / Math.PI);
}
