/** A panel as Plot draws it: frame, axes, bands, lines, marks, and names at the ends of lines. */
import { classOf, nameClassOf } from "./class_names.ts";
import { type PixelCurve, pixelCurves, type VisibleCurve } from "./curves.ts";
import type { Panel, Styles } from "./figure.ts";
import * as axes from "./frame.ts";
import { seedStrokeOf, strokeOf } from "./style.ts";
import * as svg from "./svg.ts";
import { shortName } from "./text.ts";

/** An axis of a drawing: from data to pixels. */
export interface PanelScale {
  domain: readonly [number, number];
  range: readonly [number, number];
}

/** Which measurement is drawn at a place in a drawing. */
export interface PanelScales {
  experiment: string;
  /** by layer */
  metrics: readonly string[];
  /** in the order of the experiment */
  models: readonly string[];
  x: PanelScale;
  y: PanelScale & { type: "linear" | "log" };
  /** values are drawn times this */
  factor: number;
  /** how far an iteration goes on the horizontal axis */
  size: number;
}

/** Plot's options for a panel, with marks above its frame and a caption below. */
export function plotPanel(
  panel: Panel,
  curves: readonly VisibleCurve[],
  { layout: wanted, above, caption = [], until }: {
    layout: axes.Layout;
    above: svg.Markish;
    caption?: readonly string[];
    /** an example that the horizontal axis reaches at least */
    until?: number;
  },
): svg.Drawing {
  const { vertical, horizontal, experiment, metrics } = panel;
  const { scale: type = "linear", factor = 1, negative } = vertical;
  const domain = axes.verticalDomain(vertical, curves);
  const ticks = axes.verticalTicks(vertical, domain, wanted.ticks);
  const tickFormat = (value: number) => axes.verticalText(vertical, value);
  const layout = axes.withRoomFor(ticks.map(tickFormat), wanted);
  const { width, frame, fontSize, stroke, unit } = layout;
  const { left, right, top, bottom } = frame;
  const height = layout.height + svg.lineHeight * caption.length;
  const x = {
    ...horizontal && { type: horizontal.scale },
    domain: axes.horizontalDomain(panel, curves, right - left, until),
    range: [left, right] as const,
  };
  const y = {
    type,
    domain,
    range: negative ? [top, bottom] as const : [bottom, top] as const,
  };
  const { label, size } = axes.horizontalUnit(panel, x.domain[1]);
  const axis = { ...axes.tick, label: null, fontSize };
  const pixels = pixelCurves(curves, { x, y, points: layout.points });
  const models = [...new Set(curves.map(({ model }) => model))];
  return {
    models,
    // the page has the numbers of means alone, and reads them off axes of examples
    scales: panel.eachSeed || horizontal?.scale === "log" ? undefined : {
      ...{ experiment, metrics, models },
      x,
      y,
      factor: negative ? -factor : factor,
      size: curves[0].size,
    },
    width,
    height,
    marginTop: top,
    marginRight: width - right,
    marginBottom: height - bottom,
    marginLeft: left,
    style: { fontSize: `${fontSize}px` },
    x,
    y,
    marks: [
      svg.gridY({ ticks, strokeOpacity: .12 }),
      svg.frame({ anchor: "left", strokeOpacity: .6 }),
      svg.frame({ anchor: "bottom", strokeOpacity: .6 }),
      svg.axisY({ ...axis, ticks, tickFormat }),
      svg.axisX({
        ...axis,
        ticks: axes.horizontalTicks(x.domain, right - left, horizontal) ?? 5,
        tickFormat: (value: number) =>
          unit ? axes.horizontalText(panel, value, size) : "",
      }),
      vertical.zeroLine
        ? svg.ruleY([0], { stroke: "currentColor", strokeDasharray: "4 3" })
        : null,
      pixels.map(({ band, model }) =>
        svg.lineMark(band, {
          className: classOf(model),
          fill: "currentColor",
          fillOpacity: .13,
          stroke: null,
          clip: true,
        })
      ),
      pixels.map((curve) =>
        svg.shortLineMarks(
          curve.seeds.flatMap(({ seed: z, line }) =>
            line.map((point) => ({ ...point, z }))
          ),
          { ...seedStrokeOf(curve, stroke, panel), clip: true },
        )
      ),
      pixels.map((curve) =>
        svg.lineMark(curve.line, {
          ...strokeOf(curve, stroke, panel),
          clip: true,
        })
      ),
      pixels.map(({ model, crosses, rings, zeros }) => [
        svg.dotMark(rings, {
          className: classOf(model),
          r: 4 * stroke,
          stroke: "currentColor",
          strokeWidth: 1.5 * stroke,
        }),
        svg.dotMark(crosses, {
          className: classOf(model),
          symbol: "times",
          r: 4.5 * stroke,
          stroke: "currentColor",
          strokeWidth: 2 * stroke,
        }),
        svg.dotMark(zeros, {
          className: classOf(model),
          symbol: "triangle",
          r: 4 * stroke,
          fill: "currentColor",
        }),
      ]),
      nameMarks(pixels, layout, panel),
      above,
      unit
        ? svg.textMark(label, right, bottom + unit, { textAnchor: "end" })
        : null,
      svg.textMark(caption, 8, layout.height + 12, { fontSize }),
    ],
  };
}

/**
 * Beside the frame, each line's name, with a sample of it where there is room, as near as others
 * allow to where the line ends, and joined to it unless it ended early.
 */
function nameMarks(
  curves: readonly PixelCurve[],
  { frame: { right, top, bottom }, names, stroke: times }: axes.Layout,
  styles: Styles,
): svg.Markish {
  const { gap, fontSize, samples } = names;
  const ends = curves.filter(({ line }) => line.length > 0)
    .map((curve) => {
      const { x, y } = curve.line.at(-1)!;
      return { curve, x, y: Math.max(top, Math.min(bottom, y)) };
    })
    .sort((a, b) => a.y - b.y);
  const places = spread(ends.map(({ y }) => y), {
    gap,
    least: top + gap / 4,
    most: bottom - gap / 4,
  });
  const start = right + axes.namesGap;
  return ends.map(({ curve, x, y }, k) => {
    const place = places[k];
    const stroke = strokeOf(curve, times, styles);
    const leader = [{ x: right + 1, y }, { x: right + 10, y: place }];
    return [
      x <= right - axes.nearby ? null : svg.lineMark(leader, {
        ...stroke,
        strokeWidth: .75 * times,
        strokeOpacity: 1,
      }),
      samples ? svg.sampleMark(start, place, stroke) : null,
      svg.textMark(
        shortName(curve),
        samples ? start + axes.sampleRoom : start,
        place,
        { className: nameClassOf(curve.model), lineAnchor: "middle", fontSize },
      ),
    ];
  });
}

/**
 * Positions as near as possible to `wanted` (least squares) yet at least `gap` apart, in the same
 * order, and between `least` and `most`: where the names of lines go when the lines end close
 * together.
 *
 * Without the gaps this is isotonic regression, found by pooling neighbours that collide.
 *
 * `wanted` increases. If they cannot fit, they overlap evenly.
 */
export function spread(
  wanted: readonly number[],
  { gap, least, most }: { gap: number; least: number; most: number },
): number[] {
  const gaps = Math.max(0, wanted.length - 1);
  const step = Math.min(gap, Math.max(0, most - least) / Math.max(1, gaps));
  const mean = (pool: number[]) =>
    pool.reduce((sum, start) => sum + start) / pool.length;
  const pools: number[][] = [];
  wanted.forEach((position, k) => {
    pools.push([position - k * step]);
    while (pools.length > 1 && mean(pools.at(-2)!) > mean(pools.at(-1)!)) {
      const last = pools.pop()!;
      pools.at(-1)!.push(...last);
    }
  });
  return pools.flatMap((pool) => pool.map(() => mean(pool)))
    .map((start, k) =>
      Math.max(least, Math.min(most - step * gaps, start)) + k * step
    );
}
