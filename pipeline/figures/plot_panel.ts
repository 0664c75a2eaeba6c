/** A panel as Plot draws it: frame, axes, bands, lines, marks, and names at the ends of lines. */
import { classOf, nameClassOf } from "./class_names.ts";
import { type PixelCurve, pixelCurves, type VisibleCurve } from "./curves.ts";
import type { Palette, Panel } from "./figure.ts";
import {
  examplesUnit,
  horizontalDomain,
  horizontalTicks,
  type Layout,
  nearby,
  numberText,
  tick,
  verticalDomain,
  verticalText,
  verticalTicks,
  withRoomFor,
} from "./frame.ts";
import { strokeOf } from "./style.ts";
import * as svg from "./svg.ts";
import { curveName } from "./text.ts";

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

/** Plot's options for a panel, with text above its frame and below what its horizontal axis counts. */
export function plotPanel(
  panel: Panel,
  curves: readonly VisibleCurve[],
  { layout: wanted, above, below }: {
    layout: Layout;
    above: svg.Markish;
    below?: svg.Markish;
  },
): svg.Drawing {
  const { vertical, palette, experiment, metrics, large } = panel;
  const { factor = 1, negative } = vertical;
  const domain = verticalDomain(vertical, curves);
  const ticks = verticalTicks(vertical, domain, wanted.ticks);
  const tickFormat = (value: number) => verticalText(vertical, value);
  const layout = withRoomFor(ticks.map(tickFormat), wanted);
  const { width, height, frame, fontSize, unit } = layout;
  const { left, right, top, bottom } = frame;
  const across = right - left;
  const x = {
    domain: horizontalDomain(panel, curves, across),
    range: [left, right] as const,
  };
  const y = {
    type: vertical.scale,
    domain,
    range: negative ? [top, bottom] as const : [bottom, top] as const,
  };
  const scales: PanelScales = {
    experiment,
    metrics,
    models: [...new Set(curves.map(({ model }) => model))],
    x,
    y,
    factor: negative ? -factor : factor,
    size: curves[0].size,
  };
  const { label, size } = examplesUnit(x.domain[1], large);
  const axis = { ...tick, label: null, fontSize };
  const pixels = pixelCurves(curves, { x, y, points: layout.points });
  return {
    scales,
    width,
    height,
    marginTop: top,
    marginRight: width - right,
    marginBottom: height - bottom,
    marginLeft: left,
    style: { fontSize: `${fontSize}px` },
    x: { ...x, label: null },
    y: { ...y, label: null },
    marks: [
      svg.gridY({ ticks, strokeOpacity: .12 }),
      svg.frame({ anchor: "left", strokeOpacity: .6 }),
      svg.frame({ anchor: "bottom", strokeOpacity: .6 }),
      svg.axisY({ ...axis, ticks, tickFormat }),
      svg.axisX({
        ...axis,
        ticks: horizontalTicks(x.domain, across) ?? 5,
        tickFormat: (value: number) => unit ? numberText(value / size) : "",
      }),
      vertical.zeroLine
        ? svg.ruleY([0], { stroke: "currentColor", strokeDasharray: "4 3" })
        : null,
      pixels.map(bandMark),
      pixels.map((curve) =>
        svg.lineMark(curve.line, {
          ...strokeOf(curve, layout.stroke, palette),
          clip: true,
        })
      ),
      pixels.map((curve) => pointMarks(curve, layout)),
      nameMarks(pixels, layout, palette),
      above,
      unit
        ? svg.textMark(label, right, bottom + unit, { textAnchor: "end" })
        : null,
      below,
    ],
  };
}

function bandMark({ band, model }: PixelCurve): svg.Markish {
  return band.length === 0 ? null : svg.lineMark(band, {
    className: classOf(model),
    fill: "currentColor",
    fillOpacity: .13,
    stroke: null,
    clip: true,
  });
}

/** A cross where each seed stopped early, a triangle where a line begins to lie on the upper edge. */
function pointMarks(
  { model, crosses, zeros }: PixelCurve,
  { stroke }: Layout,
): svg.Markish {
  const options = { ...svg.inPixels, className: classOf(model) };
  return [
    crosses.length === 0 ? null : svg.dot(crosses, {
      ...options,
      symbol: "times",
      r: 4.5 * stroke,
      stroke: "currentColor",
      strokeWidth: 2 * stroke,
    }),
    zeros.length === 0 ? null : svg.dot(zeros, {
      ...options,
      symbol: "triangle",
      r: 4 * stroke,
      fill: "currentColor",
    }),
  ];
}

/** Right of the frame: where the leader ends, what follows it begins, and a name after a sample. */
const column = { leader: 10, next: 12, name: 16 + svg.sampleLength };

/**
 * Beside the frame, each line's name, with a sample of it where there is room, as near as others
 * allow to where the line ends, and joined to it unless it ended early.
 */
function nameMarks(
  curves: readonly PixelCurve[],
  { frame: { right, top, bottom }, names, stroke: times, fontSize }: Layout,
  palette?: Palette,
): svg.Markish {
  const ends = curves.filter(({ line }) => line.length > 0)
    .map((curve) => {
      const { x, y } = curve.line.at(-1)!;
      return { curve, x, y: Math.max(top, Math.min(bottom, y)) };
    })
    .sort((a, b) => a.y - b.y);
  const places = spread(ends.map(({ y }) => y), {
    gap: names.gap,
    least: top + names.gap / 4,
    most: bottom - names.gap / 4,
  });
  return ends.map(({ curve, x, y }, k) => {
    const stroke = strokeOf(curve, times, palette);
    const end = { x: right + column.leader, y: places[k] };
    const name = right + (names.samples ? column.name : column.next);
    return [
      x <= right - nearby ? null : svg.lineMark([{ x: right + 1, y }, end], {
        ...stroke,
        strokeWidth: .75 * times,
        strokeOpacity: 1,
      }),
      names.samples
        ? svg.sampleMark(right + column.next, places[k], stroke)
        : null,
      svg.text([{ x: name, y: places[k] }], {
        ...svg.inPixels,
        className: nameClassOf(curve.model),
        text: [names.samples ? curveName(curve) : curve.model],
        textAnchor: "start",
        fontSize: names.samples ? fontSize : fontSize - .5,
      }),
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
  const mean = ({ sum, count }: { sum: number; count: number }) => sum / count;
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((position, k) => {
    pools.push({ sum: position - k * step, count: 1 });
    while (pools.length > 1 && mean(pools.at(-2)!) > mean(pools.at(-1)!)) {
      const { sum, count } = pools.pop()!;
      pools.at(-1)!.sum += sum;
      pools.at(-1)!.count += count;
    }
  });
  return pools
    .flatMap((pool) => Array<number>(pool.count).fill(mean(pool)))
    .map((start, k) =>
      Math.max(least, Math.min(most - step * gaps, start)) + k * step
    );
}
