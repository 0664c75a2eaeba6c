import * as canvas from "./canvas.ts";
import { nameClassOf } from "./class_names.ts";
import type { PixelCurve } from "./pixel_curves.ts";
import { nearby } from "./domain.ts";
import { spread } from "./spread.ts";
import {
  type MarkOptions,
  px,
  sampleLength,
  sampleMark,
  segmentMark,
  strokeOf,
} from "./strokes.ts";
import { curveName } from "./visible_curves.ts";

/** Right of the frame: where the leader ends, what follows it begins, and a name after a sample. */
const column = { leader: 10, next: 12, name: 16 + sampleLength };

/**
 * Beside the frame, each line's name, with a sample of it where there is room, as near as others
 * allow to where the line ends, and joined to it unless it ended early.
 */
export function nameMarks(
  curves: readonly PixelCurve[],
  options: MarkOptions,
): canvas.Markish[] {
  const { frame: { right, top, bottom }, names, stroke, fontSize } =
    options.layout;
  const ends = curves.filter(({ line }) => line.x.length > 0)
    .map((curve) => ({
      curve,
      x: curve.line.x.at(-1)!,
      y: Math.max(top, Math.min(bottom, curve.line.y.at(-1)!)),
    }))
    .sort((a, b) => a.y - b.y);
  const places = spread(ends.map(({ y }) => y), {
    gap: names.gap,
    least: top + names.gap / 4,
    most: bottom - names.gap / 4,
  });
  return ends.flatMap(({ curve, x, y }, k) => [
    ...x > right - nearby
      ? [
        segmentMark([right + 1, y], [right + column.leader, places[k]], {
          ...strokeOf(curve, options),
          strokeWidth: .75 * stroke,
          strokeOpacity: 1,
        }),
      ]
      : [],
    ...names.samples
      ? [sampleMark([right + column.next, places[k]], curve, options)]
      : [],
    canvas.text([0], {
      className: nameClassOf(curve.model),
      x: px([right + (names.samples ? column.name : column.next)]),
      y: px([places[k]]),
      text: [names.samples ? curveName(curve) : curve.model],
      textAnchor: "start",
      fontSize: names.samples ? fontSize : fontSize - .5,
    }),
  ]);
}
