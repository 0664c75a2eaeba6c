import type { Trace } from "../../io/trace.ts";
import { everyRule } from "../../rules/further_rules.ts";
import { ruleNames } from "../../rules/mod.ts";
import type { Trained, Training } from "../experiment.ts";
import type { FurtherModel } from "../further_model.ts";
import type { Start } from "../nonlinear_regression/initialise.ts";
import { regressionOf } from "../nonlinear_regression/train.ts";
import { type Regression, trainRegression } from "../regression.ts";
import { centredError } from "./centred_error.ts";
import type { TeacherRegressionSettings } from "./settings.ts";

export const unit = "example";

/**
 * Trains one model as the nonlinear regression does, be its rule a published one
 * or not, and measures the `centred_error` wherever that measures the `error`.
 */
export function train(
  { model, ...rest }:
    & Omit<Training<Start, TeacherRegressionSettings>, "model">
    & { model: FurtherModel },
): Trained {
  const published = ruleNames.find((name) => name === model.rule);
  // the student is the same whatever its rule
  const training = { ...rest, model: { ...model, rule: published ?? "BP" } };
  const regression = regressionOf(training);
  if (!published) {
    const shapes = regression.pass.hidden.map(({ W }) => W);
    regression.rule = everyRule[model.rule].make(shapes, { leak: model.leak });
  }
  const { error, withCentred } = centring(regression, rest.start);
  const trained = trainRegression({ ...regression, error }, training);
  return { ...trained, trace: withCentred(trained.trace) };
}

/** The error of a regression, which notes the centred one with it; and what adds that to a trace. */
function centring({ student, error }: Regression, start: Start) {
  const centred: number[] = [];
  return {
    error: {
      ...error,
      follow(measured: boolean) {
        error.follow(measured);
        if (measured) centred.push(centredError(student.layers, start));
      },
    },
    withCentred(trace: Trace): Trace {
      const { error } = trace.series;
      if (!error) return trace;
      // errors from the first that is not finite on are not in the trace
      const value = Float64Array.from(centred.slice(0, error.value.length));
      const centred_error = { iteration: error.iteration, value };
      return { ...trace, series: { ...trace.series, centred_error } };
    },
  };
}
