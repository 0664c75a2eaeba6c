import { initialFeedback } from "../../feedback/initial.ts";
import { compiledProduct } from "../../kernels/product.ts";
import { type Matrix, matrix, transpose } from "../../linalg/matrix.ts";
import { apply } from "../../linalg/product.ts";
import { linear } from "../../network/transfer.ts";
import { rules } from "../../rules/mod.ts";
import { createPass } from "../../rules/rule.ts";
import type { Trained, Training } from "../experiment.ts";
import { layerLoops } from "../monitor.ts";
import {
  type Regression,
  row,
  studentOf,
  trainRegression,
} from "../regression.ts";
import type { Start } from "./initialise.ts";
import type { LinearRegressionSettings } from "./settings.ts";

export const unit = "example";

/** Trains one model of the linear regression. */
export function train(
  training: Training<Start, LinearRegressionSettings>,
): Trained<Record<"W0" | "W1" | "B1", Matrix>> {
  return trainRegression(regressionOf(training), training);
}

/** The student 30-20-10 without biases, y = W1 W0 x, whose teacher answers T x, ready to learn by a model's rule. */
export function regressionOf(
  { start, model, settings }: Training<Start, LinearRegressionSettings>,
): Regression {
  const { T, x } = start;
  const xᵀ = transpose(x);
  const student = studentOf([
    { W: start.W0, φ: linear },
    { W: start.W1, φ: linear },
  ]);
  const [{ W: W0 }, { W: W1 }] = student.layers;
  const drawn = { random: start.B1_large, optimised: start.B1 };
  const B1 = initialFeedback(model.feedback, W1, drawn);
  const pass = createPass([W0, W1], [null, B1]);
  const wholeSetError = createWholeSetError(T, { x, xᵀ });
  const target = new Float64Array(T.rows);
  return {
    student,
    pass,
    rule: rules[model.rule].make([W1], {
      leak: model.leak,
      transfer: model.transfer,
      integrator: {
        steps: settings.integratorSteps,
        dt: settings.integratorStep,
      },
    }),
    example(k) {
      const x = row(xᵀ, k);
      return { x, target: apply(T, x, target) };
    },
    error: { batch: 1, follow() {}, take: () => [wholeSetError(W0, W1)] },
    loops: layerLoops(pass, model, settings),
    references: ["NDI", "PBP"],
  };
}

/**
 * The squared error of a linear network over all examples at once,
 *
 *   Σ ‖T x − W1 W0 x‖² = tr(E C Eᵀ),   E = T − W1 W0,   C = Σ x xᵀ
 *
 * C (inputs × inputs) is made once, of x (inputs × N) and its transpose, so a
 * measurement costs nothing per example. E is formed first, so nothing cancels.
 */
export function createWholeSetError(
  T: Matrix,
  { x, xᵀ }: { x: Matrix; xᵀ: Matrix },
): (W0: Matrix, W1: Matrix) => number {
  const C = compiledProduct(x, xᵀ);
  const E = matrix(T.rows, T.columns), EC = matrix(T.rows, T.columns);
  return (W0, W1) => {
    compiledProduct(W1, W0, E);
    for (let i = 0; i < E.data.length; i++) E.data[i] = T.data[i] - E.data[i];
    compiledProduct(E, C, EC);
    let trace = 0;
    for (let i = 0; i < E.data.length; i++) trace += E.data[i] * EC.data[i];
    return trace;
  };
}
