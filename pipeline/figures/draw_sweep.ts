/**
 * The figure of a sweep: how far each model came at every point of the grid, a panel for each model
 * and each setting that it reads.
 */
import { averagingOf } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type {
  Sweep,
  SweptAxis,
  SweptModel,
  SweptPoint,
  SweptRun,
} from "../../lib/statistics/sweep.ts";
import { classOf, nameClassOf } from "./class_names.ts";
import type { Point } from "./curves.ts";
import type { SweepFigure } from "./figure.ts";
import { verticalText } from "./frame.ts";
import * as svg from "./svg.ts";
import {
  logTicks,
  type SweepScale,
  sweepScale,
  valueText,
} from "./sweep_axis.ts";
import { addedLines, wrap } from "./text.ts";

/** Most lines of a panel; of more, the best is drawn. */
const mostLines = 8;
/** Most dots of a figure, which keep its file below a megabyte; of more runs, means alone have dots. */
const mostDots = 6000;
/** An error above so many times that before training lies above the frame. */
const mostLeft = 10;

/** The width of the figure, the height of a frame, and pixels around it. */
const [width, frameHeight] = [760, 130];
const around = { left: 46, right: 14, top: 22, bottom: 36 };
/** Pixels from one row of marks above a frame to the next. */
const markRow = 7;

/** A line of a panel: the points that differ in the panel's setting alone. */
interface Line {
  points: SweptPoint[];
  /** from pale to full */
  opacity: number;
}

interface SweepPanel {
  model: SweptModel;
  axis: SweptAxis;
  lines: Line[];
  /** the points of no line */
  rest: SweptPoint[];
}

/** The SVG file of a sweep, of which `summary` says what was run. */
export function drawSweep(
  figure: SweepFigure,
  sweep: Sweep,
  summary: Pick<Summary, "label" | "seeds" | "added">,
): string {
  const { axes, models, measure } = sweep;
  const { title, vertical: { label, factor = 1 } } = figure;
  const rows = axes.length === 1
    ? chunks(models.map((model) => panelOf(model, axes[0])), 3)
    : models.map((model) => axes.map((axis) => panelOf(model, axis)));
  const panels = rows.flat().filter((panel) => panel !== null);
  const columns = Math.max(...rows.map(({ length }) => length), 2);
  const wide = width / columns;

  const runs = models.flatMap(({ points }) => points)
    .flatMap(({ runs }) => runs);
  const most = measure === "error_left" ? mostLeft : Infinity;
  const shown = runs.filter(isIn(most)).map(({ final }) => final! * factor)
    .filter((value) => value > 0);
  const { domain, ticks } = shown.length > 0
    ? logTicks(shown.reduce(least), shown.reduce(greatest), 6)
    : logTicks(factor, factor, 6);
  const isCrowded = runs.length * axes.length > mostDots;

  const legends = legendsOf(sweep, panels, wide);
  // where each row's frames begin, below the marks of what is not in them
  const tops: number[] = [];
  let bottom = 46 + legends.height;
  for (const row of rows) {
    const above = row.map((panel) =>
      panel ? troubledIn(panel, most).length : 0
    );
    tops.push(bottom + around.top + markRow * Math.max(...above));
    bottom = tops.at(-1)! + frameHeight + around.bottom;
  }

  const lines = [
    runLine(sweep, summary),
    ...addedLines(summary, models.map(({ name }) => name)),
    ...notesOf(sweep, most),
  ];
  const caption = wrap(lines, width, 5.6);
  const marks = rows.map((row, r) =>
    row.map((panel, c) => {
      const left = c * wide + around.left;
      const right = (c + 1) * wide - around.right;
      const top = tops[r];
      const frame = { left, right, top, bottom: top + frameHeight };
      return panel
        ? panelMarks(panel, {
          ...{ frame, ticks, domain, factor, most, isCrowded },
          others: axes.length === 1 ? models : [],
          isNamed: axes.length === 1 || r === rows.length - 1,
        })
        : svg.textMark(
          `${models[r].name} reads no ${axes[c].key}`,
          left,
          top + frameHeight / 2,
          { fontSize: 10, fillOpacity: .6 },
        );
    })
  );
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

const least = (a: number, b: number) => Math.min(a, b);
const greatest = (a: number, b: number) => Math.max(a, b);

/** Whether a run finished, at or below a value. */
const isIn = (most: number) => ({ status, final }: SweptRun) =>
  status === "finished" && final !== null && final <= most;

function chunks<T>(items: readonly T[], size: number): T[][] {
  const starts = items.flatMap((_, k) => k % size === 0 ? [k] : []);
  return starts.map((start) => items.slice(start, start + size));
}

/** A model's panel of a setting; null if the model does not read it. */
function panelOf(model: SweptModel, axis: SweptAxis): SweepPanel | null {
  const { key } = axis;
  if (!(key in model.usual)) return null;
  const groups = [
    ...Map.groupBy(model.points, ({ values }) => {
      const { [key]: _, ...others } = values;
      return JSON.stringify(others);
    }).values(),
  ];
  if (groups.length <= mostLines) {
    const lines = groups.map((points, k) => (
      { points, opacity: .3 + .7 * (k + 1) / groups.length }
    ));
    return { model, axis, lines, rest: [] };
  }
  const points = profileOf(model, axis);
  const rest = model.points.filter((point) => !points.includes(point));
  return { model, axis, lines: [{ points, opacity: 1 }], rest };
}

/** Of each value of a setting the point with the least mean, of those at which every seed finished. */
function profileOf({ points }: SweptModel, { key }: SweptAxis): SweptPoint[] {
  return [...Map.groupBy(points, ({ values }) => values[key]).values()]
    .flatMap((all) =>
      all.filter(({ runs, final }) => final.count === runs.length)
        .sort((a, b) => a.final.mean! - b.final.mean!).slice(0, 1)
    );
}

/** The lines of a panel with runs that are not in the frame, a row of marks each. */
function troubledIn({ lines, rest }: SweepPanel, most: number): Line[] {
  return [...lines, { points: rest, opacity: .5 }]
    .filter(({ points }) => points.some(({ runs }) => !runs.every(isIn(most))));
}

interface Place {
  frame: Record<"left" | "right" | "top" | "bottom", number>;
  domain: readonly [number, number];
  ticks: readonly number[];
  factor: number;
  most: number;
  /** whether there are too many runs for dots of their own */
  isCrowded: boolean;
  /** models whose best is drawn behind */
  others: readonly SweptModel[];
  /** whether its horizontal axis is named */
  isNamed: boolean;
}

function panelMarks(
  panel: SweepPanel,
  { frame, domain, ticks, factor, most, isCrowded, others, isNamed }: Place,
): svg.Markish {
  const { model, axis, lines, rest } = panel;
  const { left, right, top, bottom } = frame;
  const across = sweepScale(axis, left, right);
  const down = svg.scale({
    y: { type: "log", domain: [...domain], range: [bottom, top] },
  });
  const y = (value: number) =>
    value > 0 ? Math.min(bottom, down.apply(value * factor)) : bottom;
  // at a word the points of lines stand side by side, and are not joined
  const { band = 0 } = across;
  const isJoined = band === 0;
  const apart = isJoined ? 12 : Math.min(12, band / (lines.length + 1));
  const x = (point: SweptPoint) => {
    const line = lines.findIndex(({ points }) => points.includes(point));
    const aside = isJoined || line < 0 ? 0 : line - (lines.length - 1) / 2;
    return across.place(point.values[axis.key])! + apart * aside;
  };
  const meanOf = (point: SweptPoint): Point[] => {
    const { final: { mean, count }, runs } = point;
    return count === runs.length && mean !== null && mean <= most
      ? [{ x: x(point), y: y(mean) }]
      : [];
  };
  const dotsOf = (points: readonly SweptPoint[]) =>
    points.flatMap((point): Point[] =>
      isCrowded ? meanOf(point) : point.runs.filter(isIn(most))
        .map(({ final }) => ({ x: x(point), y: y(final!) }))
    );
  const best = model.best === null ? [] : meanOf(model.points[model.best]);
  const usual = across.place(model.usual[axis.key]);
  const colour = { className: classOf(model.name), stroke: "currentColor" };
  const troubled = troubledIn(panel, most);
  return [
    frameMarks(frame, { across, ticks, y: (value) => down.apply(value) }),
    svg.textMark(model.name, left, top - 4 - markRow * troubled.length, {
      className: nameClassOf(model.name),
      fontSize: 11,
      fontWeight: "bold",
    }),
    isNamed
      ? svg.textMark(`${axis.key} →`, right, bottom + 29, { textAnchor: "end" })
      : null,
    others.filter((other) => other !== model && axis.key in other.usual)
      .map((other) =>
        svg.line(profileOf(other, axis).flatMap(meanOf), {
          ...svg.inPixels,
          strokeOpacity: .18,
          strokeWidth: 1,
        })
      ),
    usual === undefined ? null : line(
      [{ x: usual, y: top }, { x: usual, y: bottom }],
      { strokeOpacity: .5, strokeDasharray: "2 3" },
    ),
    svg.dot(dotsOf(rest), {
      ...{ ...svg.inPixels, ...colour, stroke: "none" },
      ...{ fill: "currentColor", fillOpacity: .25, r: 1.3 },
    }),
    lines.map(({ points, opacity }) => [
      (isJoined ? pieces(points, meanOf) : points.map(meanOf))
        .map((piece) =>
          line(piece.length === 1 ? levelPiece(piece[0], apart / 3) : piece, {
            ...{ ...colour, strokeOpacity: opacity, strokeWidth: 1.5 },
          })
        ),
      svg.dot(dotsOf(points), {
        ...{ ...svg.inPixels, ...colour, stroke: "none" },
        ...{ fill: "currentColor", fillOpacity: .8 * opacity, r: 1.7 },
      }),
    ]),
    svg.dot(best, { ...svg.inPixels, r: 5, stroke: "currentColor" }),
    troubled.map(({ points, opacity }, row) =>
      points.map((point) =>
        troubleMarks(point.runs, most, {
          at: { x: x(point), y: top - 4 - markRow * row },
          colour: { ...colour, opacity },
        })
      )
    ),
  ];
}

const line = (points: readonly Point[], options: svg.LineOptions) =>
  svg.line([...points], { ...svg.inPixels, ...options });

/** A mean that is joined to no other. */
function levelPiece({ x, y }: Point, half: number): Point[] {
  return [{ x: x - half, y }, { x: x + half, y }];
}

/** The means of points in pieces: a line ends where one has none. */
function pieces(
  points: readonly SweptPoint[],
  meanOf: (point: SweptPoint) => Point[],
): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    const [mean] = meanOf(point);
    if (mean) found.at(-1)!.push(mean);
    else found.push([]);
  }
  return found.map((piece) => piece.sort((a, b) => a.x - b.x))
    .filter(({ length }) => length > 0);
}

/** Lines on the left and below, with marks and numbers. */
function frameMarks(
  { left, right, top, bottom }: Place["frame"],
  { across, ticks, y }: {
    across: SweepScale;
    ticks: readonly number[];
    y: (value: number) => number;
  },
): svg.Markish {
  const edge = { strokeOpacity: .6 };
  const { broken } = across;
  return [
    ticks.map((tick) => [
      line([{ x: left, y: y(tick) }, { x: right, y: y(tick) }], {
        strokeOpacity: .12,
      }),
      svg.textMark(axisText(tick, ticks), left - 5, y(tick), {
        textAnchor: "end",
        lineAnchor: "middle",
      }),
    ]),
    line([{ x: left, y: top }, { x: left, y: bottom }], edge),
    line([{ x: left, y: bottom }, { x: right, y: bottom }], edge),
    across.ticks.map(({ x, text }) => [
      line([{ x, y: bottom }, { x, y: bottom + 4 }], edge),
      svg.textMark(text, x, bottom + 16, { textAnchor: "middle" }),
    ]),
    broken === undefined ? null : [-2, 2].map((shift) =>
      line([
        { x: broken + shift - 2, y: bottom + 4 },
        { x: broken + shift + 2, y: bottom - 4 },
      ], edge)
    ),
  ];
}

/** Powers of ten as such where the axis is long, else numbers. */
function axisText(tick: number, ticks: readonly number[]): string {
  const isLong = ticks.at(-1)! / ticks[0] > 100 || tick < 1e-3 || tick >= 1e4;
  return verticalText({ label: "", scale: isLong ? "log" : "linear" }, tick);
}

/** What may be amiss with a run: the mark of it, as a sign of a caption, and in words. */
const troubles = {
  diverged: [{ symbol: "times" }, "×", "diverged"],
  unstable: [{ symbol: "triangle", rotate: 180 }, "▽", "lost stability"],
  missing: [{ symbol: "circle" }, "○", "missing"],
  above: [
    { symbol: "triangle", fill: "currentColor" },
    ...["▲", `ended above ${mostLeft} times the error before training`],
  ],
} as const;

type Trouble = keyof typeof troubles;

function troubleOf(run: SweptRun, most: number): Trouble | null {
  if (run.status !== "finished") return run.status;
  return isIn(most)(run) ? null : "above";
}

/** Marks of the runs of a point that are not in the frame, with their count if others are. */
function troubleMarks(
  runs: readonly SweptRun[],
  most: number,
  { at, colour }: { at: Point; colour: Record<string, unknown> },
): svg.Markish {
  const kinds = [...Map.groupBy(runs, (run) => troubleOf(run, most))]
    .filter(([kind]) => kind !== null);
  return kinds.map(([kind, { length }], k) => {
    const x = at.x + 13 * (k - (kinds.length - 1) / 2);
    return [
      svg.dot([{ x, y: at.y }], {
        ...{ ...svg.inPixels, ...colour, ...troubles[kind!][0] },
        ...{ r: 2.4, strokeWidth: 1.2 },
      }),
      length === runs.length
        ? null
        : svg.textMark(`${length}`, x + 4, at.y + 3, {
          fontSize: 7,
        }),
    ];
  });
}

/** What was run, in one line: profile and seeds. */
function runLine(
  { measure }: Sweep,
  { label, seeds }: Pick<Summary, "label" | "seeds">,
): string {
  const mean = averagingOf(measure) === "geometric" ? "geometric mean" : "mean";
  return seeds.length === 1
    ? `${label} · seed ${seeds[0]}`
    : `${label} · ${seeds.length} seeds, each a dot; lines: their ${mean}`;
}

/** What the lines, marks and dots of a sweep's figure mean, as lines of its caption. */
function notesOf({ axes, models }: Sweep, most: number): string[] {
  const runs = models.flatMap(({ points }) => points)
    .flatMap(({ runs }) => runs);
  const kinds = [...Map.groupBy(runs, (run) => troubleOf(run, most))]
    .flatMap(([kind, { length }]) => {
      if (kind === null) return [];
      const [, sign, words] = troubles[kind];
      return [`${sign} ${words}: ${length} of ${runs.length} trainings`];
    });
  return [
    [
      "ring: best point of a model",
      "dashed: the value it has otherwise",
      ...axes.length === 1 && models.length > 1
        ? ["grey: the other models"]
        : [],
    ].join("; "),
    ...kinds.length > 0 ? [`above the frame, ${kinds.join("; ")}`] : [],
  ];
}

/** Above each column of panels, where there are several: what tells its lines apart. */
function legendsOf(
  { axes }: Sweep,
  panels: readonly SweepPanel[],
  wide: number,
): { marks: svg.Markish; height: number } {
  if (axes.length === 1) return { marks: null, height: 0 };
  let rows = 1;
  const marks = axes.map((axis, column) => {
    const [fullest] = panels.filter((panel) => panel.axis === axis)
      .sort((a, b) => b.lines.length - a.lines.length);
    const left = column * wide + around.left;
    const others = axes.filter((other) => other !== axis)
      .map(({ key }) => key).join(", ");
    if (!fullest || fullest.rest.length > 0) {
      const words = `line: the best of all ${others}; pale: the others`;
      return svg.textMark(words, left, 56);
    }
    const start = left + 6 * others.length + 10;
    let x = start;
    let row = 0;
    return [
      svg.textMark(`${others}:`, left, 56),
      fullest.lines.map(({ points: [{ values }], opacity }) => {
        const { [axis.key]: _, ...rest } = values;
        const text = Object.values(rest).map(valueText).join(", ");
        const length = 17 + 6 * text.length;
        if (x + length > (column + 1) * wide) [x, row] = [start, row + 1];
        rows = Math.max(rows, row + 1);
        const [from, y] = [x, 56 + row * svg.lineHeight];
        x += length + 8;
        return [
          line([{ x: from, y: y - 4 }, { x: from + 14, y: y - 4 }], {
            ...{ strokeOpacity: opacity, strokeWidth: 1.5 },
          }),
          svg.textMark(text, from + 17, y),
        ];
      }),
    ];
  });
  return { marks, height: rows * svg.lineHeight };
}
