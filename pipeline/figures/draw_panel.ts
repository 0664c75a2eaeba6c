import * as canvas from "./canvas.ts";
import { endingLines, runLine, wrap } from "./caption.ts";
import { verticalDomain } from "./domain.ts";
import { words } from "./frame_marks.ts";
import { axisHeight, wholeLayout } from "./layout.ts";
import { limitNotes } from "./limit_notes.ts";
import type { Panel } from "./panel.ts";
import { plotPanel } from "./plot_panel.ts";
import { classColours, darkRules } from "./style.ts";
import { type Results, visibleCurves } from "./visible_curves.ts";

const lineHeight = 14;

/** Pixels of caption text per letter, with room to spare. */
const letterWidth = 6.2;

/**
 * The SVG file of `panel`: every model's mean against the number of examples, its 95 % band where
 * there are several seeds, a cross where one stopped early, and its name at the end of its line.
 *
 * @throws {RangeError} if no model measured a metric of the panel.
 */
export function drawPanel(panel: Panel, results: Results): string {
  const curves = visibleCurves(panel, results);
  const models = [...new Set(curves.map(({ model }) => model))];
  const lines = [
    runLine(panel, results.summary, lastIteration(panel, results, models)),
    ...limitNotes(
      panel.vertical,
      curves,
      verticalDomain(panel.vertical, curves),
    ),
    ...endingLines(curves),
  ];
  const caption = wrap(lines, wholeLayout(panel, 0).width / letterWidth);
  const layout = wholeLayout(panel, lineHeight * caption.length);
  const { right, bottom } = layout.frame;
  const extra = [
    words(panel.title, 8, 18, { fontSize: 14, fontWeight: "bold" }),
    words(panel.vertical.label, 8, 40),
    words("number of examples →", right, bottom + 36, { textAnchor: "end" }),
    ...caption.map((line, k) =>
      words(line, 8, bottom + axisHeight + 10 + k * lineHeight, {
        fontSize: 11,
      })
    ),
  ];
  return canvas.svgFile(plotPanel(panel, curves, { layout, extra }), {
    name: panel.name,
    title: panel.title,
    description: `${panel.caption} ${caption.join(" ")}`,
    css: darkRules(panel.name, models, panel.key),
    byClass: classColours(panel.name, models, panel.key),
  });
}

/** The last iteration measured, also where the panel shows only the first. */
function lastIteration(
  { metrics }: Panel,
  { curves }: Results,
  models: readonly string[],
): number {
  return Math.max(
    ...models.flatMap((model) =>
      metrics.map((metric) => curves[model][metric]?.iteration.at(-1) ?? 0)
    ),
  );
}
