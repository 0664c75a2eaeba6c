/** What the panels of a sweep's figure show: points, lines, and runs that are in no frame. */
import type {
  Sweep,
  SweptAxis,
  SweptModel,
  SweptPoint,
  SweptValue,
} from "../../lib/statistics/sweep.ts";
import { valueTexts } from "./sweep_axis.ts";

/** Most lines of a panel; of more, the best is drawn. */
const mostLines = 8;
/** An error above so many times that before training lies above the frame. */
const mostLeft = 10;

/** What may be amiss with a run: the mark of it, as a sign of a caption, and in words. */
export const troubles = {
  diverged: [{ symbol: "times" }, "×", "diverged"],
  unstable: [{ symbol: "triangle", rotate: 180 }, "▽", "lost stability"],
  missing: [{ symbol: "circle" }, "○", "missing"],
  above: [
    { symbol: "triangle", fill: "currentColor" },
    ...["▲", `ended above ${mostLeft} times the error before training`],
  ],
} as const;

type Trouble = keyof typeof troubles;

/** A point as it is drawn: values of runs that are in the frame, and how many are not, and why. */
export interface Shown extends Pick<SweptPoint, "values"> {
  finals: number[];
  lost: [why: Trouble, count: number][];
  runs: number;
  /** null unless every seed finished */
  mean: number | null;
  /** whether that is in the frame */
  hasMean: boolean;
}

export type ShownModel = Omit<SweptModel, "points"> & { points: Shown[] };

/** A line of a panel: the points that differ in the panel's setting alone. */
export interface Line {
  points: Shown[];
  /** from pale to full */
  opacity: number;
  /** lengths of strokes and gaps; undefined is solid */
  dash?: string;
}

/** What tells lines apart: of each value of a setting, or values of several, a sample. */
interface Legend {
  label: string;
  samples: (Pick<Line, "opacity" | "dash"> & { text: string })[];
}

/** A model's points by a setting; without lines if the model does not read it. */
export interface SweepPanel {
  model: ShownModel;
  axis: SweptAxis;
  lines: Line[];
  /** of lines that are all drawn */
  legends: Legend[];
  /** the points of no line */
  rest: Shown[];
  /** the lines with runs that are not in the frame, each with a row of marks above it */
  troubled: Line[];
}

/** The models of a sweep, whose errors are drawn times `factor`. */
export function shownModels(
  { models, measure }: Sweep,
  factor: number,
): ShownModel[] {
  const most = measure === "error_left" ? mostLeft : Infinity;
  return models.map((model) => ({
    ...model,
    points: model.points.map((point) => shownPoint(point, { most, factor })),
  }));
}

/** A point whose frame ends at `most`, with values times `factor`. */
function shownPoint(
  { values, runs, final: { mean, count } }: SweptPoint,
  { most, factor }: Record<"most" | "factor", number>,
): Shown {
  const isIn = (value: number | null) => value !== null && value <= most;
  const kinds = Map.groupBy(runs, ({ status, final }) => {
    if (status !== "finished") return status;
    return isIn(final) ? "in" : "above";
  });
  const { in: inside = [], ...lost } = Object.fromEntries(kinds);
  const whole = count === runs.length ? mean : null;
  return {
    values,
    finals: inside.map(({ final }) => final! * factor),
    lost: Object.entries(lost)
      .map(([why, { length }]) => [why as Trouble, length]),
    runs: runs.length,
    mean: whole && whole * factor,
    hasMean: isIn(whole),
  };
}

/** How many trainings are not in a frame, and why, as a line of the caption if there are any. */
export function lostLines(
  points: readonly Shown[],
  trainings: number,
): string[] {
  const counts = new Map<Trouble, number>();
  for (const [why, count] of points.flatMap(({ lost }) => lost)) {
    counts.set(why, (counts.get(why) ?? 0) + count);
  }
  const texts = [...counts].map(([why, count]) => {
    const [, sign, words] = troubles[why];
    return `${sign} ${words}: ${count} of ${trainings} trainings`;
  });
  return texts.length > 0 ? [`above the frame, ${texts.join("; ")}`] : [];
}

/** Dashes of lines, of which no panel needs more: it has two shades at least. */
const dashes = [undefined, "5 2.5", "1.5 2.5", "8 2 1.5 2"];

/**
 * The panel of a model and a setting: a line for each value of the others, or the best of too many.
 * Of these others the one with most values has a shade for each, the rest a dash.
 */
export function panelOf(model: ShownModel, axis: SweptAxis): SweepPanel {
  const { key } = axis;
  const panel = { model, axis, lines: [], legends: [], rest: [], troubled: [] };
  if (!(key in model.usual)) return panel;
  const best = bestAlong(model, axis);
  const others = Object.keys(model.usual).filter((other) => other !== key)
    .map((key) => {
      const values = [...new Set(model.points.map((p) => p.values[key]))];
      return { key, values, texts: valueTexts(values) };
    })
    .sort((a, b) => b.values.length - a.values.length);
  const count = others.reduce((n, { values }) => n * values.length, 1);
  const isFull = count > mostLines;
  const [shaded, ...dashed] = others;
  const shades = legendOf(shaded ? [shaded] : [], (k, count) => ({
    opacity: count === 1 ? 1 : Math.round(30 + 70 * k / (count - 1)) / 100,
  }));
  const strokes = legendOf(dashed, (k) => ({ opacity: 1, dash: dashes[k] }));
  const lines = isFull
    ? [{ points: best, opacity: 1 }]
    : shades.samples.flatMap(({ opacity, fits }) =>
      strokes.samples.map(({ dash, fits: alsoFits }): Line => ({
        points: model.points.filter((p) => fits(p) && alsoFits(p)),
        opacity,
        ...dash && { dash },
      }))
    );
  const legends = isFull
    ? []
    : [shades, strokes].filter(({ samples }) => samples.length > 1);
  const rest = model.points
    .filter((point) => isFull && !best.includes(point));
  const troubled = [...lines, { points: rest, opacity: .5 }]
    .filter(({ points }) => points.some(({ lost }) => lost.length > 0));
  return { ...panel, lines, legends, rest, troubled };
}

/** A sample for each combination of values of some settings, and which points have it. */
function legendOf(
  settings: { key: string; values: SweptValue[]; texts: string[] }[],
  styleOf: (place: number, count: number) => Pick<Line, "opacity" | "dash">,
) {
  const combinations = settings.reduce<[SweptValue[], string[]][]>(
    (before, { values, texts }) =>
      before.flatMap(([all, words]) =>
        values.map((value, k): [SweptValue[], string[]] => [
          [...all, value],
          [...words, texts[k]],
        ])
      ),
    [[[], []]],
  );
  return {
    label: settings.map(({ key }) => key).join(", "),
    samples: combinations.map(([all, words], k) => ({
      ...styleOf(k, combinations.length),
      text: words.join(", "),
      fits: ({ values }: Pick<Shown, "values">) =>
        settings.every(({ key }, i) => values[key] === all[i]),
    })),
  };
}

/** Of each value of a setting the point with the least mean, of those at which every seed finished. */
export function bestAlong({ points }: ShownModel, { key }: SweptAxis): Shown[] {
  return [...Map.groupBy(points, ({ values }) => values[key]).values()]
    .flatMap((all) =>
      all.filter(({ mean }) => mean !== null)
        .sort((a, b) => a.mean! - b.mean!).slice(0, 1)
    );
}
