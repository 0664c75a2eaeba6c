import * as v from "valibot";
import type { Trained } from "../experiment.ts";
import type { FurtherTraining } from "../further_model.ts";
import { compareInversion, inversion } from "../gauss_newton.ts";
import type { Start } from "../linear_regression/initialise.ts";
import { linearRegressionSettings } from "../linear_regression/settings.ts";
import { regressionOf } from "../linear_regression/train.ts";
import type { GaussNewtonLinearSettings } from "./settings.ts";

export const unit = "example";

/** Compares NDI with the rule of a model, in the network of the linear regression. */
export function train(
  training: FurtherTraining<Start, GaussNewtonLinearSettings>,
): Trained {
  const { start, settings } = training;
  const regression = regressionOf({
    start,
    model: inversion(settings),
    settings: {
      ...v.getDefaults(linearRegressionSettings),
      ...settings,
    } as v.InferOutput<typeof linearRegressionSettings>,
  });
  return compareInversion(regression, training);
}
