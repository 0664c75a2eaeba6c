/** The regressions of Figure 3, to be learned piece by piece. */
import type { Model, Training, Unstable } from "../experiments/experiment.ts";
import * as linearStart from "../experiments/linear_regression/initialise.ts";
import * as linear from "../experiments/linear_regression/train.ts";
import * as nonlinearStart from "../experiments/nonlinear_regression/initialise.ts";
import * as nonlinear from "../experiments/nonlinear_regression/train.ts";
import type { Regression } from "../experiments/regression.ts";
import type { RegressionSettings } from "../experiments/settings.ts";
import { type Lesson, lessonOf } from "./lesson.ts";

/** From a seed: what makes a lesson of a model, whose settings may be its own. All start alike. */
export type Course<Settings> = (
  seed: number,
  settings: Settings,
) => ((model: Model, own?: Partial<Settings>) => Lesson) | Unstable;

function course<
  Start extends { order: Int32Array },
  Settings extends RegressionSettings,
>(
  initialise: (seed: number, settings: Settings) => Start | Unstable,
  regressionOf: (training: Training<Start, Settings>) => Regression,
): Course<Settings> {
  return (seed, settings) => {
    const start = initialise(seed, settings);
    if ("unstable" in start) return start;
    return (model, own = {}) => {
      const training = { start, model, settings: { ...settings, ...own } };
      return lessonOf(regressionOf(training), training);
    };
  };
}

/** By the folder of the experiment's program. */
export const courses = {
  linear_regression: course(linearStart.initialise, linear.regressionOf),
  nonlinear_regression: course(
    nonlinearStart.initialise,
    nonlinear.regressionOf,
  ),
};
