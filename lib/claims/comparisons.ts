/** The kinds of comparison that claims are made of. */
import type { Bounds, Comparison, Measure, Term } from "./claim.ts";

/** Whose values are compared, and where they are wanted. */
interface Wanted {
  experiment: string;
  bounds: Bounds;
}

/** How the errors of two models are compared. */
const pairings = {
  over: { unit: "ratio", combine: (a: number, b: number) => a / b },
  less: { unit: "share", combine: (a: number, b: number) => a - b },
} as const;

/** The error of each of several models over, or less, that of each of others. */
export function errors(
  models: readonly string[],
  word: keyof typeof pairings,
  others: readonly string[],
  { experiment, measure, bounds }: Wanted & { measure: Measure },
): Comparison[] {
  return models.flatMap((model) =>
    others.map((other) => ({
      ...pairings[word],
      what: `error of ${model} ${word} error of ${other}`,
      bounds,
      terms: [model, other].map((model) => ({ experiment, model, measure })),
    }))
  );
}

/** How far the error of `models` has come down, that of the worst of them. */
export function errorLeft(
  models: readonly string[],
  { experiment, start, end, bounds }: Wanted & Record<"start" | "end", Measure>,
): Comparison {
  return {
    what: "largest share of its first error that a rule has left",
    unit: "ratio",
    bounds,
    terms: models.flatMap((model) =>
      [end, start].map((measure) => ({ experiment, model, measure }))
    ),
    combine: (...errors) =>
      Math.max(...models.map((_, k) => errors[2 * k] / errors[2 * k + 1])),
  };
}

/** A measure of each of several models, a comparison a model. */
export function ofEach(
  models: readonly string[],
  { experiment, measure, what, ...comparison }:
    & Omit<Comparison, "terms">
    & Omit<Term, "model">,
): Comparison[] {
  return models.map((model) => ({
    ...comparison,
    what: `${what}, ${model}`,
    terms: [{ experiment, model, measure }],
  }));
}

/** What a measure of each of several models is later, over what it was earlier. */
export function changeOfEach(
  models: readonly string[],
  { experiment, what, later, earlier, bounds }:
    & Wanted
    & Record<"later" | "earlier", Measure>
    & { what: string },
): Comparison[] {
  return models.map((model) => ({
    what: `${what}, ${model}`,
    unit: "ratio",
    bounds,
    terms: [later, earlier].map((measure) => ({ experiment, model, measure })),
    combine: (later, earlier) => later / earlier,
  }));
}
