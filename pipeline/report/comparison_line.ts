import type { Bounds, Comparison, Unit } from "../../lib/claims/comparison.ts";
import { estimateOf } from "../../lib/claims/verdict.ts";
import { degrees, percent, significant } from "./numbers.ts";

const texts: Record<Unit, (value: number) => string> = {
  ratio: significant,
  degrees,
  share: percent,
  count: significant,
  number: significant,
};

/** A comparison as a line: what it is, its value with its interval, and where it is wanted. */
export function comparisonLine(comparison: Comparison): string {
  const { what, unit, wanted, readings, ofEverySeed } = comparison;
  const text = texts[unit];
  const { mean, low, high, count } = estimateOf(comparison);
  const value = ofEverySeed
    ? readings.flatMap((reading) =>
      "value" in reading ? [text(reading.value)] : []
    ).join(", ") || "—"
    : count === 0
    ? "—"
    : Number.isFinite(low)
    ? `${text(mean)} (${text(low)} to\u00a0${text(high)})`
    : text(mean);
  return `${what}: ${value}; wanted ${boundsText(wanted, text)}`;
}

function boundsText(
  { low, high }: Bounds,
  text: (value: number) => string,
): string {
  if (low === undefined) return `below\u00a0${text(high!)}`;
  if (high === undefined) return `above\u00a0${text(low)}`;
  return `${text(low)} to\u00a0${text(high)}`;
}
