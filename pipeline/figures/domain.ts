import type { VerticalAxis } from "./panel.ts";
import type { VisibleCurve } from "./visible_curves.ts";

/** The part of a band's width beyond the means that may stretch an axis. */
const bandShare = .15;

/**
 * From where to where a vertical axis goes: all means, and bands as far as they do not press the
 * means together. Models that diverged are left out unless all did; what leaves the frame is cut.
 * A log axis ends on whole decades.
 */
export function verticalDomain(
  axis: VerticalAxis,
  curves: readonly VisibleCurve[],
): [number, number] {
  const sound = curves.filter(({ endings }) =>
    !endings.some(({ status }) => status === "diverged")
  );
  const drawn = sound.length > 0 ? sound : curves;
  return axis.scale === "log" ? logDomain(drawn) : linearDomain(axis, drawn);
}

function logDomain(curves: readonly VisibleCurve[]): [number, number] {
  const { means: [low, high], bands: [bandLow, bandHigh] } = reach(
    curves,
    Math.log10,
  );
  const bottom = Math.min(Math.floor(low + 1e-9), Math.round(bandLow));
  const top = Math.max(Math.ceil(high - 1e-9), Math.round(bandHigh));
  return [10 ** (bottom === top ? bottom - 1 : bottom), 10 ** top];
}

function linearDomain(
  { atLeast, within: [least, most] = [-Infinity, Infinity] }: VerticalAxis,
  curves: readonly VisibleCurve[],
): [number, number] {
  const { bands } = reach(curves, Number, atLeast);
  const [low, high] = [Math.max(bands[0], least), Math.min(bands[1], most)];
  const margin = .03 * (high - low || Math.abs(high) || 1);
  return [low - margin, high + margin];
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
