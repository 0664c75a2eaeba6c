import * as canvas from "./canvas.ts";
import { wrap } from "./caption.ts";
import {
  compositeCaption,
  rangeText,
  type Shown,
} from "./composite_caption.ts";
import { horizontalDomain } from "./domain.ts";
import { words } from "./frame_marks.ts";
import { watermarkOf } from "./incomplete.ts";
import { placeLayout } from "./layout.ts";
import { legendOf } from "./legend.ts";
import type { Composite, Palette } from "./figure.ts";
import { plotPanel } from "./plot_panel.ts";
import { classColours, darkRules } from "./style.ts";
import { examplesUnit } from "./ticks.ts";
import { type Results, visibleCurves } from "./visible_curves.ts";

const lineHeight = 14;

/** Left of the legend and of the lines below it. */
const indent = 4;

/** Pixels of caption text per letter, with room to spare. */
const letterWidth = 5.6;

/**
 * The SVG file of `composite`: every panel in its place, small, under its letter and heading; below
 * them one legend, what was run and what a reader must be told.
 *
 * `results` are by experiment.
 *
 * @throws {RangeError} if no model measured a metric of a panel.
 */
export function drawComposite(
  { name, title, caption, width, places, palette }: Composite,
  results: Record<string, Results>,
): string {
  const shown = places.map((place) => ({
    place,
    curves: visibleCurves(place.panel, results[place.panel.experiment]),
    results: results[place.panel.experiment],
  }));
  const models = [
    ...new Set(shown.flatMap(({ curves }) => curves.map(({ model }) => model))),
  ];
  const lines = compositeCaption(shown);
  const y = Math.max(...places.map(({ y, height }) => y + height));
  const foot = footOf(shown, { models, lines, width, palette });
  return canvas.svgSheet(
    [...shown.map(panelPart), { name: "legend", x: 0, y, options: foot }],
    {
      name,
      title,
      description: `${caption} ${lines.join(" ")}`,
      css: darkRules(name, models, palette),
      byClass: classColours(name, models, palette),
      watermark: watermarkOf(shown.map(({ results }) => results.summary)),
      width,
      height: y + foot.height,
    },
  );
}

function panelPart({ place, curves }: Shown): canvas.Part {
  const { letter, panel, x, y, bare } = place;
  const layout = placeLayout(place);
  const { left, right, bottom } = layout.frame;
  const [, last] = horizontalDomain(panel, curves, right - left);
  const { label } = examplesUnit(last, panel.large);
  const extra = [
    words(letter, 4, 15, { fontSize: 13, fontWeight: "bold" }),
    words(
      panel.heading ?? capital(panel.vertical.label),
      12 + 8 * letter.length,
      15,
      { fontSize: layout.fontSize + .5 },
    ),
    ...bare ? [] : [
      words(label, right, bottom + 30, { textAnchor: "end" }),
    ],
  ];
  return {
    name: letter,
    x,
    y,
    options: plotPanel(panel, curves, { layout, extra }),
  };
}

/** The legend and, below it, what a reader must be told. */
function footOf(
  shown: readonly Shown[],
  { models, lines, width, palette }: {
    models: readonly string[];
    lines: readonly string[];
    width: number;
    palette?: Palette;
  },
): canvas.PlotOptions & { height: number } {
  const layered = shown
    .filter(({ place: { panel } }) => panel.metrics.length > 1)
    .map(({ place: { letter } }) => letter);
  const layout = placeLayout(shown[0].place);
  const legend = legendOf(models, {
    x: indent,
    width: width - 2 * indent,
    layered: rangeText(layered),
    layout,
    palette,
  });
  const told = wrap(lines, width / letterWidth);
  return {
    width,
    height: legend.height + lineHeight * (told.length + 1),
    style: { fontSize: `${layout.fontSize}px` },
    axis: null,
    marks: [
      ...legend.marks,
      ...told.map((line, k) =>
        words(line, indent, legend.height + lineHeight * (k + 1.5))
      ),
    ],
  };
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
