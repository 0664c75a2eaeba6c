/** What the settings of several experiments are made of: kinds of values, each with what it means and as published. */
import * as v from "valibot";

/**
 * A number, with what it means. Counts end at 1e9, since the compiled kernels count
 * in 32 bits, and numbers at 1e38, since MNIST is computed in single precision.
 */
function number(
  description: string,
  published: number,
  ...checks: v.PipeItem<number, number, v.BaseIssue<unknown>>[]
): v.OptionalSchema<v.GenericSchema<number>, number> {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      ...checks,
      v.description<number, string>(description),
    ) as v.GenericSchema<number>,
    published,
  );
}

const atMost = (largest: number) =>
  v.maxValue<number, number, string>(largest, `it is greater than ${largest}`);

/** A whole number from 1 on. */
export const count = (text: string, published: number, largest = 1e9) =>
  number(
    text,
    published,
    v.minValue(1, "it is less than 1"),
    atMost(largest),
    v.integer("it is not a whole number"),
  );

/** A number above 0. */
export const positive = (text: string, published: number) =>
  number(text, published, v.gtValue(0, "it is not positive"), atMost(1e38));

/** A number from 0 on. */
export const notNegative = (text: string, published: number, largest = 1e38) =>
  number(text, published, v.minValue(0, "it is negative"), atMost(largest));

/** True or false. */
export function flag(description: string, published: boolean) {
  return v.optional(
    v.pipe(
      v.boolean("it is neither true nor false"),
      v.description(description),
    ),
    published,
  );
}

/** One of some values, the published one first. */
export function choice<const Options extends readonly (string | number)[]>(
  description: string,
  options: Options,
) {
  const list = `${options.slice(0, -1).join(", ")} nor ${options.at(-1)}`;
  return v.optional(
    v.pipe(
      v.picklist(options, `it is neither ${list}`),
      v.description(description),
    ),
    options[0],
  );
}

/** What a regression learns from, and when it is measured. */
export const regressionEntries = (iterations: number) => ({
  iterations: count(
    "examples in the data set, each learned from once",
    iterations,
    500_000, // since numpy-ts draws their inputs in one heap of 256 MB
  ),
  evaluateEvery: count(
    "iterations from one measurement to the next; the last one is always measured",
    1,
  ),
});

/** How loops of dynamic inversion are integrated, and made stable by descent on the spectral abscissa. */
export function loopEntries(
  { rate, minimumSteps, maximumSteps }: Record<
    "rate" | "minimumSteps" | "maximumSteps",
    number
  >,
) {
  return {
    integratorSteps: count("steps of dynamic inversion for one example", 999),
    integratorStep: positive(
      "length of such a step, in time constants of the loop",
      0.5,
    ),
    optimisationRate: positive(
      "step length of the descent on the spectral abscissa",
      rate,
    ),
    optimisationMinimumSteps: count(
      "steps it makes in any case",
      minimumSteps,
    ),
    optimisationMaximumSteps: count(
      "steps after which it gives up",
      maximumSteps,
    ),
    optimisationTarget: number(
      "spectral abscissa at which it stops",
      -0.01,
      v.minValue(-1e38, "it is less than -1e+38"),
      v.maxValue(0, "it is positive"),
    ),
    repairAttempts: count(
      "descents to try when a loop has lost its stability in training",
      20,
    ),
    optimisationSmoothing: notNegative(
      "ε by which the spectral abscissa is smoothed for its gradient; at 0 it is the gradient of the leading eigenvalue alone, as published",
      0,
    ),
    shareRepairs: flag(
      "whether NDI too repairs its feedback when the loop that DI would run is not stable",
      false,
    ),
  };
}

type Values<Entries extends v.ObjectEntries> = v.InferOutput<
  v.ObjectSchema<Entries, undefined>
>;

export type LoopSettings = Values<ReturnType<typeof loopEntries>>;

/** The settings that the regressions share. */
export type RegressionSettings =
  & LoopSettings
  & Values<ReturnType<typeof regressionEntries>>
  & { eta: number; clip: number; normaliseUpdates?: boolean };

/** Names of the settings on which the start of a regression depends. */
export const startSettings = [
  "iterations",
  "initialAttempts",
  "optimisationRate",
  "optimisationMinimumSteps",
  "optimisationMaximumSteps",
  "optimisationTarget",
  "optimisationSmoothing",
] as const;

/** The images of MNIST to learn from. */
export const trainingImages = 60000;

/** How much of MNIST is learned. */
export function mnistEntries(epochs: number) {
  return {
    epochs: count(
      "passes over the training images, each in a new order",
      epochs,
    ),
    examples: count(
      "training images learned in an epoch: the first so many of the 60000, in random order",
      trainingImages,
      trainingImages,
    ),
  };
}

/** When the training error is measured; `epoch` says in words when that of an epoch is. */
export function trainErrorEntry(epoch: string) {
  return choice(
    `when the error on all 60000 training images is measured: ${epoch}; with each test error, as the published scripts do; or never`,
    ["epoch", "evaluation", "never"],
  );
}

/** λ, lost with each `unit`. */
export function weightDecay(unit: string, published: number) {
  return notNegative(
    `share λ of every weight and bias lost with each ${unit}, not multiplied by η`,
    published,
    1,
  );
}
