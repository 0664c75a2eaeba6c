import type { Panel, VerticalAxis } from "./figure.ts";
import type { VisibleCurve } from "./visible_curves.ts";

/** The part of a band's width beyond the means that may stretch an axis. */
const bandShare = .15;

/** Room beyond what an axis must hold, as a part of it. */
const marginShare = .03;

/** A line that ends fewer pixels than this before the frame goes to its end. */
export const nearby = 2;

/**
 * From where to where a vertical axis goes: its published limits, all means, and bands as far as
 * they do not press the means together. Models that diverged are left out unless all did; what
 * leaves the frame is cut. The log axis of an error ends on whole decades.
 */
export function verticalDomain(
  axis: VerticalAxis,
  curves: readonly VisibleCurve[],
): [number, number] {
  const sound = curves.filter(({ endings }) =>
    !endings.some(({ status }) => status === "diverged")
  );
  const drawn = sound.length > 0 ? sound : curves;
  if (axis.scale === "linear") return linearDomain(axis, drawn);
  return axis.negative ? sizeDomain(axis, drawn) : decadeDomain(drawn);
}

/**
 * From where to where the horizontal axis goes: as published from a little before zero where only
 * the first examples are shown, else from zero, or from where the panel begins, to the last
 * example, or the round number just after it where that is nearer than `nearby` pixels of `width`.
 */
export function horizontalDomain(
  { first, from = 0 }: Panel,
  curves: readonly VisibleCurve[],
  width: number,
): [number, number] {
  const last = Math.max(1, ...curves.map(({ x }) => x.at(-1) ?? 0));
  if (first !== undefined) return [-last / 50, last];
  const reach = nearby * (last - from) / width;
  return [from, roundWithin(last, last + reach)];
}

/** The roundest number from `least` to before `most`; `least` if none ends in a zero. */
function roundWithin(least: number, most: number): number {
  for (let unit = 1e6; unit > 1; unit /= 10) {
    const round = unit * Math.ceil(least / unit);
    if (round < most) return round;
  }
  return least;
}

function decadeDomain(curves: readonly VisibleCurve[]): [number, number] {
  const { means: [low, high], bands: [bandLow, bandHigh] } = reach(
    curves,
    Math.log10,
  );
  const bottom = Math.min(Math.floor(low + 1e-9), Math.round(bandLow));
  const top = Math.max(Math.ceil(high - 1e-9), Math.round(bandHigh));
  return [10 ** (bottom === top ? bottom - 1 : bottom), 10 ** top];
}

function sizeDomain(
  { atLeast }: VerticalAxis,
  curves: readonly VisibleCurve[],
): [number, number] {
  const { bands: [low, high] } = reach(curves, Math.log10, atLeast);
  const margin = 2 * marginShare * (high - low || 1);
  return [10 ** (low - margin), 10 ** (high + margin)];
}

function linearDomain(
  { published, atLeast, within: [least, most] = [-Infinity, Infinity] }:
    VerticalAxis,
  curves: readonly VisibleCurve[],
): [number, number] {
  const { bands } = reach(curves, Number, atLeast);
  const [low, high] = [Math.max(bands[0], least), Math.min(bands[1], most)];
  const margin = marginShare * (high - low || Math.abs(high) || 1);
  if (!published) return [low - margin, high + margin];
  return [
    low < published[0] ? low - margin : published[0],
    high > published[1] ? high + margin : published[1],
  ];
}

/** Where the means go, and how far beyond them bands may stretch that. */
function reach(
  curves: readonly VisibleCurve[],
  forward: (value: number) => number,
  atLeast: readonly number[] = [],
): { means: [number, number]; bands: [number, number] } {
  const means = extent([...curves.map(({ mean }) => mean), atLeast], forward);
  const [low, high] = means;
  const [bandLow, bandHigh] = extent(
    curves.flatMap((curve) => [curve.low, curve.high]),
    forward,
  );
  const spare = bandShare * (high - low);
  return {
    means,
    bands: [
      Math.min(low, Math.max(bandLow, low - spare)),
      Math.max(high, Math.min(bandHigh, high + spare)),
    ],
  };
}

function extent(
  lists: readonly ArrayLike<number>[],
  forward: (value: number) => number,
): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    for (let k = 0; k < list.length; k++) {
      const value = forward(list[k]);
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
}
