/** A panel as a figure of its own; if it asks for it, with the end of the run once more. */
import { type Results, type VisibleCurve, visibleCurves } from "./curves.ts";
import type { Panel, VerticalAxis } from "./figure.ts";
import { axisHeight, type Layout, verticalDomain } from "./frame.ts";
import { plotPanel } from "./plot_panel.ts";
import * as svg from "./svg.ts";
import {
  endingLines,
  limitNotes,
  missingLines,
  runLine,
  wrap,
} from "./text.ts";

/**
 * The SVG file of `panel`: every model's mean against the number of examples, its 95 % band where
 * there are several seeds, a cross where one stopped early, and its name at the end of its line.
 *
 * @throws {RangeError} if no model measured a metric of the panel.
 */
export function drawPanel(panel: Panel, results: Results): string {
  const { title, vertical, metrics } = panel;
  const { summary } = results;
  const curves = visibleCurves(panel, results);
  const models = [...new Set(curves.map(({ model }) => model))];
  // also where the panel shows only the first
  const last = Math.max(
    ...models.flatMap((model) =>
      metrics.map((metric) =>
        results.curves[model]?.[metric]?.iteration.at(-1) ?? 0
      )
    ),
  );
  const zoomed = zoomOf(panel, results);
  const lines = [
    runLine(panel, summary, last),
    ...missingLines(summary),
    ...limitNotes(vertical, curves),
    ...zoomed
      ? limitNotes(zoomed.panel.vertical, zoomed.curves)
        .map((note) => `below: ${note}`)
      : [],
    ...endingLines(curves),
  ];
  const layout = wholeLayout(panel);
  const { width, height } = layout;
  const caption = wrap(lines, width);
  const above = [
    svg.textMark(title, 8, 18, { fontSize: 14, fontWeight: "bold" }),
    svg.textMark(vertical.label, 8, 40),
  ];
  const content = { models, summaries: [summary], lines };
  if (!zoomed) {
    const options = { above, ...withCaption(layout, caption) };
    const drawing = plotPanel(panel, curves, options);
    return svg.figureFile(panel, { drawing, ...content });
  }
  // two drawings share what a file may hold
  const half = { ...layout, points: layout.points / 2 };
  const shade = shadeMark(zoomed, verticalDomain(vertical, curves));
  const whole = plotPanel(panel, curves, {
    layout: half,
    above: [shade, above],
  });
  const heading = `${vertical.label}, ${zoomed.part} (shaded above)`;
  const frame = { ...layout.frame, top: 30, bottom: 220 };
  const less = { frame, height: frame.bottom + axisHeight, ticks: 6 };
  const end = plotPanel(zoomed.panel, zoomed.curves, {
    above: [svg.textMark(heading, 8, 18)],
    ...withCaption({ ...half, ...less }, caption),
  });
  const parts = [
    { name: "whole", x: 0, y: 0, drawing: whole },
    { name: "end", x: 0, y: height, drawing: end },
  ];
  const drawing = { width, height: height + end.height!, parts };
  return svg.figureFile(panel, { drawing, ...content });
}

/** A layout with room for a caption, and its lines below what is drawn. */
function withCaption(
  layout: Layout,
  caption: readonly string[],
): { layout: Layout; below: svg.Markish } {
  const { height } = layout;
  return {
    layout: { ...layout, height: height + svg.lineHeight * caption.length },
    below: svg.linesMarks(caption, 8, height + 10, { fontSize: 11 }),
  };
}

function wholeLayout({ metrics }: Panel): Layout {
  const names = metrics.length > 1 ? 134 : 88;
  const frame = { left: 58, right: 432, top: 52, bottom: 322 };
  return {
    width: frame.right + names,
    height: frame.bottom + axisHeight,
    frame,
    fontSize: 12,
    stroke: 1,
    names: { gap: 15, samples: true },
    ticks: 8,
    unit: 36,
    points: 15_000,
  };
}

/** The end of a panel, to be drawn once more. */
export interface Zoomed {
  panel: Panel;
  curves: VisibleCurve[];
  /** what part of the run it is: "the last epoch" */
  part: string;
}

/** The part of a run that is drawn again, and how many measurements it needs of some model. */
const [share, measurements] = [1 / 3, 10];

/** A model whose greatest mean is over so many times the middle one does not stretch the axis. */
const worst = 3;

/**
 * The end of `panel`: its last epochs, or a part of its only one. Undefined if it asks for none, or
 * has too few measurements there.
 */
export function zoomOf(panel: Panel, results: Results): Zoomed | undefined {
  if (!panel.zoom) return undefined;
  const examples = Number(results.summary.settings.examples ?? Infinity);
  const ends = visibleCurves(panel, results).map(({ x }) => x.at(-1) ?? 0);
  const last = Math.max(...ends);
  const epochs = Math.ceil((last + 1) / examples);
  const shown = Math.max(1, Math.round(share * epochs));
  const [from, part] = epochs < 2
    ? [Number((last * (1 - share)).toPrecision(2)), "the end"]
    : [
      (epochs - shown) * examples,
      shown === 1 ? "the last epoch" : `the last ${shown} epochs`,
    ];
  const curves = visibleCurves({ ...panel, from }, results)
    .filter(({ x }) => x.length > 0);
  if (!curves.some(({ x }) => x.length >= measurements)) return undefined;
  const vertical = fitted(panel.vertical, curves);
  return { panel: { ...panel, from, vertical }, curves, part };
}

/** The vertical axis that fits the curves, but for those far above the others. */
function fitted(
  { atLeast: _, ...vertical }: VerticalAxis,
  curves: readonly VisibleCurve[],
): VerticalAxis {
  const greatest = curves.map(({ mean }) =>
    mean.reduce((a, b) => Math.max(a, b), -Infinity)
  ).sort((a, b) => a - b);
  const middle = greatest[Math.floor((greatest.length - 1) / 2)];
  const near = greatest.filter((value) => value <= worst * middle);
  if (near.length === greatest.length) return vertical;
  const [least] = vertical.within ?? [-Infinity];
  return { ...vertical, within: [least, near.at(-1)!] };
}

/** Shades the end in the whole, whose vertical axis goes from `low` to `high`. */
function shadeMark(
  { panel: { from = 0 }, curves }: Zoomed,
  [low, high]: readonly [number, number],
): svg.Markish {
  const last = Math.max(...curves.map(({ x }) => x.at(-1)!));
  return svg.line([[from, low], [from, high], [last, high], [last, low]], {
    fill: "currentColor",
    fillOpacity: .07,
    stroke: null,
  });
}
