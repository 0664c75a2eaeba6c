/** The text of figures: captions, notes and names. */
import { averagingOf } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Ending, VisibleCurve } from "./curves.ts";
import type { Panel, Place, VerticalAxis } from "./figure.ts";
import { numberText, verticalDomain } from "./frame.ts";

/** So many missing runs, or runs that stopped early, are named; the others are counted. */
const mostNamed = 4;

/** What was run, in one line: profile, seeds, examples. */
export function runLine(panel: Panel, summary: Summary, last: number): string {
  const { label, settings } = summary;
  const { first = Infinity, batch, metrics: [metric] } = panel;
  const mean = averagingOf(metric) === "geometric" ? "geometric mean" : "mean";
  const examples = last > first
    ? `first ${numberText(first)} of ${numberText(last + 1)} examples`
    : batch !== undefined
    ? `${numberText(last)} batches of ${
      numberText(settings[batch] as number)
    } examples`
    : epochsText(settings) ?? `to example ${numberText(last + 1)}`;
  return `${label} · ${seedsText(summary, mean)} · ${examples}`;
}

/** How often a run goes over how many examples; undefined where it has no epochs. */
function epochsText(
  { epochs, examples }: Summary["settings"],
): string | undefined {
  if (typeof epochs !== "number" || typeof examples !== "number") return;
  return (epochs === 1 ? "" : `${numberText(epochs)} epochs of `) +
    `${numberText(examples)} examples`;
}

/** Which seed; or how many, and which `mean` is drawn. */
function seedsText({ seeds }: Summary, mean: string): string {
  return seeds.length === 1
    ? `seed ${seeds[0]}`
    : `${seeds.length} seeds: ${mean} and 95 % interval`;
}

/** Which runs a figure or a section lacks, as a line; none if it lacks nothing. */
export function missingLines(
  { missing = [], models, seeds }: Summary,
): string[] {
  if (missing.length === 0) return [];
  const all = models.length * seeds.length;
  const rest = missing.length - mostNamed;
  const list = missing.slice(0, mostNamed)
    .map(({ model, seed }) => `${model} seed ${seed}`).join(", ");
  return [
    `incomplete: ${all - missing.length} of ${all} runs; missing: ${list}${
      rest > 0 ? ` and ${rest} more` : ""
    }`,
  ];
}

/** One sentence for every seed that stopped early. */
export function endingLines(curves: readonly VisibleCurve[]): string[] {
  const endings = new Set(
    curves.flatMap(({ endings }) => endings.map(endingText)),
  );
  const rest = endings.size - mostNamed;
  return [
    ...[...endings].slice(0, mostNamed),
    ...rest > 0 ? [`× and ${rest} more that stopped early`] : [],
  ];
}

function endingText({ model, seed, status, iteration }: Ending): string {
  const what = status === "diverged" ? "diverged" : "lost its stability";
  return `× ${model}, seed ${seed}, ${what} at iteration ${
    numberText(iteration)
  }`;
}

/**
 * Notes on an axis: that it is longer than the published one, what is cut, and what could not be
 * drawn where it is. None where all is as published.
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
  const notes: string[] = [];
  if (published && (low < published[0] || high > published[1])) {
    const [from, to] = published.map(numberText);
    notes.push(`vertical axis longer than the published ${from} to ${to}`);
  }
  const cut = curves.filter(({ mean }) =>
    mean.some((value) => outside(value) && !(negative && value <= 0))
  );
  if (cut.length > 0) {
    notes.push(`${cut.map(curveName).join("; ")} cut at the frame`);
  }
  if (
    curves.some(({ banded, low, high }) =>
      banded && (low.some(outside) || high.some(outside))
    )
  ) notes.push("shading cut at the frame");
  return negative ? [...notes, ...curves.flatMap(notNegative)] : notes;
}

/** Where a value that should be below zero is not. */
function notNegative(curve: VisibleCurve): string[] {
  const first = curve.mean.findIndex((size) => size <= 0);
  if (first < 0) return [];
  const count = curve.mean.filter((size) => size <= 0).length;
  return [
    `▲ ${curveName(curve)}: not below zero, so drawn on the upper edge, at ${
      numberText(count)
    } of ${numberText(curve.mean.length)} measurements, first at iteration ${
      numberText(curve.x[first])
    }`,
  ];
}

/** "DI", or "DI, layer 2" where a panel shows several. */
export function curveName(
  { model, layer }: Pick<VisibleCurve, "model" | "layer">,
): string {
  return layer === undefined ? model : `${model}, layer ${layer}`;
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
  const runs = byLetters(shown, ({ summary }) => [
    `${summary.label} · ${seedsText(summary, "mean (of errors: geometric)")}`,
  ]);
  const notes = byLetters(shown, ({ place: { panel }, curves, summary }) => [
    ...missingLines(summary),
    ...limitNotes(panel.vertical, curves),
    ...endingLines(curves),
  ]);
  const [first, ...others] = runs.keys();
  return [others.length === 0 ? first : joined(runs), joined(notes)]
    .filter((line) => line !== "");
}

/** The texts on panels, each with their letters, in the order first met. */
function byLetters(
  shown: readonly Shown[],
  textsOf: (shown: Shown) => string[],
): Map<string, string[]> {
  const letters = new Map<string, string[]>();
  for (const each of shown) {
    for (const text of textsOf(each)) {
      letters.set(text, [...letters.get(text) ?? [], each.place.letter]);
    }
  }
  return letters;
}

function joined(notes: Map<string, string[]>): string {
  return [...notes].map(([text, letters]) => `${rangeText(letters)}: ${text}`)
    .join("; ");
}

/** Letters as "a, c–f": three neighbours or more as a range. */
export function rangeText(letters: readonly string[]): string {
  const runs: string[][] = [];
  for (const letter of [...letters].sort()) {
    const run = runs.at(-1);
    if (run && letter.charCodeAt(0) === run.at(-1)!.charCodeAt(0) + 1) {
      run.push(letter);
    } else runs.push([letter]);
  }
  return runs
    .flatMap((run) => run.length < 3 ? run : [`${run[0]}–${run.at(-1)}`])
    .join(", ");
}

/** `lines` broken between words so that none is wider than `pixels`, of which a letter takes `perLetter`. */
export function wrap(
  lines: readonly string[],
  pixels: number,
  perLetter = 6.2,
): string[] {
  const width = pixels / perLetter;
  return lines.flatMap((line) => {
    const broken: string[] = [];
    for (const word of line.split(" ")) {
      const last = broken.at(-1);
      if (last !== undefined && last.length + 1 + word.length <= width) {
        broken[broken.length - 1] = `${last} ${word}`;
      } else broken.push(word);
    }
    return broken;
  });
}

/** `text` as character data or as a quoted attribute of XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
