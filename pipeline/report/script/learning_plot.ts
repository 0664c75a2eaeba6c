import { classOf } from "../../figures/class_names.ts";
import { styleOf } from "../../figures/published_style.ts";
import { escapeXml } from "../../figures/text.ts";
import { type Choice, modelsOf, valueOf } from "./choice.ts";
import type { CurveData } from "./curves.ts";
import { type Measured, thinned } from "./measured.ts";
import { type Line, plot } from "./plot.ts";

/** Points of a line that a screen can show. */
const mostPoints = 400;

/** How far above the errors of the start a curve is still drawn, as a factor. */
const headroom = 100;

/** The classes of a model's line. */
export function lineClass(model: string): string {
  const { opacity, cap } = styleOf(model);
  const classes = [classOf(model), opacity < 1 && "pale", cap && "dotted"];
  return escapeXml(classes.filter(Boolean).join(" "));
}

/** The errors of the models of a choice as they learn, and behind them those of the run. */
export function learningPlot(
  choice: Choice,
  measured: ReadonlyMap<string, Measured>,
  data: CurveData,
  width: number,
): string {
  const { name: experiment, title } = choice.exercise;
  const { error } = data[experiment] ?? {};
  const models = modelsOf(choice);
  const live = models.flatMap((name): Line[] => {
    const { error } = measured.get(name)?.series ?? {};
    if (!error) return [];
    return [{
      ...thinned(error, mostPoints),
      className: lineClass(name),
      name,
    }];
  });
  const begun = new Set(live.map(({ name }) => name));
  // an error is a sum over all examples
  const isOther = choice.changes.has("iterations");
  const before = models.flatMap((name): Line[] => {
    const curve = error?.models[name];
    if (!curve || isOther) return [];
    return [{
      x: curve.iteration,
      y: curve.mean.map((value) => value ?? NaN),
      className: `${escapeXml(classOf(name))} before`,
      ...!begun.has(name) && { name },
    }];
  });
  const lines = [...before, ...live];
  const last = Number(valueOf(choice, "iterations")) - 1;
  return plot({
    label: `${title}: errors of ${models.join(", ")}`,
    x: { label: "iteration", from: 0, to: Math.max(1, last) },
    y: { label: error?.title ?? "squared error", log: true, ...rangeOf(lines) },
    lines,
    ...{ width, height: Math.min(420, Math.max(300, 0.7 * width)), right: 76 },
  });
}

/** The powers of ten around all values that are worth showing. */
function rangeOf(lines: readonly Line[]): { from: number; to: number } {
  const first = Math.max(...lines.map(({ y }) => y[0]).filter(Number.isFinite));
  const most = headroom * first;
  const shown = lines.flatMap(({ y }) => Array.from(y))
    .filter((value) => value > 0 && value <= most);
  if (shown.length === 0) return { from: 1, to: 10 };
  const from = 10 ** Math.floor(Math.log10(Math.min(...shown)));
  const to = 10 ** Math.ceil(Math.log10(Math.max(...shown)));
  return { from, to: Math.max(to, 10 * from) };
}
