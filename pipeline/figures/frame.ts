/** A panel's frame: where it is, from where to where its axes go, and where they are marked. */
// @ts-types="@types/d3-array"
import { extent, range, ticks } from "d3-array";
import type { VisibleCurve } from "./curves.ts";
import type { HorizontalAxis, Panel, VerticalAxis } from "./figure.ts";

/** The sizes of a panel, in pixels: where its frame is, and how large what it holds. */
export interface Layout {
  width: number;
  height: number;
  frame: { left: number; right: number; top: number; bottom: number };
  fontSize: number;
  /** times the width of a line */
  stroke: number;
  /** names of lines: their distance and size, and whether a sample of the line stands before each */
  names: { gap: number; fontSize: number; samples: boolean };
  /** most marks of the vertical axis */
  ticks: number;
  /** from the frame to what the horizontal axis counts; without it, that has no numbers */
  unit?: number;
  /** most points of all lines and bands: what keeps a file under 300 kB */
  points: number;
}

/** Pixels of a mark on an axis, and from it to its number. */
export const tick = { tickSize: 4, tickPadding: 2 };

/** Between the frame and the lines of text below it, for the horizontal axis. */
export const axisHeight = 52;

/** A layout whose frame is no farther to the left than has room for these numbers of the vertical axis. */
export function withRoomFor(
  numbers: readonly string[],
  layout: Layout,
): Layout {
  const widths = numbers.map((number) => {
    const { length } = number.replace(/[.,]/g, "");
    return .32 * (number.length - length) + .64 * length;
  });
  const widest = Math.max(...widths) * layout.fontSize;
  // from the edge on
  const room = Math.ceil(2 + widest + tick.tickPadding + tick.tickSize);
  const left = Math.max(layout.frame.left, room);
  return { ...layout, frame: { ...layout.frame, left } };
}

/** Pixels of a sample of a line beside its name. */
export const sampleLength = 18;

/** Pixels from the frame to what names its lines, and from there to their names where samples of the lines come first. */
export const namesGap = 12;
export const sampleRoom = sampleLength + 4;

/** About how wide a text is, in sizes of its font. */
export function textWidth(text: string): number {
  const narrow = text.match(/[ -@[-ln-vx-~]/g)?.length ?? 0;
  return .54 * narrow + .68 * (text.length - narrow);
}

/** A layout whose frame is as high as these names of lines are together, and as far from the right edge as they are wide. */
export function withRoomForNames(
  texts: readonly string[],
  { names, ...layout }: Layout,
): Layout {
  const { top, right, bottom } = layout.frame;
  const widest = names.fontSize * Math.max(0, ...texts.map(textWidth));
  const before = namesGap + (names.samples ? sampleRoom : 0);
  const width = right + before + Math.ceil(widest);
  const more = Math.max(0, names.gap * texts.length - (bottom - top));
  return {
    ...layout,
    names,
    width: Math.max(layout.width, width),
    height: layout.height + more,
    frame: { ...layout.frame, bottom: bottom + more },
  };
}

/** How far bands may stretch an axis, and room beyond what it must hold, as parts of that. */
const [bandShare, marginShare] = [.15, .03];

/**
 * From where to where a vertical axis goes: its published limits, all means, and bands as far as
 * they do not press the means together. Models that diverged are left out unless all did; what
 * leaves the frame is cut. The log axis of an error ends on whole decades, or close to its curves.
 */
export function verticalDomain(
  axis: VerticalAxis,
  curves: readonly VisibleCurve[],
): [number, number] {
  const { scale, negative, close, published } = axis;
  const { within = [-Infinity, Infinity] } = axis;
  const sound = curves.filter(({ endings }) =>
    endings.every(({ status }) => status !== "diverged")
  );
  const drawn = sound.length > 0 ? sound : curves;
  const forward = scale === "log" ? Math.log10 : Number;
  const reach = (lists: ArrayLike<number>[]) => {
    const values = lists.flatMap((list) => Array.from(list, forward));
    const [low = 0, high = 1] = extent(values.filter(Number.isFinite));
    return [low, high];
  };
  const means = reach([...drawn.map(({ mean }) => mean), axis.atLeast ?? []]);
  const bands = reach(
    drawn.flatMap(({ low, high, seeds }) => [
      ...[low, high],
      ...seeds.map(({ value }) => value),
    ]),
  );
  const spare = bandShare * (means[1] - means[0]);
  const low = Math.min(means[0], Math.max(bands[0], means[0] - spare));
  const high = Math.max(means[1], Math.min(bands[1], means[1] + spare));
  if (scale !== "log") {
    const bottom = Math.max(low, within[0]);
    const top = Math.min(high, within[1]);
    const margin = marginShare * (top - bottom || Math.abs(top) || 1);
    return [
      published && bottom >= published[0] ? published[0] : bottom - margin,
      published && top <= published[1] ? published[1] : top + margin,
    ];
  }
  if (negative || close) {
    const margin = 2 * marginShare * (high - low || 1);
    return [10 ** (low - margin), Math.min(10 ** (high + margin), within[1])];
  }
  const bottom = Math.min(Math.floor(means[0] + 1e-9), Math.round(low));
  const top = Math.max(Math.ceil(means[1] - 1e-9), Math.round(high));
  return [10 ** (bottom === top ? bottom - 1 : bottom), 10 ** top];
}

/** A line that ends fewer pixels than this before the frame goes to its end. */
export const nearby = 2;

/**
 * From where to where the horizontal axis goes: as published from a little before zero where only
 * the first examples are shown, else from zero, or from where the panel begins, to the last
 * example, or to `until` if that is later, or the round number just after it where that is nearer
 * than `nearby` pixels of `width`. A log axis goes from the first to the last of its curves.
 */
export function horizontalDomain(
  { first, from = 0, horizontal }: Panel,
  curves: readonly VisibleCurve[],
  width: number,
  until = horizontal ? 0 : 1,
): [number, number] {
  const ends = curves.map(({ x }) => x.at(-1) ?? 0);
  const last = Math.max(until, ...ends) || 1;
  if (horizontal?.scale === "log") {
    const starts = curves.flatMap(({ x }) => x.length > 0 ? [x[0]] : []);
    const low = Math.min(last, ...starts);
    return [low === last ? last / 10 : low, last];
  }
  if (first !== undefined) return [-last / 50, last];
  const most = last + nearby * (last - from) / width;
  const round = [1e6, 1e5, 1e4, 1e3, 100, 10]
    .map((unit) => unit * Math.ceil(last / unit))
    .find((end) => end < most);
  return [from, round ?? last];
}

/**
 * Where a vertical axis is marked, `most` times at most; at about two fewer round numbers where its
 * panel names no step.
 */
export function verticalTicks(
  axis: VerticalAxis,
  [low, high]: readonly [number, number],
  most = 8,
): number[] {
  const { scale, step, close } = axis;
  if (scale === "log" && close) {
    const marks = range(Math.floor(Math.log10(low)), Math.log10(high) + 1)
      .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
      .filter((mark) => mark >= low && mark <= high);
    return marks.length > 2 ? marks : ticks(low, high, most - 2);
  }
  if (scale === "log") {
    const bottom = Math.ceil(Math.log10(low) - 1e-9);
    const top = Math.floor(Math.log10(high) + 1e-9);
    const every = Math.max(1, Math.ceil((top - bottom) / (most - 1)));
    return multiples(every, bottom, top).map((power) => Number(`1e${power}`));
  }
  if (step === undefined) return ticks(low, high, Math.max(3, most - 2));
  const marks = multiples(step, low, high);
  return marks.length > most
    ? verticalTicks({ ...axis, step: 2 * step }, [low, high], most)
    : marks;
}

/** What stands beside a mark of a vertical axis: a number, or a power of ten as 10⁻³. */
export function verticalText(
  { scale, negative, close }: VerticalAxis,
  value: number,
): string {
  if (scale !== "log" || close) return numberText(value);
  const power = Math.round(Math.log10(value));
  const plain = power === 0 || power === 1;
  return (negative ? "−" : "") + (plain ? value : `10${superscript(power)}`);
}

/** One of 1, 1.5, 2, 2.5, 3 and 5, times a power of ten above ten. */
const roundStep = /^(1|15|2|25|3|5)00+$/;

/**
 * Where a horizontal axis is marked: as published, every 200 of the first 500 examples, or start,
 * middle and end of all; else from end to end at round distances for which `width` pixels have room,
 * 60 for a number; undefined, for Plot to choose, where those would not be round. A log axis is
 * marked at powers of ten.
 */
export function horizontalTicks(
  [low, high]: readonly [number, number],
  width = 374,
  { scale = "linear" }: Partial<HorizontalAxis> = {},
): number[] | undefined {
  if (scale === "log") {
    return verticalTicks({ label: "", scale }, [low, high], width / 40);
  }
  if (low < 0) return high >= 400 ? multiples(200, low, high) : undefined;
  if (low === 0 && /^[124]00+$/.test(`${high}`)) return [0, high / 2, high];
  const step = range(Math.floor(width / 60), 1, -1)
    .map((count) => (high - low) / count)
    .find((step) => roundStep.test(`${step}`) && low % step === 0);
  return step ? multiples(step, low, high) : undefined;
}

function multiples(step: number, low: number, high: number): number[] {
  const last = step * Math.floor(high / step);
  return range(step * Math.ceil(low / step), last + step / 2, step);
}

/** The unit of a panel's horizontal axis that ends at `high`: its label, and how many examples it is. */
export function horizontalUnit(
  { horizontal, large }: Pick<Panel, "horizontal" | "large">,
  high: number,
): { label: string; size: number } {
  return horizontal
    ? { label: `${horizontal.label} →`, size: 1 }
    : examplesUnit(high, large);
}

/** The same of one that counts examples. */
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

/** What stands below a mark of a horizontal axis, in so many examples: a number, or of a log axis a power of ten. */
export function horizontalText(
  { horizontal }: Pick<Panel, "horizontal">,
  value: number,
  size: number,
): string {
  return horizontal
    ? verticalText(horizontal, value)
    : numberText(value / size);
}

const plain = new Intl.NumberFormat("en", {
  maximumSignificantDigits: 12,
  signDisplay: "negative",
});

/** A number as on an axis: thousands apart, a real minus sign, no rounding's leftovers. */
export function numberText(value: number): string {
  return plain.format(value).replace("-", "−");
}

/** Some significant digits, as 0.0123 or 1.23 × 10⁻⁵, never broken over a line. */
export function significant(value: number, digits = 3): string {
  // as it is rounded: 0.0009996 is 0.001
  const rounded = Number(value.toPrecision(digits));
  const magnitude = Math.abs(rounded);
  if (magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e5)) {
    return numberText(rounded);
  }
  const [factor, power] = value.toExponential(digits - 1).split("e");
  return `${factor.replace("-", "−")}\u00a0×\u00a010${
    superscript(Number(power))
  }`;
}

/** A whole number in raised digits. */
export function superscript(power: number): string {
  return `${power}`
    .replace(/[-\d]/g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]);
}
