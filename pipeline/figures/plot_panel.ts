import type * as canvas from "./canvas.ts";
import { horizontalDomain, verticalDomain } from "./domain.ts";
import { axisMarks } from "./frame_marks.ts";
import { type Layout, withRoomFor } from "./layout.ts";
import { curveMarks, pointMarks } from "./marks.ts";
import { nameMarks } from "./name_marks.ts";
import type { Panel } from "./figure.ts";
import type { PanelScales } from "./panel_scales.ts";
import { pixelCurves } from "./pixel_curves.ts";
import { verticalText, verticalTicks } from "./ticks.ts";
import type { VisibleCurve } from "./visible_curves.ts";

/**
 * Plot's options for a panel: axes, every model's line over its band, marks, names at the ends of
 * lines, and `extra` marks on top; on the drawing, what is measured where.
 */
export function plotPanel(
  panel: Panel,
  curves: readonly VisibleCurve[],
  { layout: wanted, extra }: {
    layout: Layout;
    extra: readonly canvas.Markish[];
  },
): canvas.Drawing {
  const { vertical, palette } = panel;
  const { factor = 1 } = vertical;
  const domain = verticalDomain(vertical, curves);
  const numbers = verticalTicks(vertical, domain, wanted.ticks)
    .map((value) => verticalText(vertical, value));
  const layout = withRoomFor(numbers, wanted);
  const { width, height, frame } = layout;
  const range: [number, number] = vertical.negative
    ? [frame.top, frame.bottom]
    : [frame.bottom, frame.top];
  const x = {
    type: "linear",
    domain: horizontalDomain(panel, curves, frame.right - frame.left),
    range: [frame.left, frame.right],
  } as const;
  const y = {
    type: vertical.scale,
    domain,
    range,
  };
  const scales: PanelScales = {
    experiment: panel.experiment,
    metrics: panel.metrics,
    models: [...new Set(curves.map(({ model }) => model))],
    x: { domain: x.domain, range: x.range },
    y,
    factor: vertical.negative ? -factor : factor,
    size: curves[0].size,
  };
  const pixels = pixelCurves(curves, { x, y, points: layout.points });
  return {
    attributes: { "data-scales": JSON.stringify(scales) },
    width,
    height,
    marginTop: frame.top,
    marginRight: width - frame.right,
    marginBottom: height - frame.bottom,
    marginLeft: frame.left,
    style: { fontSize: `${layout.fontSize}px` },
    x: { ...x, label: null },
    y: { ...y, label: null },
    marks: [
      ...axisMarks(panel, { x: x.domain, y: y.domain }, layout),
      ...curveMarks(pixels, { layout, palette }),
      ...pointMarks(pixels, { layout, palette }),
      ...nameMarks(pixels, { layout, palette }),
      ...extra,
    ],
  };
}
