import type { VerticalAxis } from "./panel.ts";

/** Where a vertical axis is marked, `most` times at most; undefined leaves it to Plot. */
export function verticalTicks(
  { scale, step }: VerticalAxis,
  [low, high]: readonly [number, number],
  most = 8,
): number[] | undefined {
  if (scale === "log") {
    const bottom = Math.ceil(Math.log10(low) - 1e-9);
    const top = Math.floor(Math.log10(high) + 1e-9);
    const every = Math.max(1, Math.ceil((top - bottom) / (most - 1)));
    return multiples(every, bottom, top).map((power) => Number(`1e${power}`));
  }
  if (step === undefined) return undefined;
  let ticks = multiples(step, low, high);
  for (let wide = step; ticks.length > most;) {
    ticks = multiples(wide *= 2, low, high);
  }
  return ticks;
}

/**
 * Where a horizontal axis is marked: as published, every 200 of the first 500 examples, or start,
 * middle and end of all; undefined, for Plot to choose, where those would not be round.
 */
export function horizontalTicks(
  [low, high]: readonly [number, number],
): number[] | undefined {
  if (low < 0) return high >= 400 ? multiples(200, low, high) : undefined;
  return /^[124]00+$/.test(String(high)) ? [0, high / 2, high] : undefined;
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
