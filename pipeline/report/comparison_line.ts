import type { Bounds, Unit } from "../../lib/claims/claim.ts";
import {
  type Compared,
  estimateOf,
  valuesOf,
} from "../../lib/claims/compare.ts";
import { degrees, percent, significant } from "./numbers.ts";

const texts: Record<Unit, (value: number) => string> = {
  ratio: significant,
  degrees,
  share: percent,
  count: significant,
  number: significant,
};

/** A comparison as a line: what it is, its value with its interval, and where it is wanted. */
export function comparisonLine(compared: Compared): string {
  const { what, unit, bounds, ofEverySeed } = compared;
  const text = texts[unit];
  const { mean, low, high, count } = estimateOf(compared);
  const value = ofEverySeed
    ? valuesOf(compared).map(text).join(", ") || "—"
    : count === 0
    ? "—"
    : Number.isFinite(low)
    ? `${text(mean)} (${text(low)} to\u00a0${text(high)})`
    : text(mean);
  return `${what}: ${value}; wanted ${boundsText(bounds, text)}`;
}

function boundsText(
  { low, high }: Bounds,
  text: (value: number) => string,
): string {
  if (low === undefined) return `below\u00a0${text(high!)}`;
  if (high === undefined) return `above\u00a0${text(low)}`;
  return `${text(low)} to\u00a0${text(high)}`;
}
