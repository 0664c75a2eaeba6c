/** The kinds of comparison that claims are made of. */
import type { Bounds, Comparison } from "./comparison.ts";
import {
  combined,
  type Measure,
  ofModel,
  readingsOf,
  type Results,
  type SeedMeasure,
} from "./results.ts";

/** A comparison but for its readings, which `measure` gives, seed by seed. */
export interface Question extends Omit<Comparison, "readings"> {
  measure: SeedMeasure;
}

/** The comparison that a question comes to, over the seeds of an experiment. */
export function ask(
  results: Results,
  experiment: string,
  { measure, ...comparison }: Question,
): Comparison {
  return { ...comparison, readings: readingsOf(results, experiment, measure) };
}

export const quotient = (a: SeedMeasure, b: SeedMeasure): SeedMeasure =>
  combined([a, b], (a, b) => a / b);

export const difference = (a: SeedMeasure, b: SeedMeasure): SeedMeasure =>
  combined([a, b], (a, b) => a - b);

export const largest = (measures: readonly SeedMeasure[]): SeedMeasure =>
  combined(measures, (...values) => Math.max(...values));

/** Two models of an experiment, the first compared with the second. */
export interface Pair {
  experiment: string;
  models: readonly [string, string];
}

/** What is measured of both models of a pair, and where the comparison is wanted. */
interface Wish {
  measure: Measure;
  wanted: Bounds;
}

/** The error of one model over that of another, as `measure` takes it. */
export function errorRatio(
  results: Results,
  pair: Pair,
  wish: Wish,
): Comparison {
  const how = { word: "over", unit: "ratio", compare: quotient } as const;
  return ofPair(results, pair, { ...wish, ...how });
}

/** The share of images that one model classifies wrongly, less that of another. */
export function shareDifference(
  results: Results,
  pair: Pair,
  wish: Wish,
): Comparison {
  const how = { word: "less", unit: "share", compare: difference } as const;
  return ofPair(results, pair, { ...wish, ...how });
}

function ofPair(
  results: Results,
  { experiment, models: [model, other] }: Pair,
  { measure, wanted, word, unit, compare }: Wish & Pick<Question, "unit"> & {
    word: string;
    compare: typeof quotient;
  },
): Comparison {
  const of = (model: string) =>
    ofModel(results, { experiment, model }, measure);
  return ask(results, experiment, {
    what: `error of ${model} ${word} error of ${other}`,
    unit,
    wanted,
    measure: compare(of(model), of(other)),
  });
}

/** The error of each of several models over that of each of others. */
export function errorRatios(
  results: Results,
  { experiment, models, others }: {
    experiment: string;
    models: readonly string[];
    others: readonly string[];
  },
  taken: Parameters<typeof errorRatio>[2],
): Comparison[] {
  return models.flatMap((model) =>
    others.map((other) =>
      errorRatio(results, { experiment, models: [model, other] }, taken)
    )
  );
}

/** How far the error of `models` has come down, that of the worst of them. */
export function errorLeft(
  results: Results,
  { experiment, models }: { experiment: string; models: readonly string[] },
  { end, start, wanted }: { end: Measure; start: Measure; wanted: Bounds },
): Comparison {
  return ask(results, experiment, {
    what: "largest share of its first error that a rule has left",
    unit: "ratio",
    wanted,
    measure: largest(models.map((model) => {
      const of = (measure: Measure) =>
        ofModel(results, { experiment, model }, measure);
      return quotient(of(end), of(start));
    })),
  });
}

/** A measure of each of several models, a comparison a model. */
export function ofEach(
  results: Results,
  { experiment, models }: { experiment: string; models: readonly string[] },
  { measure, what, ...words }: Omit<Question, "measure"> & { measure: Measure },
): Comparison[] {
  return models.map((model) =>
    ask(results, experiment, {
      ...words,
      what: `${what}, ${model}`,
      measure: ofModel(results, { experiment, model }, measure),
    })
  );
}

/** What a measure is later, over what it was earlier, in one model. */
export function changeOf(
  results: Results,
  { experiment, model }: { experiment: string; model: string },
  { later, earlier, what, wanted }: {
    later: Measure;
    earlier: Measure;
    what: string;
    wanted: Bounds;
  },
): Comparison {
  const of = (measure: Measure) =>
    ofModel(results, { experiment, model }, measure);
  return ask(results, experiment, {
    what: `${what}, ${model}`,
    unit: "ratio",
    wanted,
    measure: quotient(of(later), of(earlier)),
  });
}
