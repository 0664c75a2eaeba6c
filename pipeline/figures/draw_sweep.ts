/**
 * The figure of a sweep: how far each model came at every point of the grid, a panel for each model
 * and each setting that it reads.
 */
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Sweep } from "../../lib/statistics/sweep.ts";
import { classOf, nameClassOf } from "./class_names.ts";
import type { Point } from "./curves.ts";
import type { SweepFigure } from "./figure.ts";
import * as svg from "./svg.ts";
import * as scales from "./sweep_axis.ts";
import * as panels from "./sweep_panels.ts";
import { addedLines, meanText, wrap } from "./text.ts";

/** Most dots of a figure, which keep its file below a megabyte; of more runs, means alone have dots. */
const mostDots = 6000;

/** The width of the figure, the height of a frame, and pixels around it. */
const [width, frameHeight] = [760, 130];
const around = { left: 46, right: 14, top: 22, bottom: 36 };
/** Pixels from one row of marks above a frame to the next, and of a line of a legend. */
const [markRow, sample] = [7, 18];

/** The SVG file of a sweep, of which `summary` says what was run. */
export function drawSweep(
  figure: SweepFigure,
  sweep: Sweep,
  summary: Pick<Summary, "label" | "seeds" | "added">,
): string {
  const { axes, measure } = sweep;
  const { title, vertical: { label, factor = 1 } } = figure;
  const models = panels.shownModels(sweep, factor);
  const points = models.flatMap(({ points }) => points);
  const ofModels = models.map((model) =>
    axes.map((axis) => panels.panelOf(model, axis))
  );
  const rows = axes.length > 1
    ? ofModels
    : [...Map.groupBy(ofModels.flat(), (_, k) => Math.floor(k / 3)).values()];
  const wide = width / Math.max(...rows.map(({ length }) => length), 2);

  const finals = points.flatMap(({ finals }) => finals)
    .filter((value) => value > 0);
  const ends = finals.length > 0 ? finals : [factor];
  const { domain, ticks } = scales.logTicks(
    Math.min(...ends),
    Math.max(...ends),
    6,
  );
  const trainings = points.reduce((sum, { runs }) => sum + runs, 0);

  const legends = legendsOf(sweep, rows.flat(), wide);
  const frameWidth = wide - around.left - around.right;
  const slanted = Math.max(
    ...axes.map((axis) => scales.slantRoom(axis, frameWidth)),
  );
  // where each row's frames begin, below the marks of what is not in them
  const tops: number[] = [], names: number[] = [];
  let bottom = 46 + legends.height;
  for (const row of rows) {
    const marked = row.map(({ troubled }) => troubled.length);
    names.push(bottom + around.top - 4);
    tops.push(bottom + around.top + markRow * Math.max(...marked));
    bottom = tops.at(-1)! + frameHeight + around.bottom + slanted;
  }
  const marks = rows.map((row, r) =>
    row.map((panel, c) =>
      panelMarks(panel, {
        frame: {
          left: c * wide + around.left,
          right: (c + 1) * wide - around.right,
          top: tops[r],
          bottom: tops[r] + frameHeight,
        },
        ...{ ticks, domain },
        isCrowded: trainings * axes.length > mostDots,
        others: axes.length === 1 ? models : [],
        isNamed: axes.length === 1 || r === rows.length - 1,
        above: names[r],
      })
    )
  );

  const { seeds } = summary;
  const run = seeds.length === 1
    ? `seed ${seeds[0]}`
    : `${seeds.length} seeds, each a dot; lines: their ${meanText(measure)}`;
  const lines = [
    `${summary.label} · ${run}`,
    ...addedLines(summary, models.map(({ name }) => name)),
    [
      "ring: best point of a model",
      "dashed: the value it has otherwise",
      ...axes.length === 1 && models.length > 1
        ? ["grey: the other models"]
        : [],
    ].join("; "),
    ...panels.lostLines(points, trainings),
  ];
  const caption = wrap(lines, width, 5.6);
  const drawing: svg.Drawing = {
    width,
    height: bottom + svg.lineHeight * (caption.length + 1),
    models: models.map(({ name }) => name),
    style: { fontSize: "10px" },
    axis: null,
    marks: [
      svg.textMark(title, 8, 18, { fontSize: 14, fontWeight: "bold" }),
      svg.textMark(label, 8, 36, { fontSize: 11 }),
      legends.marks,
      marks,
      svg.textMark(caption, 8, bottom + svg.lineHeight),
    ],
  };
  return svg.figureFile(figure, { drawings: [drawing], summaries: [], lines });
}

interface Place {
  frame: Record<"left" | "right" | "top" | "bottom", number>;
  domain: readonly [number, number];
  ticks: readonly number[];
  /** whether there are too many runs for dots of their own */
  isCrowded: boolean;
  /** models whose best is drawn behind */
  others: readonly panels.ShownModel[];
  /** whether its horizontal axis is named */
  isNamed: boolean;
  /** where the model's name stands */
  above: number;
}

function panelMarks(
  { model, axis, lines, rest, troubled }: panels.SweepPanel,
  { frame, domain, ticks, isCrowded, others, isNamed, above }: Place,
): svg.Markish {
  const { left, right, top, bottom } = frame;
  if (lines.length === 0) {
    const text = `${model.name} reads no ${axis.key}`;
    const middle = top + frameHeight / 2;
    return svg.textMark(text, left, middle, { fontSize: 10, fillOpacity: .6 });
  }
  const across = scales.sweepScale(axis, left, right);
  const below = bottom + 29 + scales.slantRoom(axis, right - left);
  const down = svg.scale({
    y: { type: "log", domain: [...domain], range: [bottom, top] },
  });
  const y = (value: number) =>
    value > 0 ? Math.min(bottom, down.apply(value)) : bottom;
  // at a word the points of lines stand side by side, and are not joined
  const { band = 0 } = across;
  const isJoined = band === 0;
  const apart = isJoined ? 12 : Math.min(12, band / (lines.length + 1));
  const x = (point: panels.Shown) => {
    const line = lines.findIndex(({ points }) => points.includes(point));
    const aside = isJoined || line < 0 ? 0 : line - (lines.length - 1) / 2;
    return across.place(point.values[axis.key])! + apart * aside;
  };
  const meanOf = (point: panels.Shown): Point[] =>
    point.hasMean ? [{ x: x(point), y: y(point.mean!) }] : [];
  const means = (points: readonly panels.Shown[], options: svg.LineOptions) =>
    (isJoined ? pieces(points.map(meanOf)) : points.map(meanOf)).map((piece) =>
      svg.lineMark(
        // a mean that is joined to no other is a short level line
        piece.length === 1
          ? [-1, 1].map((side) => (
            { x: piece[0].x + side * apart / 3, y: piece[0].y }
          ))
          : piece,
        options,
      )
    );
  const dots = (points: readonly panels.Shown[], options: svg.DotOptions) =>
    svg.dotMark(
      points.flatMap((point): Point[] =>
        isCrowded
          ? meanOf(point)
          : point.finals.map((value) => ({ x: x(point), y: y(value) }))
      ),
      { ...colour, stroke: "none", fill: "currentColor", ...options },
    );
  const usual = across.place(model.usual[axis.key]);
  const colour = { className: classOf(model.name), stroke: "currentColor" };
  return [
    frameMarks(frame, {
      across,
      up: ticks.map((tick) => (
        { y: down.apply(tick), text: scales.tickText(tick, ticks) }
      )),
    }),
    svg.textMark(model.name, left, above, {
      className: nameClassOf(model.name),
      fontSize: 11,
      fontWeight: "bold",
    }),
    isNamed
      ? svg.textMark(`${axis.key} →`, right, below, { textAnchor: "end" })
      : null,
    others.filter((other) => other !== model && axis.key in other.usual)
      .map((other) =>
        means(panels.bestAlong(other, axis), {
          strokeOpacity: .18,
          strokeWidth: 1,
        })
      ),
    usual === undefined ? null : svg.lineMark(
      [{ x: usual, y: top }, { x: usual, y: bottom }],
      { strokeOpacity: .5, strokeDasharray: "2 3" },
    ),
    dots(rest, { fillOpacity: .25, r: 1.3 }),
    lines.map(({ points, opacity, dash }) => [
      means(points, {
        ...{ ...colour, strokeOpacity: opacity, strokeWidth: 1.5 },
        strokeDasharray: dash,
      }),
      dots(points, { fillOpacity: .8 * opacity, r: 1.7 }),
    ]),
    svg.dotMark(model.best === null ? [] : meanOf(model.points[model.best]), {
      r: 5,
      stroke: "currentColor",
    }),
    troubled.map(({ points, opacity }, row) =>
      points.map((point) =>
        troubleMarks(point, {
          at: { x: x(point), y: top - 4 - markRow * row },
          colour: { ...colour, opacity },
        })
      )
    ),
  ];
}

/** Means, of which some points have none, in the pieces between these. */
function pieces(means: readonly Point[][]): Point[][] {
  const found: Point[][] = [[]];
  for (const mean of means) {
    if (mean.length > 0) found.at(-1)!.push(...mean);
    else found.push([]);
  }
  return found.filter(({ length }) => length > 0)
    .map((piece) => piece.sort((a, b) => a.x - b.x));
}

/** Lines on the left and below, with marks and numbers. */
function frameMarks(
  { left, right, top, bottom }: Place["frame"],
  { across: { ticks, slants, broken }, up }: {
    across: scales.SweepScale;
    up: readonly { y: number; text: string }[];
  },
): svg.Markish {
  const edge = { strokeOpacity: .6 };
  return [
    up.map(({ y, text }) => [
      svg.lineMark([{ x: left, y }, { x: right, y }], { strokeOpacity: .12 }),
      svg.textMark(text, left - 5, y, {
        textAnchor: "end",
        lineAnchor: "middle",
      }),
    ]),
    svg.lineMark([{ x: left, y: top }, { x: left, y: bottom }], edge),
    svg.lineMark([{ x: left, y: bottom }, { x: right, y: bottom }], edge),
    ticks.map(({ x, text }) => [
      svg.lineMark([{ x, y: bottom }, { x, y: bottom + 4 }], edge),
      slants
        ? svg.textMark(text, x + 2, bottom + 7, {
          ...{ rotate: scales.slant, textAnchor: "end", lineAnchor: "middle" },
        })
        : svg.textMark(text, x, bottom + 16, { textAnchor: "middle" }),
    ]),
    broken === undefined ? null : [-2, 2].map((shift) =>
      svg.lineMark([
        { x: broken + shift - 2, y: bottom + 4 },
        { x: broken + shift + 2, y: bottom - 4 },
      ], edge)
    ),
  ];
}

/** Marks of the runs of a point that are not in the frame, with their count if others are. */
function troubleMarks(
  { lost, runs }: panels.Shown,
  { at, colour }: { at: Point; colour: svg.DotOptions },
): svg.Markish {
  return lost.map(([why, count], k) => {
    const x = at.x + 13 * (k - (lost.length - 1) / 2);
    const [mark] = panels.troubles[why];
    return [
      svg.dotMark([{ x, y: at.y }], {
        ...{ ...colour, ...mark, r: 2.4, strokeWidth: 1.2 },
      }),
      count === runs
        ? null
        : svg.textMark(`${count}`, x + 4, at.y + 3, { fontSize: 7 }),
    ];
  });
}

/** Above each column of panels, where there are several: what tells its lines apart. */
function legendsOf(
  { axes }: Sweep,
  all: readonly panels.SweepPanel[],
  wide: number,
): { marks: svg.Markish; height: number } {
  if (axes.length === 1) return { marks: null, height: 0 };
  let rows = 1;
  const marks = axes.map((axis, column) => {
    const [fullest] = all.filter((panel) => panel.axis === axis)
      .sort((a, b) => b.lines.length - a.lines.length);
    const left = column * wide + around.left;
    const yOf = (row: number) => {
      rows = Math.max(rows, row + 1);
      return 56 + row * svg.lineHeight;
    };
    if (fullest.rest.length > 0) {
      const others = axes.filter((other) => other !== axis)
        .map(({ key }) => key).join(", ");
      const words = `line: the best of all ${others}; pale: the others`;
      const lines = wrap([words], wide - around.left, 5.6);
      return lines.map((line, row) => svg.textMark(line, left, yOf(row)));
    }
    let row = -1;
    return fullest.legends.map(({ label, samples }) => {
      const start = left + 6 * label.length + 10;
      let x = start;
      row++;
      return [
        svg.textMark(`${label}:`, left, yOf(row)),
        samples.map(({ text, opacity, dash }) => {
          const length = sample + 3 + 6 * text.length;
          if (x > start && x + length > (column + 1) * wide) {
            [x, row] = [start, row + 1];
          }
          const [from, y] = [x, yOf(row)];
          x += length + 8;
          return [
            svg.lineMark([0, sample].map((x) => ({ x: from + x, y: y - 4 })), {
              ...{ strokeOpacity: opacity, strokeWidth: 1.5 },
              strokeDasharray: dash,
            }),
            svg.textMark(text, from + sample + 3, y),
          ];
        }),
      ];
    });
  });
  return { marks, height: rows * svg.lineHeight };
}
