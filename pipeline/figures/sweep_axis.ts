/** Axes of a sweep's figure: where values lie, and which of them are named. */
import type { SweptAxis, SweptValue } from "../../lib/statistics/sweep.ts";
import { numberText, superscript } from "./frame.ts";

/** The axis of a swept setting, in pixels. */
export interface SweepScale {
  /** where a value lies; undefined where it has no place */
  place(value: SweptValue): number | undefined;
  /** marks, and what stands below some of them */
  ticks: { x: number; text: string }[];
  /** pixels that a word has for what belongs to it; of words alone */
  band?: number;
  /** where the axis is broken, to the right of a zero that has no logarithm */
  broken?: number;
}

/** Pixels at either end of an axis, and of a letter of a tick's text. */
const [margin, letter] = [12, 5.4];

/** The scale of an axis whose frame goes from `left` to `right`. */
export function sweepScale(
  { values, scale }: SweptAxis,
  left: number,
  right: number,
): SweepScale {
  if (scale === "words") {
    const band = (right - left) / values.length;
    const place = (value: SweptValue) => {
      const k = values.indexOf(value);
      return k < 0 ? undefined : left + (k + .5) * band;
    };
    return { place, ticks: ticksAt(values, place), band };
  }
  const [from, to] = [left + margin, right - margin];
  const numbers = values as number[];
  const isLog = scale === "log";
  const hasZero = isLog && numbers.includes(0);
  const shown = numbers.filter((value) => !isLog || value > 0);
  const forward = isLog ? Math.log10 : Number;
  const [low, high] = [Math.min(...shown), Math.max(...shown)].map(forward);
  // a zero has a step's room to the left of what has logarithms
  const zeroRoom = hasZero ? (to - from) / numbers.length : 0;
  const place = (value: SweptValue) => {
    if (typeof value !== "number" || isLog && value < 0) return undefined;
    if (isLog && value === 0) return hasZero ? from : undefined;
    const share = high > low ? (forward(value) - low) / (high - low) : .5;
    const x = from + zeroRoom + share * (to - from - zeroRoom);
    return x < left || x > right ? undefined : x;
  };
  const broken = hasZero ? from + zeroRoom / 2 : undefined;
  return { place, ticks: ticksAt(values, place), broken };
}

/** Powers of ten below a hundredth or above a thousand as 10⁻³, all else as it is. */
export function valueText(value: SweptValue): string {
  if (typeof value !== "number") return String(value);
  const power = Math.log10(value);
  return Number.isInteger(power) && (power < -2 || power > 3)
    ? `10${superscript(power)}`
    : numberText(value);
}

/** Ticks at all places, in order, of which those are named that have room, short texts before others. */
function ticksAt(
  values: readonly SweptValue[],
  place: SweepScale["place"],
): SweepScale["ticks"] {
  const ticks = values.map((value) => (
    { x: place(value)!, text: valueText(value) }
  ));
  const taken: { x: number; half: number }[] = [];
  const named = new Set(
    ticks.toSorted((a, b) => a.text.length - b.text.length)
      .filter(({ x, text }) => {
        const half = letter * (text.length + 1) / 2;
        const isFree = taken.every((other) =>
          Math.abs(other.x - x) >= other.half + half
        );
        if (isFree) taken.push({ x, half });
        return isFree;
      }),
  );
  return ticks.map((tick) => named.has(tick) ? tick : { ...tick, text: "" });
}

/**
 * The vertical axis, of values above zero: from one of 1, 2 and 5 times a power of ten to another,
 * and marked at these, or over more than two decades at powers of ten, `most` at most.
 */
export function logTicks(
  low: number,
  high: number,
  most: number,
): { domain: [number, number]; ticks: number[] } {
  const [a, b] = [low, high].map(Math.log10);
  const first = Math.floor(a + 1e-9), last = Math.ceil(b - 1e-9);
  const powers = Array.from({ length: last - first + 1 }, (_, k) => first + k);
  if (b - a > 2) {
    const every = Math.ceil(powers.length / most);
    const ticks = powers.filter((power) => power % every === 0)
      .map((power) => Number(`1e${power}`));
    return { domain: [10 ** first, 10 ** Math.max(last, first + 1)], ticks };
  }
  const steps = powers.flatMap((power) =>
    [1, 2, 5].map((step) => Number(`${step}e${power}`))
  );
  const from = steps.findLastIndex((step) => step <= low * (1 + 1e-9));
  const to = steps.findIndex((step) => step >= high * (1 - 1e-9));
  const ticks = steps.slice(
    Math.max(0, from),
    (to < 0 ? steps.length : to) + 1,
  );
  if (ticks.length === 1) ticks.push(2 * ticks[0]);
  return { domain: [ticks[0], ticks.at(-1)!], ticks };
}
