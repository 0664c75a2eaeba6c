/**
 * Angles in degrees, in Kahan's form, which keeps every digit of a small angle
 * where the arc cosine of a number close to 1 loses half of them:
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
import { norm } from "./norms.ts";

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
