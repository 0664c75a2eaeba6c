/** What can be set in the linear regression, with the published values as defaults. */
import * as v from "valibot";

const entries = {
  iterations: count(
    "examples in the data set, each learned from once",
    2000,
  ),
  evaluateEvery: count(
    "iterations from one measurement to the next; the last one is always measured",
    1,
  ),
  eta: positive("learning rate η", 0.01),
  clip: positive("norm to which a longer hidden error δ1 is shortened", 10),
  normaliseUpdates: v.optional(
    v.pipe(
      v.boolean("it is neither true nor false"),
      v.description("whether each update has unit Frobenius norm before η"),
    ),
    false,
  ),
  integratorSteps: count(
    "steps of dynamic inversion for one example",
    999,
  ),
  integratorStep: positive(
    "length of such a step, in time constants of the loop",
    0.5,
  ),
  optimisationRate: positive(
    "step length of the descent on the spectral abscissa",
    0.05,
  ),
  optimisationMinimumSteps: count("steps it makes in any case", 10),
  optimisationMaximumSteps: count("steps after which it gives up", 200),
  optimisationTarget: v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.maxValue(0, "it is positive"),
      v.description("spectral abscissa at which it stops"),
    ),
    -0.01,
  ),
  initialAttempts: count(
    "draws of W1 to try when B1 cannot be made stable before training",
    100,
  ),
  repairAttempts: count(
    "descents to try when a loop has lost its stability in training",
    20,
  ),
};

/** Figure 3a and c–f: updates as they come. */
export const linearRegressionSettings = v.strictObject(entries);

/** Figure 3b: the same with updates of unit length, and twice the examples. */
export const normalisedLinearRegressionSettings = v.strictObject({
  ...entries,
  iterations: { ...entries.iterations, default: 4000 },
  normaliseUpdates: { ...entries.normaliseUpdates, default: true },
});

export type LinearRegressionSettings = v.InferOutput<
  typeof linearRegressionSettings
>;

/** The settings on which the start depends. */
export const initialiseSettings = [
  "iterations",
  "optimisationRate",
  "optimisationMinimumSteps",
  "optimisationMaximumSteps",
  "optimisationTarget",
  "initialAttempts",
] as const satisfies readonly (keyof LinearRegressionSettings)[];

export type InitialiseSettings = Pick<
  LinearRegressionSettings,
  typeof initialiseSettings[number]
>;

function count(description: string, published: number) {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.integer("it is not a whole number"),
      v.minValue(1, "it is less than 1"),
      v.description(description),
    ),
    published,
  );
}

function positive(description: string, published: number) {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.finite("it is not finite"),
      v.gtValue(0, "it is not positive"),
      v.description(description),
    ),
    published,
  );
}
