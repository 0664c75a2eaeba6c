// @ts-types="@types/d3-array"
import { ticks as roundTicks } from "d3-array";
import type { VerticalAxis } from "./figure.ts";

/**
 * Where a vertical axis is marked, `most` times at most; at about two fewer round numbers where its
 * panel names no step.
 */
export function verticalTicks(
  { scale, step }: VerticalAxis,
  [low, high]: readonly [number, number],
  most = 8,
): number[] {
  if (scale === "log") {
    const bottom = Math.ceil(Math.log10(low) - 1e-9);
    const top = Math.floor(Math.log10(high) + 1e-9);
    const every = Math.max(1, Math.ceil((top - bottom) / (most - 1)));
    return multiples(every, bottom, top).map((power) => Number(`1e${power}`));
  }
  if (step === undefined) return roundTicks(low, high, Math.max(3, most - 2));
  let ticks = multiples(step, low, high);
  for (let wide = step; ticks.length > most;) {
    ticks = multiples(wide *= 2, low, high);
  }
  return ticks;
}

/**
 * Where a horizontal axis is marked: as published, every 200 of the first 500 examples, or start,
 * middle and end of all; else from end to end at round distances for which `width` pixels have room;
 * undefined, for Plot to choose, where those would not be round.
 */
export function horizontalTicks(
  [low, high]: readonly [number, number],
  width = 374,
): number[] | undefined {
  if (low < 0) return high >= 400 ? multiples(200, low, high) : undefined;
  if (low === 0 && /^[124]00+$/.test(String(high))) return [0, high / 2, high];
  const most = Math.floor(width / tickWidth);
  for (let count = most; count > 1; count--) {
    const step = (high - low) / count;
    if (roundStep.test(String(step)) && low % step === 0) {
      return multiples(step, low, high);
    }
  }
  return undefined;
}

/** Pixels for a number below a horizontal axis. */
const tickWidth = 60;

/** One of 1, 1.5, 2, 2.5, 3 and 5, times a power of ten above ten. */
const roundStep = /^(1|15|2|25|3|5)00+$/;

/** In what a horizontal axis that ends at `high` counts: its label, and what stands for 1. */
export function examplesUnit(
  high: number,
  large = false,
): { label: string; size: number } {
  const [name, size] = !large || high < 2e3
    ? ["number", 1]
    : high < 2e6
    ? ["thousands", 1e3]
    : ["millions", 1e6];
  return { label: `${name} of examples →`, size };
}

/** What stands beside a mark of a vertical axis. */
export function verticalText(
  { scale, negative }: VerticalAxis,
  value: number,
): string {
  return scale === "log"
    ? (negative ? "−" : "") + powerText(value)
    : numberText(value);
}

function multiples(step: number, low: number, high: number): number[] {
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, k) => (first + k) * step + 0);
}

/** A power of ten as 10⁻³; 1 and 10 in plain digits. */
export function powerText(value: number): string {
  const power = Math.round(Math.log10(value));
  if (power === 0 || power === 1) return String(value);
  return `10${superscript(power)}`;
}

/** A whole number in raised digits. */
export function superscript(power: number): string {
  return String(power).replace(
    /[-\d]/g,
    (sign) => sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)],
  );
}

/** A number as on an axis: thousands apart, a real minus sign, no rounding's leftovers. */
export function numberText(value: number): string {
  const [whole, fraction] = String(Number(Math.abs(value).toPrecision(12)))
    .split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (value < 0 ? "−" : "") + grouped + (fraction ? `.${fraction}` : "");
}
