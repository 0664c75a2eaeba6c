import type { VerticalAxis } from "./panel.ts";

/** Where a vertical axis is marked; undefined leaves it to Plot. */
export function verticalTicks(
  { scale, step }: VerticalAxis,
  [low, high]: readonly [number, number],
): number[] | undefined {
  if (scale === "log") {
    const [bottom, top] = [Math.log10(low), Math.log10(high)].map(Math.round);
    const every = Math.ceil((top - bottom) / 7);
    return multiples(every, bottom, top).map((power) => Number(`1e${power}`));
  }
  return step === undefined ? undefined : multiples(step, low, high);
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
