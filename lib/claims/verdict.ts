import { type Estimate, estimate } from "../statistics/estimate.ts";
import type { Bounds, Comparison, Reading, Unit } from "./comparison.ts";

/** What is to be made of a claim, and why. */
export interface Verdict {
  verdict: "holds" | "fails" | "cannot tell";
  reason: string;
}

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

/** The mean over seeds and its 95 % interval: of ratios geometric, of all else arithmetic. */
export function estimateOf({ unit, readings }: Comparison): Estimate {
  const values = valuesOf(readings.map((reading) => sound(reading, unit)));
  return estimate(values, unit === "ratio" ? "geometric" : "arithmetic");
}

/**
 * The verdict of one comparison.
 *
 * Of every seed: it fails if one is out of bounds, and holds if all are within.
 * Averaged: the 95 % interval over seeds decides if it is on one side of the
 * bounds; of one seed its value decides, unless it is within the margin.
 * Where a seed lacks its value nothing else can be told.
 */
export function verdictOf(comparison: Comparison): Verdict {
  const { ofEverySeed, unit, wanted } = comparison;
  const readings = comparison.readings.map((reading) => sound(reading, unit));
  const outside = readings.find((reading) =>
    ofEverySeed && "value" in reading && !isWithin(reading.value, wanted)
  );
  if (outside) {
    return {
      verdict: "fails",
      reason: `out of bounds in seed ${outside.seed}`,
    };
  }
  const lacking = lackingReason(readings);
  if (lacking !== null) return { verdict: "cannot tell", reason: lacking };
  if (ofEverySeed) {
    const reason = readings.length === 1 ? oneSeed : "so in every seed";
    return { verdict: "holds", reason };
  }
  return readings.length === 1
    ? ofOneSeed(valuesOf(readings)[0], { unit, wanted })
    : ofInterval(estimateOf(comparison), wanted);
}

/** The verdict of several comparisons: all must hold, and one that fails is enough to fail. */
export function verdictOfAll(comparisons: readonly Comparison[]): Verdict {
  const verdicts = comparisons.map(verdictOf);
  const verdict =
    (["fails", "cannot tell"] as const).find((word) =>
      verdicts.some(({ verdict }) => verdict === word)
    ) ?? "holds";
  const reasons = comparisons.flatMap(({ what }, k) => {
    if (verdicts[k].verdict !== verdict) return [];
    const { reason } = verdicts[k];
    return comparisons.length === 1 || verdict === "holds"
      ? [reason]
      : [`${what}: ${reason}`];
  });
  return { verdict, reason: [...new Set(reasons)].join("; ") };
}

const oneSeed = "one seed, no interval";

function ofOneSeed(
  value: number,
  { unit, wanted }: Pick<Comparison, "unit" | "wanted">,
): Verdict {
  const margin = oneSeedMargins[unit];
  const near = ({ low = -Infinity, high = Infinity }: Bounds) =>
    [low, high].some((bound) =>
      unit === "ratio"
        ? Math.abs(Math.log(value / bound)) < Math.log(margin)
        : Math.abs(value - bound) < margin
    );
  if (near(wanted)) {
    const reason = `${oneSeed}, and too near to the bound to tell`;
    return { verdict: "cannot tell", reason };
  }
  const verdict = isWithin(value, wanted) ? "holds" : "fails";
  return { verdict, reason: oneSeed };
}

function ofInterval({ low, high }: Estimate, wanted: Bounds): Verdict {
  const { low: least = -Infinity, high: most = Infinity } = wanted;
  if (least < low && high < most) {
    return { verdict: "holds", reason: "the whole interval is within bounds" };
  }
  if (high < least || most < low) {
    return {
      verdict: "fails",
      reason: "the whole interval is out of bounds",
    };
  }
  return { verdict: "cannot tell", reason: "the interval crosses the bound" };
}

function isWithin(
  value: number,
  { low = -Infinity, high = Infinity }: Bounds,
): boolean {
  return low < value && value < high;
}

const unsound: Partial<Record<Unit, string>> = {
  ratio: "the ratio is not finite and above zero",
};

/** A reading whose value can be averaged; one that cannot be says so. */
function sound(reading: Reading, unit: Unit): Reading {
  if ("lacking" in reading) return reading;
  const { seed, value } = reading;
  if (Number.isFinite(value) && (unit !== "ratio" || value > 0)) return reading;
  return { seed, lacking: unsound[unit] ?? "the value is not finite" };
}

function valuesOf(readings: readonly Reading[]): number[] {
  return readings.flatMap((reading) =>
    "value" in reading ? [reading.value] : []
  );
}

/** Why values are lacking; null if none is. Each reason once, with its first seed if only some lack. */
function lackingReason(readings: readonly Reading[]): string | null {
  if (readings.length === 0) return "nothing was run";
  const seeds = new Map<string, number[]>();
  for (const reading of readings) {
    if (!("lacking" in reading)) continue;
    const { lacking, seed } = reading;
    seeds.set(lacking, [...seeds.get(lacking) ?? [], seed]);
  }
  if (seeds.size === 0) return null;
  return [...seeds].map(([reason, of]) =>
    of.length === readings.length ? reason : `seed ${of.join(", ")}: ${reason}`
  ).join("; ");
}
