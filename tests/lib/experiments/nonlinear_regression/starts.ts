import * as v from "valibot";
import {
  initialise,
  type Start,
} from "../../../../lib/experiments/nonlinear_regression/initialise.ts";
import { nonlinearRegressionModels } from "../../../../lib/experiments/nonlinear_regression/models.ts";
import {
  type InitialiseSettings,
  type NonlinearRegressionSettings,
  nonlinearRegressionSettings,
} from "../../../../lib/experiments/nonlinear_regression/settings.ts";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import type { Golden } from "./golden.ts";
import { matrixFromRows } from "../../linalg/matrix_from_rows.ts";

/** The published settings but for those given. */
export function settingsWith(
  changed: Partial<NonlinearRegressionSettings>,
): NonlinearRegressionSettings {
  return v.parse(nonlinearRegressionSettings, changed);
}

/** The settings of a published run. */
export function settingsOf(
  { parameters }: Golden,
): NonlinearRegressionSettings {
  return settingsWith({
    iterations: parameters.num_iters,
    eta: parameters.eta,
  });
}

/** The model of a name. */
export function modelNamed(name: string): Model {
  return nonlinearRegressionModels.find((model) => model.name === name)!;
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

/** The same with the feedback that the published run had optimised. */
export function publishedStartOf(golden: Golden): Start {
  const start = startOf(golden);
  const { B1_opt, B2_opt } = golden.initial;
  return {
    ...start,
    B1: matrixFromRows(B1_opt),
    B2: matrixFromRows(B2_opt),
  };
}

/** A student with weights large enough to leave the neighbourhood of zero. */
export function enlarged(start: Start, factor: number): Start {
  const { W0, W1, W2, ...rest } = structuredClone(start);
  for (const { data } of [W0, W1, W2]) {
    data.forEach((w, k) => data[k] = factor * w);
  }
  return { ...rest, W0, W1, W2 };
}
