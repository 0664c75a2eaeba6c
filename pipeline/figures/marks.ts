import * as canvas from "./canvas.ts";
import type { PixelCurve } from "./pixel_curves.ts";
import { spread } from "./spread.ts";
import { classOf, styleOf } from "./style.ts";

type Key = "regression" | "mnist";

/** Pixels between the names of lines. */
const nameGap = 15;

/** Right of the frame: where the leader ends, the sample begins and ends, and the name begins. */
const column = { leader: 10, sample: 12, end: 34, name: 38 };

/** Values already in pixels, past the scales. */
const px = (value: number[]) => ({ value, scale: null });

/** Every model's band and, over all bands, every model's line; both cut at the frame. */
export function curveMarks(
  curves: readonly PixelCurve[],
  key?: Key,
): canvas.Markish[] {
  return [
    ...curves.flatMap(({ band, model }) => band ? [bandMark(band, model)] : []),
    ...curves.map(({ line: { x, y }, model }) =>
      canvas.line(x, { x: px(x), y: px(y), ...stroke(model, key), clip: true })
    ),
  ];
}

function bandMark(
  { x, low, high }: NonNullable<PixelCurve["band"]>,
  model: string,
): canvas.Markish {
  return canvas.areaY(x, {
    x: px(x),
    y1: px(low),
    y2: px(high),
    className: classOf(model),
    fill: "currentColor",
    fillOpacity: .13,
    clip: true,
  });
}

/** A cross where each seed stopped early. */
export function crossMarks(curves: readonly PixelCurve[]): canvas.Markish[] {
  return curves.filter(({ crosses }) => crosses.length > 0)
    .map(({ crosses, model }) =>
      canvas.dot(crosses, {
        x: px(crosses.map(({ x }) => x)),
        y: px(crosses.map(({ y }) => y)),
        className: classOf(model),
        symbol: "times",
        r: 4.5,
        stroke: "currentColor",
        strokeWidth: 2,
      })
    );
}

/**
 * Beside the frame, each model's name with a sample of its line, as near as others allow to where
 * its line ends, and joined to it unless it ended early.
 */
export function nameMarks(
  curves: readonly PixelCurve[],
  { right, top, bottom }: { right: number; top: number; bottom: number },
  key?: Key,
): canvas.Markish[] {
  const ends = curves.filter(({ line }) => line.x.length > 0)
    .map(({ model, line }) => ({
      model,
      x: line.x.at(-1)!,
      y: Math.max(top, Math.min(bottom, line.y.at(-1)!)),
    }))
    .sort((a, b) => a.y - b.y);
  const places = spread(ends.map(({ y }) => y), {
    gap: nameGap,
    least: top + 4,
    most: bottom - 4,
  });
  return ends.flatMap(({ model, x, y }, k) => [
    ...x > right - 1
      ? [segment([right + 1, y], [right + column.leader, places[k]], {
        className: classOf(model),
        stroke: "currentColor",
        strokeWidth: .75,
      })]
      : [],
    segment(
      [right + column.sample, places[k]],
      [right + column.end, places[k]],
      stroke(model, key),
    ),
    canvas.text([model], {
      x: px([right + column.name]),
      y: px([places[k]]),
      text: [model],
      textAnchor: "start",
    }),
  ]);
}

function segment(
  [x1, y1]: [number, number],
  [x2, y2]: [number, number],
  options: canvas.LinkOptions,
): canvas.Markish {
  return canvas.link([0], {
    x1: px([x1]),
    y1: px([y1]),
    x2: px([x2]),
    y2: px([y2]),
    ...options,
  });
}

function stroke(model: string, key?: Key) {
  const { opacity, width, dash, cap = "butt" } = styleOf(model, key);
  return {
    className: classOf(model),
    stroke: "currentColor",
    strokeOpacity: opacity,
    strokeWidth: width,
    strokeDasharray: dash,
    strokeLinecap: cap,
    strokeLinejoin: "round",
  } as const;
}
