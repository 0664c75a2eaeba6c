import type { Curves } from "../../lib/statistics/curves.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import * as canvas from "./canvas.ts";
import { endingLines, runLine, wrap } from "./caption.ts";
import { verticalDomain } from "./domain.ts";
import { axisMarks, words } from "./frame_marks.ts";
import { crossMarks, curveMarks, nameMarks } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { pixelCurves } from "./pixel_curves.ts";
import { classOf, darkRules, ink, styleOf } from "./style.ts";
import { type VisibleCurve, visibleCurves } from "./visible_curves.ts";

const width = 520;
const plotHeight = 270;
const margin = { top: 52, right: 88, left: 58 };
const lineHeight = 14;
const captionWidth = 84;

/**
 * The SVG file of `panel`: every model's mean against the number of examples, its 95 % band where
 * there are several seeds, a cross where one stopped early, and its name at the end of its line.
 *
 * @throws {RangeError} if no model measured the panel's metric.
 */
export function drawPanel(
  panel: Panel,
  results: { curves: Curves; summary: Summary },
): string {
  const { summary } = results;
  const curves = visibleCurves(panel, results);
  if (!curves.some(({ x }) => x.length > 0)) {
    throw new RangeError(
      `Cannot draw ${panel.name}: no model of ${panel.experiment} measured ${panel.metric}`,
    );
  }
  const models = curves.map(({ model }) => model);
  const last = lastIteration(panel, results.curves, models);
  const caption = wrap(
    [runLine(panel, summary, last), ...endingLines(curves)],
    captionWidth,
  );
  return canvas.svgFile(plotOptions(panel, curves, caption), {
    name: panel.name,
    title: panel.title,
    description: `${panel.caption} ${caption.join(" ")}`,
    css: darkRules(panel.name, models, panel.key),
    byClass: {
      [panel.name]: { color: ink.light },
      ...Object.fromEntries(
        models.map((model) => [
          classOf(model),
          { color: styleOf(model, panel.key).light },
        ]),
      ),
    },
  });
}

function plotOptions(
  panel: Panel,
  curves: readonly VisibleCurve[],
  caption: readonly string[],
): canvas.PlotOptions {
  const { vertical, key } = panel;
  const x = {
    type: "linear",
    domain: [0, horizontalEnd(curves)],
    range: [margin.left, width - margin.right],
  } as const;
  const y = {
    type: vertical.scale,
    domain: verticalDomain(vertical, curves),
    range: [margin.top + plotHeight, margin.top],
  };
  const pixels = pixelCurves(curves, { x, y });
  const frame = { right: x.range[1], top: margin.top, bottom: y.range[0] };
  return {
    width,
    height: frame.bottom + 46 + lineHeight * caption.length,
    marginTop: margin.top,
    marginRight: margin.right,
    marginBottom: 46 + lineHeight * caption.length,
    marginLeft: margin.left,
    style: { fontSize: "12px" },
    x: { ...x, label: null },
    y: { ...y, label: null },
    marks: [
      ...axisMarks(vertical, y.domain),
      ...curveMarks(pixels, key),
      ...crossMarks(pixels),
      ...nameMarks(pixels, frame, key),
      words(panel.title, 8, 18, { fontSize: 14, fontWeight: "bold" }),
      words(vertical.label, 8, 40),
      words("number of examples →", frame.right, frame.bottom + 36, {
        textAnchor: "end",
      }),
      ...caption.map((line, k) =>
        words(line, 8, frame.bottom + 56 + k * lineHeight, { fontSize: 11 })
      ),
    ],
  };
}

/** Where the last curve ends, or the round number just after it, when that is less than a pixel away. */
function horizontalEnd(curves: readonly VisibleCurve[]): number {
  const last = Math.max(1, ...curves.map(({ x }) => x.at(-1) ?? 0));
  return last > width && (last + 1) % 10 === 0 ? last + 1 : last;
}

/** The last iteration measured, also where the panel shows only the first. */
function lastIteration(
  { metric }: Panel,
  curves: Curves,
  models: readonly string[],
): number {
  return Math.max(
    ...models.map((model) => curves[model][metric].iteration.at(-1) ?? 0),
  );
}
