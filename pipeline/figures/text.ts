/** The text of figures: captions, notes and names. */
import { averagingOf } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { VisibleCurve } from "./curves.ts";
import type { Panel, Place, VerticalAxis } from "./figure.ts";
import { numberText, verticalDomain } from "./frame.ts";

/** So many missing runs, or runs that stopped early, are named; the others are counted. */
const mostNamed = 4;

/** The interval of fewer seeds is several times as wide as they lie apart. */
const fewSeeds = 4;

/** What was run and is drawn, in one line: profile, seeds, examples. */
export function runLine(
  panel: Panel,
  summary: Summary,
  curves: readonly VisibleCurve[],
): string {
  const { label, settings } = summary;
  const last = Math.max(...curves.map(({ last }) => last));
  const { first = Infinity, metrics: [metric], horizontal } = panel;
  const setting = (name: string) => numberText(settings[name] as number);
  const examples = last > first
    ? `first ${numberText(first)} of ${numberText(last + 1)} examples`
    : "batchSize" in settings
    ? `${numberText(last)} batches of ${setting("batchSize")} examples`
    : !("epochs" in settings && "examples" in settings)
    ? `to example ${numberText(last + 1)}`
    : settings.epochs === 1
    ? `${setting("examples")} examples`
    : `${setting("epochs")} epochs of ${setting("examples")} examples`;
  const seeds = seedsText(summary, meanText(metric), curves);
  return [label, seeds, ...horizontal ? [] : [examples]].join(" · ");
}

/** What the mean of a metric is. */
export function meanText(metric: string): string {
  return averagingOf(metric) === "geometric" ? "geometric mean" : "mean";
}

/** The same of several metrics. */
function meansText(metrics: readonly string[]): string {
  const means = new Set(metrics.map(meanText));
  if (means.size === 1) return [...means][0];
  const ratios = metrics.some((metric) => metric.startsWith("gain"));
  return `mean (of ${ratios ? "ratios" : "errors"}: geometric)`;
}

/** Which seed; or how many, which `mean` is drawn, and what beside it. */
function seedsText(
  { seeds }: Summary,
  mean: string,
  curves: readonly VisibleCurve[],
): string {
  if (seeds.length === 1) return `seed ${seeds[0]}`;
  if (curves.some(({ seed }) => seed !== undefined)) {
    return `${seeds.length} seeds, each by itself`;
  }
  const thin = curves.some(({ seeds }) => seeds.length > 0)
    ? ", each seed thin"
    : "";
  const few = seeds.length < fewSeeds ? ", wide of so few," : "";
  return `${seeds.length} seeds: ${mean}, its 95 % t-interval${few} shaded${thin}`;
}

/** Which runs a figure or a section lacks, as a line; none if it lacks nothing. */
export function missingLines(
  { missing = [], models, seeds }: Summary,
): string[] {
  if (missing.length === 0) return [];
  const all = models.length * seeds.length;
  const runs = missing.map(({ model, seed }) => `${model} seed ${seed}`);
  const list = runs.slice(0, mostNamed).join(", ");
  const rest = runs.length - mostNamed;
  const more = rest > 0 ? ` and ${rest} more` : "";
  return [
    `incomplete: ${all - runs.length} of ${all} runs; missing: ${list}${more}`,
  ];
}

/** What each of `models` is, of those that the paper does not have. */
export function addedLines(
  { added = {} }: Pick<Summary, "added">,
  models: readonly string[],
): string[] {
  return Object.keys(added).filter((model) => models.includes(model))
    .map((model) => `${model} (added): ${added[model]}`);
}

/** One sentence for every seed that stopped early. */
export function endingLines(curves: readonly VisibleCurve[]): string[] {
  const endings = curves.flatMap(({ endings }) => endings);
  const lines = new Set(endings.map(({ model, seed, status, iteration }) => {
    const what = status === "diverged" ? "diverged" : "lost its stability";
    const at = numberText(iteration);
    return `× ${model}, seed ${seed}, ${what} at iteration ${at}`;
  }));
  const rest = lines.size - mostNamed;
  const more = rest > 0 ? [`× and ${rest} more that stopped early`] : [];
  return [...lines].slice(0, mostNamed).concat(more);
}

/** One line for every model of which seeds collapsed. */
export function collapseLines(curves: readonly VisibleCurve[]): string[] {
  const collapses = curves.flatMap(({ collapses }) => collapses);
  return [...Map.groupBy(collapses, ({ model }) => model)]
    .map(([model, all]) => {
      const seeds = new Set(
        all.map(({ seed, iteration }) =>
          `${numberText(iteration)} (seed ${seed})`
        ),
      );
      const list = [...seeds].join(", ");
      return `○ ${model} collapsed to the mean image at iteration ${list}`;
    });
}

/**
 * Notes on an axis: that it is longer than the published one, what is cut, and what could not be
 * drawn where it is, below zero. None where all is as published.
 */
export function limitNotes(
  axis: VerticalAxis,
  curves: readonly VisibleCurve[],
): string[] {
  const { published, negative, scale } = axis;
  const [low, high] = verticalDomain(axis, curves);
  const slack = 1e-6 * (scale === "log" ? low : high - low);
  const outside = (value: number) =>
    value < low - slack || value > high + slack;
  const amiss = (size: number) => negative === true && size <= 0;
  const notes: string[] = [];
  if (published && (low < published[0] || high > published[1])) {
    const [from, to] = published.map(numberText);
    notes.push(`vertical axis longer than the published ${from} to ${to}`);
  }
  const cut = curves.filter(({ mean }) =>
    mean.some((value) => outside(value) && !amiss(value))
  ).map(curveName);
  if (cut.length > 0) notes.push(`${cut.join("; ")} cut at the frame`);
  const banded = curves.filter(({ banded }) => banded);
  const pale = {
    "shading": banded.flatMap(({ low, high }) => [low, high]),
    "thin lines": curves.flatMap(({ seeds }) =>
      seeds.map(({ value }) => value.filter((one) => !amiss(one)))
    ),
  };
  const pressed = Object.entries(pale)
    .filter(([, lines]) => lines.some((line) => line.some(outside)));
  if (pressed.length > 0) {
    const what = pressed.map(([name]) => name).join(" and ");
    notes.push(`${what} cut at the frame`);
  }
  for (const curve of curves) {
    const { mean, x } = curve;
    const { length: count } = mean.filter(amiss);
    if (count === 0) continue;
    const name = curveName(curve);
    const share = `${numberText(count)} of ${numberText(mean.length)}`;
    const first = numberText(x[mean.findIndex(amiss)]);
    notes.push(
      `▲ ${name}: not below zero, so drawn on the upper edge, at ${share} measurements, first at iteration ${first}`,
    );
  }
  return notes;
}

/** "DI", or "DI, layer 2" or "DI, seed 0" where a panel shows several. */
export function curveName(
  { model, seed, layer }: Pick<VisibleCurve, "model" | "seed" | "layer">,
): string {
  return [
    model,
    ...layer === undefined ? [] : [`layer ${layer}`],
    ...seed === undefined ? [] : [`seed ${seed}`],
  ].join(", ");
}

/** The same without a layer, which its dash tells. */
export function shortName(curve: Pick<VisibleCurve, "model" | "seed">): string {
  const { model, seed } = curve;
  return curveName({ model, seed });
}

/** A panel of a composite with what is shown in it. */
export interface Shown {
  place: Place;
  curves: readonly VisibleCurve[];
  summary: Summary;
}

/**
 * What was run, and notes on what left its frame or stopped early: each text once, after the
 * letters of the panels it is true of.
 */
export function compositeCaption(shown: readonly Shown[]): string[] {
  const mean = meansText(shown.flatMap(({ place }) => place.panel.metrics));
  const runs = Map.groupBy(
    shown,
    ({ summary, curves }) =>
      `${summary.label} · ${seedsText(summary, mean, curves)}`,
  );
  const notes = shown.flatMap((panel) =>
    [
      ...addedLines(panel.summary, panel.curves.map(({ model }) => model)),
      ...missingLines(panel.summary),
      ...limitNotes(panel.place.panel.vertical, panel.curves),
      ...endingLines(panel.curves),
      ...collapseLines(panel.curves),
    ].map((note) => ({ ...panel, note }))
  );
  const joined = (texts: ReadonlyMap<string, readonly Shown[]>) =>
    [...texts].map(([text, of]) =>
      `${rangeText(of.map(({ place }) => place.letter))}: ${text}`
    ).join("; ");
  return [
    runs.size === 1 ? [...runs.keys()][0] : joined(runs),
    joined(Map.groupBy(notes, ({ note }) => note)),
  ].filter((line) => line !== "");
}

/** Letters as "a, c–f": three neighbours or more as a range. */
export function rangeText(letters: readonly string[]): string {
  // the codes of neighbours grow as their places do
  const runs = Map.groupBy(
    [...letters].sort(),
    (letter, place) => letter.charCodeAt(0) - place,
  );
  return [...runs.values()]
    .flatMap((run) => run.length < 3 ? run : [`${run[0]}–${run.at(-1)}`])
    .join(", ");
}

/** `lines` broken between words so that none is wider than `pixels`, of which a letter takes `perLetter`. */
export function wrap(
  lines: readonly string[],
  pixels: number,
  perLetter = 6.2,
): string[] {
  const most = Math.floor(pixels / perLetter);
  const piece = new RegExp(`\\S.{0,${most - 1}}(?= |$)|\\S+`, "g");
  return lines.flatMap((line) => line.match(piece) ?? []);
}

/** `text` as character data or as a quoted attribute of XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
