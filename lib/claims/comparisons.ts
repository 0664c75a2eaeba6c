import type { Bounds, Comparison, Measure, Term } from "./claim.ts";
import { stabilityLosses } from "./measures.ts";

type Models = readonly string[];

/** How the errors of two models are compared. */
const pairings = {
  over: {
    unit: "ratio",
    combine: { says: "first over second", of: (a: number, b: number) => a / b },
  },
  less: {
    unit: "share",
    combine: { says: "first less second", of: (a: number, b: number) => a - b },
  },
} as const;

/** The kinds of comparison that claims make of the runs of one experiment. */
export class Comparisons {
  constructor(readonly experiment: string) {}

  /** Each measure of each of several models. */
  terms(models: Models, ...measures: Measure[]): Term[] {
    const { experiment } = this;
    return models.flatMap((model) =>
      measures.map((measure) => ({ experiment, model, measure }))
    );
  }

  /** The error of each of several models over, or less, that of each of others. */
  errors(
    models: Models,
    word: keyof typeof pairings,
    others: Models,
    error: Measure,
    bounds: Bounds,
  ): Comparison[] {
    return models.flatMap((model) =>
      others.map((other) => ({
        ...pairings[word],
        what: `error of ${model} ${word} error of ${other}`,
        bounds,
        terms: this.terms([model, other], error),
      }))
    );
  }

  /** How far the error of `models` has come down, that of the worst of them. */
  errorLeft(
    models: Models,
    [start, end]: readonly [Measure, Measure],
    bounds: Bounds,
  ): Comparison[] {
    return [{
      what: "largest share of its first error that a rule has left",
      unit: "ratio",
      bounds,
      terms: this.terms(models, end, start),
      combine: {
        says: "largest of each first over second",
        of: (...errors) =>
          Math.max(...models.map((_, k) => errors[2 * k] / errors[2 * k + 1])),
      },
    }];
  }

  /** An angle of each of several models. */
  angles(models: Models, what: string, angle: Measure, bounds: Bounds) {
    return this.#each(models, [angle], { what, unit: "degrees", bounds });
  }

  /** What a measure of each of several models is later, over what it was earlier. */
  changes(
    models: Models,
    what: string,
    measures: readonly [later: Measure, earlier: Measure],
    bounds: Bounds,
  ): Comparison[] {
    return this.#each(models, measures, { ...pairings.over, what, bounds });
  }

  /** How often the loops of each of several models lost their stability up to iteration `last`: never, in any seed. */
  noLosses(models: Models, last: number): Comparison[] {
    return this.#each(models, [stabilityLosses(last)], {
      what: "losses of stability",
      unit: "count",
      bounds: { high: 1 },
      ofEverySeed: true,
    });
  }

  #each(
    models: Models,
    measures: readonly Measure[],
    { what, ...comparison }: Omit<Comparison, "terms">,
  ): Comparison[] {
    return models.map((model) => ({
      ...comparison,
      what: `${what}, ${model}`,
      terms: this.terms([model], ...measures),
    }));
  }
}
