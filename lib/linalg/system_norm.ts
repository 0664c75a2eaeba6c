import type { LinearSystem } from "./dense_algebra.ts";
import { longNorm } from "./norms.ts";

/** ‖A + s I‖ (Frobenius), to all digits also where the shift leaves little of A. */
export function systemNorm(
  { A: { rows: n, data }, shift = 0 }: LinearSystem,
): number {
  if (shift === 0) return longNorm(data);
  let squares = 0;
  // from one number on the diagonal to the next lie n others
  for (let i = 0, ii = 0; i < n; i++, ii += n + 1) {
    const between = data.subarray(ii + 1, Math.min(ii + 1 + n, n * n));
    squares += (data[ii] + shift) ** 2 + longNorm(between) ** 2;
  }
  return Math.sqrt(squares);
}
