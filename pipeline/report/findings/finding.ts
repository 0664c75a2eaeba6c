/** What an experiment beyond the paper came to, in words whose every number is computed. */
import {
  type Averaging,
  estimate,
  type JsonEstimate,
} from "../../../lib/statistics/estimate.ts";
import { plural } from "../../engine/text/words.ts";
import type { ReportResults } from "../inputs.ts";
import { estimateText, metricText, type NumberText } from "../numbers.ts";

/** What findings are told from: by the names of experiments, and of sweeps. */
export type Found = Pick<
  ReportResults,
  "summaries" | "curves" | "ends" | "sweeps"
>;

/** Two or three plain sentences, each null where a number of it was not measured. */
export type Finding = (results: Found) => (string | null)[];

/** A sentence of words and numbers; null if one of these is. */
export function sentence(
  words: TemplateStringsArray,
  ...numbers: (string | null)[]
): string | null {
  return numbers.includes(null)
    ? null
    : String.raw({ raw: words }, ...numbers as string[]);
}

/** The numbers of one experiment as sentences have them: a mean, and in brackets its 95 % interval where there are several seeds, and of how many it is where some are missing or stopped early; null where there is none. */
export class Told {
  constructor(readonly results: Found, readonly experiment: string) {}

  /** "over 5 seeds" */
  get seeds(): string {
    const { seeds } = this.results.summaries[this.experiment];
    return seeds.length === 1
      ? `from seed ${seeds[0]} alone`
      : `over ${seeds.length} seeds`;
  }

  /** A metric of a model at the end of training. */
  end(model: string, metric: string): string | null {
    const { models } = this.results.summaries[this.experiment];
    const { final = {} } = models.find(({ name }) => name === model) ?? {};
    return this.#text(final[metric], metricText(metric, this.experiment).text);
  }

  /** A metric of a model at an iteration at which it was measured. */
  at(model: string, metric: string, iteration: number): string | null {
    const curve = this.results.curves[this.experiment]?.[model]?.[metric];
    const k = curve?.iteration.indexOf(iteration) ?? -1;
    if (!curve || k < 0) return null;
    const [mean, count] = [curve.mean[k], curve.count[k]];
    const [low, high] = [curve.low[k], curve.high[k]];
    const interval = low === high ? { low: null, high: null } : { low, high };
    const { text } = metricText(metric, this.experiment);
    return this.#text({ mean, ...interval, count }, text);
  }

  /** From how many of its seeds a model collapsed to the mean image. */
  collapses(model: string): string | null {
    const { models } = this.results.summaries[this.experiment];
    const { outcomes = [] } = models.find(({ name }) => name === model) ?? {};
    if (outcomes.length === 0) return null;
    const collapsed = outcomes.filter(({ events }) =>
      events.some(({ event }) => event === "collapsed")
    );
    return `From ${collapsed.length} of ${
      plural(outcomes.length, "seed")
    } ${model} collapsed to the mean image.`;
  }

  /** What one model ends with over what another does, seed by seed, averaged geometrically. */
  ratio(a: string, b: string, text?: NumberText): string | null {
    return this.#compared(
      [a, b],
      "geometric",
      (one, other) => one / other,
      text,
    );
  }

  /** What one model ends with less what another does, seed by seed. */
  difference(a: string, b: string, text?: NumberText): string | null {
    return this.#compared(
      [a, b],
      "arithmetic",
      (one, other) => one - other,
      text,
    );
  }

  /** @param text defaults to that of what models end with, or of a plain number for ratios */
  #compared(
    names: readonly [string, string],
    averaging: Averaging,
    of: (one: number, other: number) => number,
    text?: NumberText,
  ): string | null {
    const ends = this.results.ends[this.experiment];
    if (!ends) return null;
    const [one = [], other = []] = names.map((name) =>
      ends.models.find((model) => model.name === name)?.values
    );
    const values = one.flatMap((value, k) =>
      value === null || typeof other[k] !== "number" ? [] : of(value, other[k])
    );
    const metric = averaging === "geometric" ? "" : ends.metric;
    const usual = metricText(metric, this.experiment).text;
    return this.#text(estimate(values, averaging), text ?? usual);
  }

  /** A text of a mean over `count` seeds, which says so where the experiment has more. */
  over(count: number, text: string): string {
    const { seeds } = this.results.summaries[this.experiment];
    if (count >= seeds.length) return text;
    const of = `${count} of ${plural(seeds.length, "seed")}`;
    return text.endsWith(")")
      ? text.replace(/\)$/, `; ${of})`)
      : `${text} (${of})`;
  }

  #text(found: JsonEstimate | undefined, text: NumberText): string | null {
    const told = found && estimateText(found, text);
    return told === undefined || told === "—"
      ? null
      : this.over(found!.count, told);
  }
}
