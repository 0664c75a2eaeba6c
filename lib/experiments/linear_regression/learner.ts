import { initialFeedback } from "../../feedback/initial.ts";
import { copy, type Matrix, transpose } from "../../linalg/matrix.ts";
import { clipNorm, norm } from "../../linalg/norms.ts";
import { apply } from "../../linalg/product.ts";
import { rules } from "../../rules/mod.ts";
import { createPass, type HiddenLayer } from "../../rules/rule.ts";
import type { Model } from "../model.ts";
import { integratorOf } from "../loop_settings.ts";
import type { Start } from "./initialise.ts";
import { answer, type Student, update } from "./network.ts";
import type { LinearRegressionSettings } from "./settings.ts";

/** A student that learns by a model's rule. */
export interface Learner {
  student: Student;
  /** what it learns from, an example a row (N × 30) */
  xᵀ: Matrix;
  /** the hidden layer: W1, B1 and the errors δ1 (`δ`) and δ2 (`e`) of the last example */
  layer: HiddenLayer;
  /**
   * Learns from the example of an iteration:
   *
   *   e = T x − W1 W0 x,   δ2 = e,   δ1 by the model's rule, clipped
   *   W0 += η δ1 xᵀ,   W1 += η δ2 (W0 x)ᵀ
   *
   * but changes no weight at iteration 0, as published, so that all models
   * start from equal error. False, and nothing learned, if an error is not
   * finite.
   */
  learn(iteration: number): boolean;
}

/** A learner at a start, which is copied where it would change. */
export function createLearner(
  start: Start,
  model: Model,
  settings: LinearRegressionSettings,
): Learner {
  const { T, order } = start;
  const xᵀ = transpose(start.x);
  const student = studentOf(start);
  const B1 = initialFeedback(model.feedback, student.W1, {
    random: start.B1_large,
    optimised: start.B1,
  });
  const pass = createPass([student.W0, student.W1], [null, B1]);
  const rule = rules[model.rule].make([student.W1], {
    leak: model.leak,
    integrator: integratorOf(settings),
  });
  const step = { eta: settings.eta, normalise: settings.normaliseUpdates };
  const [layer] = pass.hidden;
  const { δ: δ1, e: δ2 } = layer;
  const target = new Float64Array(T.rows);
  return {
    student,
    xᵀ,
    layer,
    learn(iteration) {
      const first = order[iteration] * xᵀ.columns;
      const input = xᵀ.data.subarray(first, first + xᵀ.columns);
      apply(T, input, target);
      const y = answer(student, input);
      for (let k = 0; k < δ2.length; k++) δ2[k] = target[k] - y[k];
      rule(pass);
      clipNorm(δ1, settings.clip);
      if (!Number.isFinite(norm(δ1) + norm(δ2))) return false;
      if (iteration > 0) update(student, { δ1, δ2 }, step);
      return true;
    },
  };
}

function studentOf({ W0, W1 }: Start): Student {
  return {
    W0: copy(W0),
    W1: copy(W1),
    x: new Float64Array(W0.columns),
    h: new Float64Array(W0.rows),
    y: new Float64Array(W1.rows),
  };
}
