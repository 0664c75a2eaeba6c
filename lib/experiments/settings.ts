/** What the settings of several experiments are made of: kinds of values, and the settings of loops. */
import * as v from "valibot";
import type { DescentSettings } from "../feedback/descend.ts";

/** Below 2³¹: the compiled kernels count in 32 bits. */
const largestCount = 1e9;

/** Single precision, in which MNIST is computed, ends at 3.4e38. */
const largestNumber = 1e38;

/** A whole number from 1 on. */
export function count(
  description: string,
  published: number,
  largest = largestCount,
) {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.minValue(1, "it is less than 1"),
      v.maxValue(largest, `it is greater than ${largest}`),
      v.integer("it is not a whole number"),
      v.description(description),
    ),
    published,
  );
}

/** The examples of a regression: half a million, since numpy-ts draws their inputs in one heap of 256 MB. */
export function examplesCount(published: number) {
  return count(
    "examples in the data set, each learned from once",
    published,
    500_000,
  );
}

/** A number above 0. */
export function positive(description: string, published: number) {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.gtValue(0, "it is not positive"),
      v.maxValue(largestNumber, `it is greater than ${largestNumber}`),
      v.description(description),
    ),
    published,
  );
}

/** A number from 0 on. */
export function notNegative(
  description: string,
  published: number,
  largest = largestNumber,
) {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.minValue(0, "it is negative"),
      v.maxValue(largest, `it is greater than ${largest}`),
      v.description(description),
    ),
    published,
  );
}

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

/** How the loops of dynamic inversion are integrated. */
export const integratorEntries = {
  integratorSteps: count(
    "steps of dynamic inversion for one example",
    999,
  ),
  integratorStep: positive(
    "length of such a step, in time constants of the loop",
    0.5,
  ),
};

/** How feedback is made stable by descent on the spectral abscissa. */
export function descentEntries(
  { rate, minimumSteps, maximumSteps, target }: DescentSettings,
) {
  return {
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
    optimisationTarget: v.optional(
      v.pipe(
        v.number("it is not a number"),
        v.minValue(-largestNumber, `it is less than ${-largestNumber}`),
        v.maxValue(0, "it is positive"),
        v.description("spectral abscissa at which it stops"),
      ),
      target,
    ),
    repairAttempts: count(
      "descents to try when a loop has lost its stability in training",
      20,
    ),
  };
}

/** Whether the descent on the spectral abscissa smooths it; beside `descentEntries`. */
export const smoothingEntry = {
  optimisationSmoothing: notNegative(
    "ε by which the spectral abscissa is smoothed for its gradient; at 0 it is the gradient of the leading eigenvalue alone, as published",
    0,
  ),
};

/** Names of the settings that tell how feedback is made stable, before training as in it. */
export const descentSettingNames = [
  "optimisationRate",
  "optimisationMinimumSteps",
  "optimisationMaximumSteps",
  "optimisationTarget",
  "optimisationSmoothing",
] as const satisfies readonly (
  | keyof ReturnType<typeof descentEntries>
  | keyof typeof smoothingEntry
)[];
