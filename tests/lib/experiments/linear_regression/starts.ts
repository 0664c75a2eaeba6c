import * as v from "valibot";
import {
  initialise,
  type Start,
} from "../../../../lib/experiments/linear_regression/initialise.ts";
import {
  type InitialiseSettings,
  type LinearRegressionSettings,
  linearRegressionSettings,
} from "../../../../lib/experiments/linear_regression/settings.ts";
import type { Golden } from "./golden.ts";

/** The settings of a published run. */
export function settingsOf(
  { parameters, origin }: Golden,
): LinearRegressionSettings {
  return v.parse(linearRegressionSettings, {
    iterations: parameters.num_iters,
    eta: parameters.eta,
    normaliseUpdates: origin.edits.some(([, changed]) =>
      changed === "norm_delW = True"
    ),
  });
}

/** The start drawn from a seed, where it is known to exist. */
export function drawStart(seed: number, settings: InitialiseSettings): Start {
  const result = initialise(seed, settings);
  if ("unstable" in result) throw new Error(result.unstable);
  return result;
}

const starts = new Map<Golden, Start>();

/** The start of a published run, as drawn here; made once. */
export function startOf(golden: Golden): Start {
  const start = starts.get(golden) ??
    drawStart(golden.origin.seed, settingsOf(golden));
  starts.set(golden, start);
  return start;
}
