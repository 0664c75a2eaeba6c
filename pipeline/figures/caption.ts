import { averagingOf } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Panel } from "./figure.ts";
import { numberText } from "./ticks.ts";
import type { Ending, VisibleCurve } from "./visible_curves.ts";

/** Endings told one by one; of more, the number is told. */
const endingsTold = 4;

/** What was run, in one line: profile, seeds, examples. */
export function runLine(panel: Panel, summary: Summary, last: number): string {
  const mean = averagingOf(panel.metrics[0]) === "geometric"
    ? "geometric mean"
    : "mean";
  const examples = panel.first !== undefined && last > panel.first
    ? `first ${numberText(panel.first)} of ${numberText(last + 1)} examples`
    : panel.batch !== undefined
    ? batchesText(last, summary.settings[panel.batch] as number)
    : epochsText(summary) ?? `to example ${numberText(last + 1)}`;
  return `${summary.label} · ${seedsText(summary, mean)} · ${examples}`;
}

/** How far a run that learns in batches was measured. */
function batchesText(batches: number, size: number): string {
  return `${numberText(batches)} batches of ${numberText(size)} examples`;
}

/** How often a run goes over how many examples; undefined where it has no epochs. */
function epochsText({ settings }: Summary): string | undefined {
  const { epochs, examples } = settings;
  if (typeof epochs !== "number" || typeof examples !== "number") return;
  return epochs === 1
    ? `${numberText(examples)} examples`
    : `${numberText(epochs)} epochs of ${numberText(examples)} examples`;
}

/** Which seed, or how many and how `mean` they are drawn. */
export function seedsText({ seeds }: Summary, mean: string): string {
  return seeds.length === 1
    ? `seed ${seeds[0]}`
    : `${seeds.length} seeds: ${mean} and 95 % interval`;
}

/** One sentence for every seed that stopped early. */
export function endingLines(curves: readonly VisibleCurve[]): string[] {
  const endings = new Set(
    curves.flatMap(({ endings }) => endings.map(endingText)),
  );
  const told = [...endings].slice(0, endingsTold);
  const rest = endings.size - told.length;
  return rest > 0 ? [...told, `× and ${rest} more that stopped early`] : told;
}

function endingText({ model, seed, status, iteration }: Ending): string {
  const what = status === "diverged" ? "diverged" : "lost its stability";
  return `× ${model}, seed ${seed}, ${what} at iteration ${
    numberText(iteration)
  }`;
}

/** `lines` broken between words so that none is longer than `width` characters. */
export function wrap(lines: readonly string[], width: number): string[] {
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
