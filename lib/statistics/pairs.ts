import { clopperPearson, signTest } from "./binomial.ts";
import type { ModelEnds, Pair } from "./ends.ts";
import { estimate } from "./estimate.ts";
import { holm } from "./holm.ts";
import { interval } from "./interval.ts";

type Ended = Pick<ModelEnds, "name" | "values" | "statuses">;

/**
 * Compares every model with each after it by the seeds that both were run from, in the same order
 * in both.
 *
 * Equal ends count half in the probability; its interval, Clopper and Pearson's, holds what it
 * would be if all of them were below, and if all were above.
 */
export function pairsOf(models: readonly Ended[]): Pair[] {
  const pairs = models.flatMap((a, k) =>
    models.slice(k + 1).map((b) => pairOf(a, b))
  );
  const corrected = holm(pairs.map(({ sign }) => sign));
  return pairs.map((pair, k) => ({ ...pair, holm: corrected[k] }));
}

function pairOf(a: Ended, b: Ended): Omit<Pair, "holm"> {
  const both = a.values
    .map((value, k) => [value ?? Infinity, b.values[k] ?? Infinity])
    .filter((_, k) => ![a.statuses[k], b.statuses[k]].includes("missing"));
  const seeds = both.length;
  const below = both.filter(([a, b]) => a < b).length;
  const above = both.filter(([a, b]) => a > b).length;
  const equal = seeds - below - above;
  const ratios = both.filter((ends) => ends.every(Number.isFinite))
    .map(([a, b]) => a / b);
  const { mean, low, high } = estimate(ratios, "geometric");
  return {
    ...{ a: a.name, b: b.name, seeds, below, above, equal },
    probability: interval(
      (below + equal / 2) / seeds,
      clopperPearson(below, above, equal),
    ),
    ratio: interval(mean, { low, high }),
    sign: signTest(below, above),
  };
}
