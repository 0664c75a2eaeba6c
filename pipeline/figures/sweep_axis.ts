/** Axes of a sweep's figure: where values lie, and which of them are named. */
import type { SweptAxis, SweptValue } from "../../lib/statistics/sweep.ts";
import { numberText, superscript, verticalText } from "./frame.ts";

/** The axis of a swept setting, in pixels. */
export interface SweepScale {
  /** where a value lies; undefined where it has no place */
  place(value: SweptValue): number | undefined;
  /** marks, and what stands below some of them */
  ticks: { x: number; text: string }[];
  /** whether that slants, since words have no room side by side */
  slants?: boolean;
  /** pixels that a word has for what belongs to it; of words alone */
  band?: number;
  /** where the axis is broken, to the right of a zero that has no logarithm */
  broken?: number;
}

/** Pixels at either end of an axis, and of a letter of a tick's text. */
const [margin, letter] = [12, 5.4];

/** Pixels of a tick's text, with room beside it. */
const widthOf = (text: string) => letter * (text.length + 1);

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
    const slants = values.some((value) => widthOf(String(value)) > band);
    return { place, ticks: ticksAt(values, place, slants), band, slants };
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

/** The degrees by which words slant that have no room side by side. */
export const slant = -60;

/** How far below a level text the words of an axis reach that is so many pixels wide. */
export function slantRoom(axis: SweptAxis, width: number): number {
  const { ticks, slants } = sweepScale(axis, 0, width);
  if (!slants) return 0;
  const longest = Math.max(...ticks.map(({ text }) => text.length));
  return Math.ceil(letter * longest * Math.sin(-slant * Math.PI / 180));
}

/**
 * Values as texts: numbers as they are, but powers of ten as 10⁻³ if any of them is below a
 * hundredth or above a thousand.
 */
export function valueTexts(values: readonly SweptValue[]): string[] {
  const powers = values.map((value) =>
    typeof value === "number" ? Math.log10(value) : NaN
  );
  const areRaised = powers.some((power) =>
    Number.isInteger(power) && (power < -2 || power > 3)
  );
  return values.map((value, k) =>
    typeof value !== "number"
      ? String(value)
      : areRaised && Number.isInteger(powers[k])
      ? powerText(value)
      : numberText(value)
  );
}

/** A power of ten as on a vertical axis. */
const powerText = (value: number) =>
  verticalText({ label: "", scale: "log" }, value);

/** A mark of a vertical axis as text: as 10⁻³ where all are powers of ten over more than two decades, as 5×10⁻⁴ where numbers are long. */
export function tickText(tick: number, ticks: readonly number[]): string {
  const [least, most] = [ticks[0], ticks.at(-1)!];
  const areShort = least >= 1e-3 && most < 1e4;
  const arePowers = ticks.every((each) => Number.isInteger(Math.log10(each)));
  if (areShort && !(arePowers && most / least > 100)) return numberText(tick);
  const power = Math.floor(Math.log10(tick) + 1e-9);
  const digit = Math.round(tick / 10 ** power);
  return digit === 1 ? powerText(tick) : `${digit}×10${superscript(power)}`;
}

/** Ticks at all places, in order, of which those are named that have room, short texts before others, or all where they slant. */
function ticksAt(
  values: readonly SweptValue[],
  place: SweepScale["place"],
  slants = false,
): SweepScale["ticks"] {
  const texts = valueTexts(values);
  const ticks = values.map((value, k) => ({
    x: place(value)!,
    text: texts[k],
  }));
  if (slants) return ticks;
  const taken: { x: number; half: number }[] = [];
  const named = new Set(
    ticks.toSorted((a, b) => a.text.length - b.text.length)
      .filter(({ x, text }) => {
        const half = widthOf(text) / 2;
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
