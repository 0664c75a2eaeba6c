import * as canvas from "./canvas.ts";
import { verticalDomain } from "./domain.ts";
import { words } from "./frame_marks.ts";
import { wholeLayout, zoomLayout } from "./layout.ts";
import type { Panel } from "./figure.ts";
import {
  captionWords,
  horizontalTitle,
  lineHeight,
  titles,
} from "./panel_words.ts";
import { plotPanel } from "./plot_panel.ts";
import type { FileOptions } from "./svg_file.ts";
import type { VisibleCurve } from "./visible_curves.ts";
import type { Zoomed } from "./zoom.ts";

/** The SVG file of a panel with its end, larger, below it. */
export function drawZoomed(
  panel: Panel,
  curves: readonly VisibleCurve[],
  { zoomed, caption, file }: {
    zoomed: Zoomed;
    caption: readonly string[];
    file: FileOptions;
  },
): string {
  const alone = wholeLayout(panel, 0);
  // two drawings share what a file may hold
  const whole = { ...alone, points: alone.points / 2 };
  const end = zoomLayout(whole, lineHeight * caption.length);
  const heading = `${panel.vertical.label}, ${zoomed.part} (shaded above)`;
  const upper = plotPanel(panel, curves, {
    layout: whole,
    extra: [
      shadeMark(zoomed, verticalDomain(panel.vertical, curves)),
      ...titles(panel, { curves, layout: whole }),
    ],
  });
  const lower = plotPanel(zoomed.panel, zoomed.curves, {
    layout: end,
    extra: [
      words(heading, 8, 18),
      horizontalTitle(zoomed.panel, { curves: zoomed.curves, layout: end }),
      ...captionWords(caption, end),
    ],
  });
  return canvas.svgSheet([
    { name: "whole", x: 0, y: 0, options: upper },
    { name: "end", x: 0, y: whole.height, options: lower },
  ], { ...file, width: whole.width, height: whole.height + end.height });
}

/** Where the end is in the whole, whose vertical axis goes from `low` to `high`. */
function shadeMark(
  { panel: { from = 0 }, curves }: Zoomed,
  [low, high]: readonly [number, number],
): canvas.Markish {
  const last = Math.max(...curves.map(({ x }) => x.at(-1)!));
  return canvas.line([[from, low], [from, high], [last, high], [last, low]], {
    fill: "currentColor",
    fillOpacity: .07,
    stroke: null,
  });
}
