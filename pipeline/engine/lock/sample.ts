/** A share of some names, chosen at random by a seed that can be given again. */
import { digestOf } from "../files/digest.ts";

/** `share` of some names, rounded up, in their own order: the same for the same names and seed. */
export function sampleOf(
  names: readonly string[],
  { share, seed }: { share: number; seed: number },
): string[] {
  // 10 % of 30 are 3, whatever binary fractions make of it
  const count = Math.ceil(names.length * share - 1e-9);
  const drawn = names.map((name) => ({
    name,
    lot: digestOf(`${seed} ${name}`),
  }))
    .sort((a, b) => a.lot < b.lot ? -1 : 1)
    .slice(0, count);
  const chosen = new Set(drawn.map(({ name }) => name));
  return names.filter((name) => chosen.has(name));
}

/** A seed that cannot be foreseen. */
export function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
