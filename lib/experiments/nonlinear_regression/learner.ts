import { initialFeedback } from "../../feedback/initial.ts";
import type { FirstLayerUpdate } from "../../kernels/tanh_network_error.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import { clipNorm, norm } from "../../linalg/norms.ts";
import { product } from "../../linalg/product.ts";
import { tanh } from "../../network/transfer.ts";
import { rules } from "../../rules/mod.ts";
import {
  createPass,
  outputError,
  type Pass,
  type Rule,
} from "../../rules/rule.ts";
import type { Model } from "../model.ts";
import { integratorOf } from "../loop_settings.ts";
import type { Start } from "./initialise.ts";
import { answer, type Student, studentOf, update } from "./network.ts";
import type { NonlinearRegressionSettings } from "./settings.ts";

/** A student that learns by a model's rule. */
export interface Learner {
  student: Student;
  /** the hidden layers with weights, feedback and the errors of the last example */
  pass: Pass;
  /** how the last example changed W0 and b0 */
  lastUpdate: FirstLayerUpdate;
  /**
   * Learns from the example of an iteration:
   *
   *   δ3 = e = y* − y,   δ2 and δ1 by the model's rule, each clipped
   *   W_l += η δ_{l+1} h_lᵀ,   b_l += η δ_{l+1},   h_0 = x
   *
   * but changes nothing at iteration 0, as published, so that all models start
   * from equal error. False, and nothing learned, if an error is not finite.
   */
  learn(iteration: number): boolean;
}

/** A learner at a start, which is copied where it would change. */
export function createLearner(
  start: Start,
  model: Model,
  settings: NonlinearRegressionSettings,
): Learner {
  const { eta, clip } = settings;
  const student = studentOf(start.student);
  const pass = passOf(student, start, { model, settings });
  const rule = ruleOf(pass, model, settings);
  const [{ δ: δ1, e: δ2 }] = pass.hidden, δ3 = outputError(pass);
  const lastUpdate = { input: student.x, change: new Float64Array(δ1.length) };
  return {
    student,
    pass,
    lastUpdate,
    learn(iteration) {
      const example = start.order[iteration];
      const y = answer(student, row(start.x, example));
      const target = row(start.y, example);
      for (let k = 0; k < δ3.length; k++) δ3[k] = target[k] - y[k];
      tanh.slope(student.h1, pass.hidden[0].slope);
      tanh.slope(student.h2, pass.hidden[1].slope);
      rule(pass);
      clipNorm(δ1, clip);
      clipNorm(δ2, clip);
      if (!Number.isFinite(norm(δ1) + norm(δ2) + norm(δ3))) return false;
      lastUpdate.input = student.x;
      if (iteration > 0) {
        update(student, { δ1, δ2, δ3 }, eta);
        for (let k = 0; k < δ1.length; k++) lastUpdate.change[k] = eta * δ1[k];
      }
      return true;
    },
  };
}

/** The student's hidden layers with the feedback of the model. */
function passOf(
  { W0, W1, W2 }: Student,
  start: Start,
  { model, settings }: { model: Model; settings: NonlinearRegressionSettings },
): Pass {
  const B1 = initialFeedback(model.feedback, W1, start.B1);
  const B2 = initialFeedback(model.feedback, W2, start.B2);
  const endToEnd = rules[model.rule].endToEnd
    ? scaled(product(B1, B2), settings.singleLoopSign)
    : null;
  return createPass([W0, W1, W2], [null, B1, B2], endToEnd);
}

function ruleOf(
  { hidden }: Pass,
  { rule, leak }: Model,
  settings: NonlinearRegressionSettings,
): Rule {
  return rules[rule].make(hidden.map(({ W }) => W), {
    leak,
    integrator: integratorOf(settings),
    transfer: rule === "SDI" ? settings.singleLoopTransfer : "linear",
    // the loop of DI leaves the slope out
    extraSlope: rule === "DI" || settings.slopes === "twice",
  });
}

function scaled(A: Matrix, c: number): Matrix {
  for (let i = 0; i < A.data.length; i++) A.data[i] *= c;
  return A;
}

function row({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}
