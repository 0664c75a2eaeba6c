import type { Unit } from "./claim.ts";
import { type Compared, estimateOf, type Reading } from "./compare.ts";

/** What is to be made of a claim, and why. */
export interface Verdict {
  verdict: "holds" | "fails" | "cannot tell";
  reason: string;
}

const holds = (reason: string): Verdict => ({ verdict: "holds", reason });
const fails = (reason: string): Verdict => ({ verdict: "fails", reason });
const cannotTell = (reason: string): Verdict => (
  { verdict: "cannot tell", reason }
);

/**
 * How near to a bound one seed's value says nothing: a factor for ratios, a
 * difference otherwise. The share of images, .002, is the standard error of
 * an error of 4 % on 10000 of them.
 */
export const oneSeedMargins: Record<Unit, number> = {
  ratio: 1.1,
  degrees: 1,
  share: .002,
  count: 0,
  number: .1,
};

/**
 * The verdict of one comparison.
 *
 * Of every seed: it fails if one is out of bounds, and holds if all are within.
 * Averaged: the 95 % interval over seeds decides if it is on one side of the
 * bounds; of one seed its value decides, unless it is within the margin.
 * Where a seed lacks its value nothing else can be told.
 */
export function verdictOf(compared: Compared): Verdict {
  const { ofEverySeed, unit, readings } = compared;
  const { low: least = -Infinity, high: most = Infinity } = compared.bounds;
  const outside = readings.find(({ value }) =>
    typeof value === "number" && !(least < value && value < most)
  );
  if (ofEverySeed && outside) {
    return fails(`out of bounds in seed ${outside.seed}`);
  }
  const lacking = lackingReason(readings);
  if (lacking !== null) return cannotTell(lacking);
  const oneSeed = readings.length === 1 && "one seed, no interval";
  if (ofEverySeed) return holds(oneSeed || "so in every seed");
  const { mean, low, high } = estimateOf(compared);
  if (oneSeed) {
    if (isNear(mean, least, unit) || isNear(mean, most, unit)) {
      return cannotTell(`${oneSeed}, and too near to the bound to tell`);
    }
    return outside ? fails(oneSeed) : holds(oneSeed);
  }
  if (least < low && high < most) {
    return holds("the whole interval is within bounds");
  }
  return high < least || most < low
    ? fails("the whole interval is out of bounds")
    : cannotTell("the interval crosses the bound");
}

function isNear(value: number, bound: number, unit: Unit): boolean {
  const margin = oneSeedMargins[unit];
  return unit === "ratio"
    ? Math.abs(Math.log(value / bound)) < Math.log(margin)
    : Math.abs(value - bound) < margin;
}

/** The verdict of several comparisons: all must hold, and one that fails is enough to fail. */
export function verdictOfAll(comparisons: readonly Compared[]): Verdict {
  const verdicts = comparisons.map(verdictOf);
  const verdict =
    (["fails", "cannot tell"] as const).find((word) =>
      verdicts.some(({ verdict }) => verdict === word)
    ) ?? "holds";
  const isPlain = comparisons.length === 1 || verdict === "holds";
  const reasons = comparisons.flatMap(({ what }, k) => {
    const { verdict: mine, reason } = verdicts[k];
    if (mine !== verdict) return [];
    return isPlain ? reason : `${what}: ${reason}`;
  });
  return { verdict, reason: [...new Set(reasons)].join("; ") };
}

/** Why values are lacking; null if none is. Each reason once, with its seeds if only some lack. */
function lackingReason(readings: readonly Reading[]): string | null {
  if (readings.length === 0) return "nothing was run";
  const lacking = readings.filter(({ value }) => typeof value === "string");
  if (lacking.length === 0) return null;
  return [...Map.groupBy(lacking, ({ value }) => value)].map(([reason, of]) =>
    of.length === readings.length
      ? reason
      : `seed ${of.map(({ seed }) => seed).join(", ")}: ${reason}`
  ).join("; ");
}
