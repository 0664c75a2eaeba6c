import { nameClassOf, wordParts } from "./class_names.ts";
import { type Results, visibleCurves } from "./curves.ts";
import type { Composite, Panel, Place, Styles } from "./figure.ts";
import { type Layout, sampleRoom, withRoomForNames } from "./frame.ts";
import { plotPanel } from "./plot_panel.ts";
import { dashOf, strokeOf } from "./style.ts";
import * as svg from "./svg.ts";
import {
  compositeCaption,
  rangeText,
  shortName,
  type Shown,
  wrap,
} from "./text.ts";

/** Left of the legend and of the lines below it. */
const indent = 4;

/** Of all letters but those that name panels. */
const fontSize = 12.5;

/** Times the usual width of a line. */
const stroke = .8;

/** Most lines of single seeds in a panel: where one would have more, none has any. */
const mostSeeds = 50;

/**
 * The SVG file of `composite`: every panel in its place, small, under its letter and heading; below
 * them one legend, what was run and notes.
 *
 * `results` are by experiment.
 *
 * @throws {RangeError} if no model measured a metric of a panel.
 */
export function drawComposite(
  composite: Composite,
  results: Record<string, Results>,
): string {
  const { palette, added } = composite.places[0].panel;
  const styles = { palette, added };
  const places = composite.places.filter(({ optional, panel }) =>
    !optional || isMeasuredTwice(panel, results[panel.experiment])
  );
  const panels = places.map((place): Shown => {
    const of = results[place.panel.experiment];
    const curves = visibleCurves(place.panel, of);
    return { place, curves, summary: of.summary };
  });
  const isCrowded = panels.some(({ curves }) =>
    curves.flatMap(({ seeds }) => seeds).length > mostSeeds
  );
  const { width, margin, shown } = withRoomForAll(
    isCrowded ? panels.map(withoutSeeds) : panels,
    composite.width,
  );
  const ends = panels.flatMap(({ curves }) => curves)
    .map(({ x }) => x.at(-1) ?? 0);
  const until = composite.together ? Math.max(...ends) : undefined;
  const drawings = shown.map(({ place, curves }, k) => {
    const { letter, panel, box: [x, y] } = place;
    const { label } = panel.vertical;
    const { heading = label[0].toUpperCase() + label.slice(1) } = panel;
    const above = [
      svg.textMark(letter, 4, 15, { fontSize: 14, fontWeight: "bold" }),
      svg.textMark(heading, 10 + 9 * letter.length, 15, { fontSize }),
    ];
    const { points } = placeLayout(places[k]); // as published
    const layout = { ...placeLayout(place, margin), points };
    const drawing = plotPanel(panel, curves, { layout, above, until });
    return { ...drawing, part: { name: letter, x, y } };
  });
  const models = [
    ...new Set(shown.flatMap(({ curves }) => curves.map(({ model }) => model))),
  ];
  const legend = legendOf(models, { shown, width, styles });
  const lines = compositeCaption(shown);
  const caption = wrap(lines, width, .56 * fontSize);
  const below = legend.height + 1.5 * svg.lineHeight;
  const bottom = Math.max(
    ...shown.map(({ place: { box: [, y, , height] } }) => y + height),
  );
  const foot: svg.Drawing = {
    width,
    height: legend.height + svg.lineHeight * (caption.length + 1),
    style: { fontSize: `${fontSize}px` },
    axis: null,
    marks: [legend.marks, svg.textMark(caption, indent, below)],
    part: { name: wordParts.foot, x: 0, y: bottom },
  };
  return svg.figureFile({ ...composite, ...styles }, {
    drawings: [...drawings, foot],
    summaries: shown.map(({ summary }) => summary),
    lines,
  });
}

/** Whether some model measured a metric of `panel` more than once. */
function isMeasuredTwice({ metrics }: Panel, { curves }: Results): boolean {
  return Object.values(curves).some((measured) =>
    metrics.some((metric) => measured[metric]?.iteration.length > 1)
  );
}

function withoutSeeds({ curves, ...rest }: Shown): Shown {
  return { ...rest, curves: curves.map((curve) => ({ ...curve, seeds: [] })) };
}

/** Pixels from the frame of a panel to its right edge, enough for published names. */
const usualMargin = 52;

/**
 * Panels and their composite as published; larger by one factor across, and one down, where the
 * names of lines would not fit.
 */
function withRoomForAll(shown: readonly Shown[], width: number) {
  const needed = shown.map(({ place, curves }) => {
    const usual = placeLayout(place);
    const names = curves.map(shortName);
    const { width, height } = withRoomForNames(names, usual);
    return { more: width - usual.width, down: height / usual.height };
  });
  const more = Math.max(...needed.map(({ more }) => more));
  const narrowest = Math.min(...shown.map(({ place }) => place.box[2]));
  const across = 1 + more / narrowest;
  const down = Math.max(...needed.map(({ down }) => down));
  const grown = ({ box: [x, y, width, height], ...place }: Place): Place => {
    const [left, right] = [x, x + width].map((at) => Math.round(across * at));
    const [top, bottom] = [y, y + height].map((at) => Math.round(down * at));
    return { ...place, box: [left, top, right - left, bottom - top] };
  };
  return {
    width: Math.round(across * width),
    margin: usualMargin + more,
    shown: shown.map((one) => ({ ...one, place: grown(one.place) })),
  };
}

/** A panel among others: smaller in everything, its heading above and its names without samples. */
export function placeLayout(
  { box: [, , width, height], bare = false }: Place,
  margin = usualMargin,
): Layout {
  const bottom = height - (bare ? 6 : 38);
  const frame = { left: 48, right: width - margin, top: 24, bottom };
  return {
    width,
    height,
    frame,
    fontSize,
    stroke,
    names: { gap: 12, fontSize, samples: false },
    ticks: Math.max(3, Math.floor((frame.bottom - frame.top) / 24)),
    unit: bare ? undefined : 34,
    points: 10 * (frame.right - frame.left),
  };
}

/** Pixels of a letter, between entries, between rows. */
const [letterWidth, gap, rowHeight] = [7.5, 14, 18];

/**
 * Names with samples of lines, from left to right, in as many rows as they need: of `models`, and
 * of layers where some panel has several.
 */
function legendOf(
  models: readonly string[],
  { shown, width, styles }: {
    shown: readonly Shown[];
    width: number;
    styles: Styles;
  },
): { marks: svg.Markish; height: number } {
  const layered = rangeText(
    shown.filter(({ place: { panel } }) => panel.metrics.length > 1)
      .map(({ place: { letter } }) => letter),
  );
  let [x, y] = [indent, rowHeight];
  const entry = (name: string, line: svg.LineOptions, className?: string) => {
    const length = sampleRoom + letterWidth * name.length;
    if (x > indent && x + length > width - indent) {
      [x, y] = [indent, y + rowHeight];
    }
    const start = x;
    x += length + gap;
    return [
      svg.sampleMark(start, y, line),
      svg.textMark(name, start + sampleRoom, y + 4, {
        fontSize,
        className,
      }),
    ];
  };
  const marks = [
    models.map((model) =>
      entry(model, strokeOf({ model }, stroke, styles), nameClassOf(model))
    ),
    (layered === "" ? [] : [1, 2]).map((layer) =>
      entry(`layer ${layer} (${layered})`, {
        strokeWidth: 1,
        strokeLinecap: "butt",
        strokeLinejoin: "miter",
        strokeDasharray: dashOf(layer),
      })
    ),
  ];
  return { marks, height: y + rowHeight / 2 };
}
