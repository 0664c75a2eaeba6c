import * as v from "valibot";
import type { Trained } from "../experiment.ts";
import type { FurtherTraining } from "../further_model.ts";
import { compareInversion, inversion } from "../gauss_newton.ts";
import type { Start } from "../nonlinear_regression/initialise.ts";
import { nonlinearRegressionSettings } from "../nonlinear_regression/settings.ts";
import { regressionOf } from "../nonlinear_regression/train.ts";
import type { GaussNewtonNonlinearSettings } from "./settings.ts";

export const unit = "example";

/** Compares NDI with the rule of a model, in the network of the nonlinear regression. */
export function train(
  training: FurtherTraining<Start, GaussNewtonNonlinearSettings>,
): Trained {
  const { start, settings } = training;
  const regression = regressionOf({
    start,
    model: inversion(settings),
    settings: {
      ...v.getDefaults(nonlinearRegressionSettings),
      ...settings,
    } as v.InferOutput<typeof nonlinearRegressionSettings>,
  });
  return compareInversion(regression, training);
}
