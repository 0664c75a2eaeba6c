/**
 * What the models of an experiment end with, a row each: every seed as a dot, and their median.
 * Beside it, in the same rows, how often each ends below that of a column. Each of the two has the
 * models' names, so that a page may stand it by itself.
 */
import type { Ends, ModelEnds, Pair } from "../../lib/statistics/ends.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import { classOf } from "./class_names.ts";
import { significance } from "./ends_figures.ts";
import type { EndsFigure } from "./figure.ts";
import { numberText, textWidth, verticalTicks } from "./frame.ts";
import * as svg from "./svg.ts";
import { logTicks, tickText } from "./sweep_axis.ts";
import { troubles } from "./sweep_panels.ts";
import { addedLines, missingLines } from "./text.ts";

/** Of all letters but the title's. */
const fontSize = 13;
/** Pixels of a row and a cell, of the frame of dots, and from it to the lost seeds and what is beside them. */
const [row, cell, frameWidth, lostRoom] = [24, 28, 270, 64];
/** Where both halves are named. */
const headings = 16;
/** How far dots lie from the middle of their row at most, and bars reach. */
const [spread, bar] = [7, 8];

/** Told apart by all sights, and under ink on light and dark paper: who ends below, and above. */
const below = "#1f78b4", above = "#e06c00";
const mostOpaque = .6;

/** The SVG file of what models end with. */
export function drawEnds(
  figure: EndsFigure,
  ends: Ends,
  summary: Summary,
): string {
  const { title, ends: { label } } = figure;
  const { models, pairs } = ends;
  const names = models.map(({ name }) => name);
  const widest = Math.ceil(fontSize * Math.max(...names.map(textWidth)));
  // on a phone the broadest has letters of 12 pixels
  const left = widest + 9;
  const right = left + frameWidth;
  const isLost = models.some(({ lost }) => lost > 0);
  // the names of columns stand upright over them
  const top = headings + (hasOrder(pairs) ? widest + 14 : 12);
  const bottom = top + row * names.length;
  const yOf = (place: number) => top + row * (place + .5);
  const scale = endsScale(figure, models, { left, right });
  const rowNames = names.map((name, k) =>
    svg.textMark(name, left - 6, yOf(k), {
      ...{ textAnchor: "end", lineAnchor: "middle", fontWeight: "bold" },
    })
  );
  const style = { fontSize: `${fontSize}px` };
  const shared = { height: bottom + 26, models: names, style, axis: null };
  const dots: svg.Drawing = {
    ...shared,
    width: isLost ? right + lostRoom : Math.max(right + 16, labelsEnd(scale)),
    marks: [
      svg.textMark(label, left, headings),
      frameMarks(scale, { left, right, top, bottom }),
      rowNames,
      models.map((model, k) => modelMarks(model, { y: yOf(k), right, scale })),
    ],
    part: { name: "dots", x: 0, y: 0 },
  };
  const order: svg.Drawing = {
    ...shared,
    width: left + Math.max(cell * names.length, 190),
    marks: [rowNames, orderMarks(names, pairs, { left, top, yOf })],
    part: { name: "order", x: dots.width, y: 0 },
  };
  const halves = hasOrder(pairs) ? [dots, order] : [dots];
  const lines = captionLines(ends, summary);
  return svg.figureFile(figure, {
    drawings: svg.titled(title, halves, { lines, fontSize, least: 560 }),
    summaries: [summary],
    lines,
  });
}

interface EndsScale {
  /** where a value lies; zero at the beginning of a log axis, and null, which is worse than all, beyond its end */
  x(value: number | null): number;
  ticks: { x: number; text: string }[];
}

function endsScale(
  { ends: axis }: EndsFigure,
  models: readonly ModelEnds[],
  { left, right }: { left: number; right: number },
): EndsScale {
  const { factor = 1, scale: type = "linear" } = axis;
  const isLog = type === "log";
  const values = models.flatMap(({ values, median: { low, high } }) =>
    [...values, low, high].filter((value) => value !== null)
  ).map((value) => value * factor).filter((value) => !isLog || value > 0);
  const [low, high] = values.length > 0
    ? [Math.min(...values), Math.max(...values)]
    : [1, 1];
  const margin = .04 * (high - low || Math.abs(high) || 1);
  const around: [number, number] = [low - margin, high + margin];
  const { domain, ticks } = isLog
    ? logTicks(low, high, 6)
    : { domain: around, ticks: verticalTicks(axis, around, 6) };
  const { apply } = svg.scale({ x: { type, domain, range: [left, right] } });
  return {
    x: (value) => {
      if (value === null) return right + 8;
      return isLog && value <= 0 ? left : apply(value * factor);
    },
    ticks: ticks.map((tick) => ({
      x: apply(tick),
      text: isLog ? tickText(tick, ticks) : numberText(tick),
    })),
  };
}

/** Where the labels of ticks end. */
function labelsEnd({ ticks }: EndsScale): number {
  const ends = ticks.map(({ x, text }) => x + fontSize * textWidth(text) / 2);
  return Math.ceil(Math.max(...ends));
}

/** Lines between rows, and the axis of the dots. */
function frameMarks(
  { ticks }: EndsScale,
  { left, right, top, bottom }: Record<
    "left" | "right" | "top" | "bottom",
    number
  >,
): svg.Markish {
  const rows = Math.round((bottom - top) / row);
  return [
    Array.from({ length: rows + 1 }, (_, k) => {
      const y = top + row * k;
      const strokeOpacity = k === rows ? .6 : .12;
      return svg.lineMark([{ x: left, y }, { x: right, y }], { strokeOpacity });
    }),
    ticks.map(({ x, text }) => [
      svg.lineMark([{ x, y: top }, { x, y: bottom + 4 }], {
        strokeOpacity: .12,
      }),
      svg.textMark(text, x, bottom + 16, { textAnchor: "middle" }),
    ]),
  ];
}

/** In which ways seeds of a model are lost, and how many. */
function lostOf({ statuses }: ModelEnds) {
  return (["diverged", "unstable"] as const)
    .map((way) => ({
      way,
      count: statuses.filter((status) => status === way).length,
    }))
    .filter(({ count }) => count > 0);
}

/** A model's seeds, from the first down, those that are lost to the right, and over them the median with its interval. */
function modelMarks(
  model: ModelEnds,
  { y, right, scale: { x } }: { y: number; right: number; scale: EndsScale },
): svg.Markish {
  const { name, values, median: { value, low, high } } = model;
  const colour = { className: classOf(name), stroke: "currentColor" };
  const between = 2 * spread / Math.max(1, values.length - 1);
  const middle = (values.length - 1) / 2;
  const dots = values.flatMap((value, k) =>
    value === null ? [] : [{ x: x(value), y: y + between * (k - middle) }]
  );
  const lost = lostOf(model);
  return [
    svg.dotMark(dots, {
      ...{ ...colour, stroke: "none", fill: "currentColor" },
      ...{ fillOpacity: .6, r: 2.6 },
    }),
    lost.map(({ way, count }, k) => {
      const at = { x: right + 18 + 22 * k, y };
      const [mark] = troubles[way];
      return [
        svg.dotMark([at], { ...colour, strokeWidth: 1.4, ...mark, r: 3 }),
        svg.textMark(`${count}`, at.x + 6, y, {
          ...{ lineAnchor: "middle" },
        }),
      ];
    }),
    low === null
      ? null
      : svg.lineMark([{ x: x(low), y }, { x: x(high), y }], {}),
    values.length < 2 || dots.length === 0 && lost.length === 0
      ? null
      : svg.lineMark([-bar, bar].map((by) => ({ x: x(value), y: y + by })), {
        strokeWidth: 2,
      }),
  ];
}

/** How often the model of a row ends below that of a column, in per cent; bold where that is told from chance. */
function orderMarks(
  names: readonly string[],
  pairs: readonly Pair[],
  { left, top, yOf }: {
    left: number;
    top: number;
    yOf: (place: number) => number;
  },
): svg.Markish {
  const xOf = (place: number) => left + cell * (place + .5);
  const cells = pairs.flatMap(({ a, b, probability: { value }, holm }) => {
    if (value === null) return [];
    const places = [a, b].map((name) => names.indexOf(name));
    return [value, 1 - value].map((part, k) => ({
      x: xOf(places[1 - k]),
      y: yOf(places[k]),
      text: `${Math.round(100 * part)}`,
      opacity: Math.round(200 * mostOpaque * Math.abs(part - .5)) / 100,
      isBelow: part > .5,
      isTold: holm <= significance,
    }));
  });
  const [across, down] = [cell / 2 - 1, row / 2 - 1];
  const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
  const shades = [true, false].map((isBelow) =>
    svg.lineMark(
      cells.filter((cell) => cell.isBelow === isBelow).flatMap((cell, z) =>
        corners.map(([right, bottom]) => ({
          ...{ x: cell.x + right * across, y: cell.y + bottom * down },
          ...{ z, opacity: cell.opacity },
        }))
      ),
      {
        ...{ z: "z", stroke: null, fill: isBelow ? below : above },
        fillOpacity: { value: "opacity", scale: null },
      },
    )
  );
  const numbers = [true, false].map((isTold) =>
    svg.text(cells.filter((cell) => cell.isTold === isTold), {
      ...svg.inPixels,
      text: "text",
      ...isTold ? { fontWeight: "bold" } : { fillOpacity: .75 },
    })
  );
  return [
    svg.textMark("row ends below column, %", left, headings),
    names.map((name, k) => [
      svg.textMark(name, xOf(k), top - 6, {
        ...{ rotate: -90, lineAnchor: "middle", fontWeight: "bold" },
      }),
      svg.textMark("–", xOf(k), yOf(k), {
        ...{ textAnchor: "middle", lineAnchor: "middle", fillOpacity: .4 },
      }),
    ]),
    shades,
    numbers,
  ];
}

/** What is drawn, and what it cannot tell. */
function captionLines(
  { models, pairs, seeds, limits }: Ends,
  summary: Summary,
): string[] {
  const hasIntervals = models.some(({ median: { low } }) => low !== null);
  const ways = new Set(
    models.flatMap(lostOf)
      .map(({ way }) => `${troubles[way][1]} ${troubles[way][2]}`),
  );
  const marks = [
    `${seeds.length} seeds, each a dot, the first on top`,
    `bar: median${hasIntervals ? ", with its 95 % interval by bootstrap" : ""}`,
    ...ways.size > 0
      ? [`${[...ways].join(" or ")}: so many seeds, worse than every dot`]
      : [],
  ];
  const isTold = pairs.some(({ holm }) => holm <= significance);
  const order = [
    "blue: a row’s model ends below the column’s more often than not, orange: less often",
    `${
      isTold ? "bold: p ≤" : "of each pair, p >"
    } ${significance} by the exact sign test, after Holm’s correction over ${pairs.length} pairs`,
  ];
  return [
    `${summary.label} · ${
      seeds.length === 1
        ? `seed ${seeds[0]} alone, which has no interval and tells no order`
        : marks.join("; ")
    }`,
    ...hasOrder(pairs) ? [order.join("; ")] : [],
    // of one seed nothing is drawn that they could limit
    ...seeds.length === 1 ? [] : limits,
    ...addedLines(summary, models.map(({ name }) => name)),
    ...missingLines(summary),
    ...summary.notes ? [summary.notes.join("; ")] : [],
  ];
}

/** Whether some models share several seeds. */
function hasOrder(pairs: readonly Pair[]): boolean {
  return pairs.some(({ seeds }) => seeds > 1);
}
