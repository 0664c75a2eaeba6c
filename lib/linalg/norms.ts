/**
 * Norms, and angles in degrees. Angles are in Kahan's form, which keeps every digit
 * of a small angle where the arc cosine of a number close to 1 loses half of them:
 *
 *   θ = 2 atan2(‖ û − v̂ ‖, ‖ û + v̂ ‖),   û = u / ‖u‖,  v̂ = v / ‖v‖
 *
 * W. Kahan, "How futile are mindless assessments of roundoff", 2006, §12.
 */
import {
  type Matrix,
  requireLength,
  requireShape,
  transpose,
} from "./matrix.ts";

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

/** x shortened in place to length `limit`, if it is longer. */
export function clipNorm(x: Float64Array, limit: number): Float64Array {
  const length = norm(x);
  if (length > limit) {
    const c = limit / length;
    for (let i = 0; i < x.length; i++) x[i] *= c;
  }
  return x;
}

/** The angle between two vectors; not a number if either is zero. */
export function angle(u: Float64Array, v: Float64Array): number {
  requireLength("measure an angle", v, u.length);
  return angleOf(u, v, [norm(u), norm(v)]);
}

/**
 * The angle between B (n × m) and c Wᵀ, where W is m × n and c = ±1:
 *
 *   cos θ = tr(B · c W) / (‖B‖ ‖W‖)
 *
 * With c = −1 it says how far feedback has come from −Wᵀ. Not a number if
 * either matrix is zero.
 */
export function angleToTranspose(
  B: Matrix,
  W: Matrix,
  c: 1 | -1 = 1,
): number {
  requireShape("measure an angle", W, { rows: B.columns, columns: B.rows });
  return angleOf(B.data, transpose(W).data, [norm(B.data), c * norm(W.data)]);
}

/** The angle between u / p and v / q. */
function angleOf(
  u: Float64Array,
  v: Float64Array,
  [p, q]: [number, number],
): number {
  let difference = 0, sum = 0;
  for (let i = 0; i < u.length; i++) {
    const a = u[i] / p, b = v[i] / q;
    difference += (a - b) * (a - b);
    sum += (a + b) * (a + b);
  }
  const radians = 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
  return radians * (180 / Math.PI);
}
