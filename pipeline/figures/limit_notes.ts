import type { VerticalAxis } from "./figure.ts";
import { numberText } from "./ticks.ts";
import { curveName, type VisibleCurve } from "./visible_curves.ts";

/**
 * What a reader must be told of an axis from `low` to `high`: that it goes beyond the published
 * one, what is cut, and what could not be drawn where it is. Nothing where all is as published.
 */
export function limitNotes(
  axis: VerticalAxis,
  curves: readonly VisibleCurve[],
  [low, high]: readonly [number, number],
): string[] {
  const { published, negative, scale } = axis;
  const slack = 1e-6 * (scale === "log" ? low : high - low);
  const outside = (value: number) =>
    value < low - slack || value > high + slack;
  const beyond = published && (low < published[0] || high > published[1]);
  const cut = curves.filter(({ mean }) =>
    mean.some((value) => outside(value) && !(negative && value <= 0))
  ).map(curveName);
  const shading = curves.some((curve) =>
    curve.banded && (curve.low.some(outside) || curve.high.some(outside))
  );
  return [
    ...beyond
      ? [
        `vertical axis longer than the published ${
          numberText(published[0])
        } to ${numberText(published[1])}`,
      ]
      : [],
    ...cut.length > 0 ? [`${cut.join("; ")} cut at the frame`] : [],
    ...shading ? ["shading cut at the frame"] : [],
    ...negative ? curves.flatMap(notNegative) : [],
  ];
}

/** Where a value that should be below zero is not. */
function notNegative(curve: VisibleCurve): string[] {
  const first = curve.mean.findIndex((size) => size <= 0);
  if (first < 0) return [];
  const count = curve.mean.filter((size) => size <= 0).length;
  return [
    `▲ ${curveName(curve)}: not below zero, so drawn on the upper edge, at ${
      numberText(count)
    } of ${numberText(curve.mean.length)} measurements, first at iteration ${
      numberText(curve.x[first])
    }`,
  ];
}
