import type { LinearSystem } from "./dense_algebra.ts";
import { longNorm } from "./norms.ts";

/** ‖A + s I‖ (Frobenius), from ‖A + s I‖² = ‖A‖² + 2 s tr A + n s². */
export function systemNorm(
  { A: { rows: n, data }, shift: s = 0 }: LinearSystem,
): number {
  const plain = longNorm(data);
  if (s === 0) return plain;
  let trace = 0;
  for (let i = 0; i < n; i++) trace += data[i * n + i];
  return Math.sqrt(Math.max(0, plain * plain + s * (2 * trace + n * s)));
}
