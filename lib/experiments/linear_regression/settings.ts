/** What can be set in the linear regression, with the published values as defaults. */
import * as v from "valibot";
import {
  count,
  flag,
  loopEntries,
  positive,
  regressionEntries,
  startSettings,
} from "../settings.ts";

const entries = {
  ...regressionEntries(2000),
  eta: positive("learning rate η", 0.01),
  clip: positive("norm to which a longer hidden error δ1 is shortened", 10),
  normaliseUpdates: flag(
    "whether each update has unit Frobenius norm before η",
    false,
  ),
  ...loopEntries({ rate: 0.05, minimumSteps: 10, maximumSteps: 200 }),
  initialAttempts: count(
    "draws of W1 to try when B1 cannot be made stable before training",
    100,
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

export { startSettings as initialiseSettings };

export type InitialiseSettings = Pick<
  LinearRegressionSettings,
  typeof startSettings[number]
>;
