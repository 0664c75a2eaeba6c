import { initialFeedback } from "../../feedback/initial.ts";
import { batch, TanhNetworkError } from "../../kernels/tanh_network_error.ts";
import { scale } from "../../linalg/matrix.ts";
import { product } from "../../linalg/product.ts";
import { linear, tanh } from "../../network/transfer.ts";
import { rules } from "../../rules/mod.ts";
import { createPass } from "../../rules/rule.ts";
import type { Trained, Training } from "../experiment.ts";
import { layerLoops, watchLoop } from "../monitor.ts";
import {
  type Regression,
  row,
  type Student,
  studentOf,
  trainRegression,
  type WholeSetError,
} from "../regression.ts";
import type { Start } from "./initialise.ts";
import type { NonlinearRegressionSettings } from "./settings.ts";

export const unit = "example";

const joint = { name: "both hidden layers", metric: "spectral_abscissa_1" };

/** Trains one model of the nonlinear regression. The angles of DI and SDI are to NDI. */
export function train(
  training: Training<Start, NonlinearRegressionSettings>,
): Trained {
  return trainRegression(regressionOf(training), training);
}

/** The student 30-20-10-10, y = W2 tanh(W1 tanh(W0 x + b0) + b1) + b2, ready to learn by a model's rule. */
export function regressionOf(
  { start, model, settings }: Training<Start, NonlinearRegressionSettings>,
): Regression {
  const { x, y, W0, b0, W1, b1, W2, b2 } = start;
  const student = studentOf([
    { W: W0, b: b0, φ: tanh },
    { W: W1, b: b1, φ: tanh },
    { W: W2, b: b2, φ: linear },
  ]);
  const weights = student.layers.map(({ W }) => W);
  const [B1, B2] = [
    { random: start.B1_large, optimised: start.B1 },
    { random: start.B2_large, optimised: start.B2 },
  ].map((drawn, l) => initialFeedback(model.feedback, weights[l + 1], drawn));
  const { leak, rule, transfer } = model, { make, endToEnd } = rules[rule];
  const isSingle = rule === "SDI";
  const B = endToEnd ? scale(product(B1, B2), settings.singleLoopSign) : null;
  const pass = createPass(weights, [null, B1, B2], B);
  return {
    student,
    pass,
    rule: make(weights.slice(1), {
      leak,
      integrator: {
        steps: settings.integratorSteps,
        dt: settings.integratorStep,
      },
      transfer: transfer ?? (isSingle ? settings.singleLoopTransfer : "linear"),
      extraSlope: settings.slopes === "twice",
    }),
    example: (k) => ({ x: row(x, k), target: row(y, k) }),
    error: delayedError(student, start, {
      δ1: pass.hidden[0].δ,
      eta: settings.eta,
    }),
    // the loop that SDI runs, and no other, changes what it learns by its repairs
    loops: isSingle && B && settings.singleLoopStability === "joint"
      ? [watchLoop({ ...joint, W: weights.slice(1), B, leak }, settings)]
      : layerLoops(pass, model, settings),
    references: ["NDI"],
  };
}

/** The squared error over the whole set; `δ1` is the error of the lower hidden layer, by which the student learned last. */
export function delayedError(
  { layers, h }: Student,
  { x, y }: Pick<Start, "x" | "y">,
  { δ1, eta }: { δ1: Float64Array; eta: number },
): WholeSetError {
  const [{ W: W0, b: b0 }, { W: W1, b: b1 }, { W: W2, b: b2 }] = layers;
  const network = { W0, b0: b0!, W1, b1: b1!, W2, b2: b2! };
  const errors = new TanhNetworkError(network, { x, target: y });
  return {
    batch,
    follow(measured) {
      errors.push({ input: h[0], change: δ1.map((δ) => eta * δ) }, measured);
    },
    take: () => errors.take(),
  };
}
