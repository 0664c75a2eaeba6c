/** A panel as a figure of its own; if it asks for it, with the end of the run once more. */
import { type Results, visibleCurves } from "./curves.ts";
import type { Panel } from "./figure.ts";
import { axisHeight, verticalDomain, withRoomForNames } from "./frame.ts";
import { plotPanel } from "./plot_panel.ts";
import * as svg from "./svg.ts";
import * as text from "./text.ts";

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
  const zoomed = zoomOf(panel, results);
  const lines = [
    text.runLine(panel, summary, curves),
    ...text.addedLines(summary, curves.map(({ model }) => model)),
    ...text.missingLines(summary),
    ...summary.notes ? [summary.notes.join("; ")] : [],
    ...metrics.length > 1 ? ["solid: layer 1; dashed: layer 2"] : [],
    ...text.limitNotes(vertical, curves),
    ...zoomed
      ? text.limitNotes(zoomed.panel.vertical, zoomed.curves)
        .map((note) => `below: ${note}`)
      : [],
    ...text.endingLines(curves),
    ...text.collapseLines(curves),
  ];
  // as wide as a phone has room for at twelve pixels a letter
  const frame = { left: 50, right: 354, top: 52, bottom: 290 };
  const layout = withRoomForNames(curves.map(text.shortName), {
    width: 440,
    height: frame.bottom + axisHeight,
    frame,
    fontSize,
    stroke: 1,
    names: { gap: 15, fontSize, samples: true },
    ticks: 8,
    unit: 40,
    // two drawings share what a file may hold
    points: zoomed ? 7_500 : 15_000,
  });
  const caption = text.wrap(lines, layout.width, .56 * fontSize);
  const above = [
    svg.textMark(title, 8, 18, { fontSize, fontWeight: "bold" }),
    svg.textMark(vertical.label, 8, 40),
  ];
  const file = (drawings: svg.Drawing[]) =>
    svg.figureFile(panel, { drawings, summaries: [summary], lines });
  if (!zoomed) {
    return file([plotPanel(panel, curves, { layout, above, caption })]);
  }
  const [low, high] = verticalDomain(vertical, curves);
  const { last, panel: { from } } = zoomed;
  const shade = svg.line(
    [[from, low], [from, high], [last, high], [last, low]],
    { fill: "currentColor", fillOpacity: .07, stroke: null },
  );
  const whole = plotPanel(panel, curves, { layout, above: [shade, above] });
  const heading = `${vertical.label}, ${zoomed.part} (shaded above)`;
  const less = { ...frame, top: 30, bottom: 210 };
  const end = plotPanel(zoomed.panel, zoomed.curves, {
    layout: withRoomForNames(zoomed.curves.map(text.shortName), {
      ...layout,
      height: less.bottom + axisHeight,
      frame: less,
      ticks: 6,
    }),
    above: svg.textMark(heading, 8, 18),
    caption,
  });
  return file([
    { ...whole, part: { name: "whole", x: 0, y: 0 } },
    { ...end, part: { name: "end", x: 0, y: layout.height } },
  ]);
}

/** Of all letters. */
const fontSize = 14;

/** The part of a run that is drawn again, and how many measurements it needs of some model. */
const [share, measurements] = [1 / 3, 10];

/** A model whose greatest mean is over so many times the middle one does not stretch the axis. */
const worst = 3;

/**
 * The end of `panel`, to be drawn once more, what `part` of the run that is, its last epochs or a
 * part of its only one, and its last example. Undefined if it asks for none, or has too few
 * measurements there.
 */
export function zoomOf(panel: Panel, results: Results) {
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
  const vertical = { ...panel.vertical, scale: "linear" as const };
  const greatest = curves
    .map(({ mean }) => mean.reduce((a, b) => Math.max(a, b)))
    .sort((a, b) => a - b);
  const middle = greatest[Math.floor((greatest.length - 1) / 2)];
  const near = greatest.filter((value) => value <= worst * middle);
  if (near.length < greatest.length) {
    vertical.within = [vertical.within?.[0] ?? -Infinity, near.at(-1)!];
  }
  return { panel: { ...panel, from, vertical }, curves, part, last };
}
