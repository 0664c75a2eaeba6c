/** A share of some names, chosen at random by a seed that can be given again. */
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";

/** `share` of some names, rounded up, in their own order: the same for the same names and seed. */
export function sampleOf(
  names: readonly string[],
  { share, seed }: { share: number; seed: number },
): string[] {
  // 10 % of 30 are 3, whatever binary fractions make of it
  const count = Math.ceil(names.length * share - 1e-9);
  const sorted = [...names].sort();
  const order = [...new NumpyRandom(seed).permutation(names.length)];
  const chosen = new Set(order.slice(0, count).map((i) => sorted[i]));
  return names.filter((name) => chosen.has(name));
}

/** A seed that nobody can foresee. */
export function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
