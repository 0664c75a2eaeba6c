import * as canvas from "./canvas.ts";
import { endingLines, runLine, wrap } from "./caption.ts";
import { verticalDomain } from "./domain.ts";
import { missingLines, watermarkOf } from "./incomplete.ts";
import { drawZoomed } from "./draw_zoomed.ts";
import { wholeLayout } from "./layout.ts";
import { limitNotes } from "./limit_notes.ts";
import type { Panel } from "./figure.ts";
import { captionWords, lineHeight, titles } from "./panel_words.ts";
import { plotPanel } from "./plot_panel.ts";
import { classColours, darkRules } from "./style.ts";
import {
  type Results,
  type VisibleCurve,
  visibleCurves,
} from "./visible_curves.ts";
import { zoomOf } from "./zoom.ts";

/** Pixels of caption text per letter, with room to spare. */
const letterWidth = 6.2;

/**
 * The SVG file of `panel`: every model's mean against the number of examples, its 95 % band where
 * there are several seeds, a cross where one stopped early, and its name at the end of its line;
 * below it, where the panel asks for that, the end of the run once more.
 *
 * @throws {RangeError} if no model measured a metric of the panel.
 */
export function drawPanel(panel: Panel, results: Results): string {
  const curves = visibleCurves(panel, results);
  const models = [...new Set(curves.map(({ model }) => model))];
  const zoomed = zoomOf(panel, results);
  const lines = [
    runLine(panel, results.summary, lastIteration(panel, results, models)),
    ...missingLines(results.summary),
    ...notes(panel, curves),
    ...zoomed ? notes(zoomed.panel, zoomed.curves).map(below) : [],
    ...endingLines(curves),
  ];
  const caption = wrap(lines, wholeLayout(panel, 0).width / letterWidth);
  const file = {
    name: panel.name,
    title: panel.title,
    description: `${panel.caption} ${caption.join(" ")}`,
    css: darkRules(panel.name, models, panel.palette),
    byClass: classColours(panel.name, models, panel.palette),
    watermark: watermarkOf([results.summary]),
  };
  if (zoomed) return drawZoomed(panel, curves, { zoomed, caption, file });
  const layout = wholeLayout(panel, lineHeight * caption.length);
  const extra = [
    ...titles(panel, { curves, layout }),
    ...captionWords(caption, layout),
  ];
  return canvas.svgFile(plotPanel(panel, curves, { layout, extra }), file);
}

function notes(panel: Panel, curves: readonly VisibleCurve[]): string[] {
  const { vertical } = panel;
  return limitNotes(vertical, curves, verticalDomain(vertical, curves));
}

function below(note: string): string {
  return `below: ${note}`;
}

/** The last iteration measured, also where the panel shows only the first. */
function lastIteration(
  { metrics }: Panel,
  { curves }: Results,
  models: readonly string[],
): number {
  return Math.max(
    ...models.flatMap((model) =>
      metrics.map((metric) => curves[model]?.[metric]?.iteration.at(-1) ?? 0)
    ),
  );
}
