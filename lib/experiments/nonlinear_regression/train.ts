import { initialFeedback } from "../../feedback/initial.ts";
import { stabilise } from "../../feedback/stabilise.ts";
import { watchAbscissa } from "../../feedback/stability.ts";
import { TanhNetworkError } from "../../kernels/tanh_network_error.ts";
import { type Matrix, scale, transpose } from "../../linalg/matrix.ts";
import { product } from "../../linalg/product.ts";
import { linear, tanh } from "../../network/transfer.ts";
import { rules } from "../../rules/mod.ts";
import { createPass } from "../../rules/rule.ts";
import type { Pass } from "../../rules/rule.ts";
import type { Model, Trained, Training } from "../experiment.ts";
import { layerLoops, type WatchedLoop } from "../monitor.ts";
import {
  type Regression,
  type Student,
  studentOf,
  trainRegression,
  type WholeSetError,
} from "../regression.ts";
import type { Start } from "./initialise.ts";
import type { NonlinearRegressionSettings } from "./settings.ts";

export const unit = "example";

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
  const { make, endToEnd } = rules[model.rule];
  const B = endToEnd ? scale(product(B1, B2), settings.singleLoopSign) : null;
  const pass = createPass(weights, [null, B1, B2], B);
  return {
    student,
    pass,
    rule: make(weights.slice(1), {
      leak: model.leak,
      integrator: {
        steps: settings.integratorSteps,
        dt: settings.integratorStep,
      },
      transfer: model.rule === "SDI" ? settings.singleLoopTransfer : "linear",
      // the loop of DI leaves the slope out
      extraSlope: model.rule === "DI" || settings.slopes === "twice",
    }),
    example: (k) => ({ x: row(x, k), target: row(y, k) }),
    error: delayedError(student, start, {
      δ1: pass.hidden[0].δ,
      eta: settings.eta,
    }),
    loops: model.rule === "SDI" && settings.singleLoopStability === "joint"
      ? [jointLoop(pass, model, settings)]
      : layerLoops(pass, model, settings),
    references: ["NDI"],
  };
}

function row({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}

/** The one loop that SDI runs. It runs none of `layerLoops`, so repairs of theirs do not change what it learns. */
function jointLoop(
  { hidden, endToEnd }: Pass,
  { leak }: Model,
  settings: NonlinearRegressionSettings,
): WatchedLoop {
  const B = endToEnd!;
  const loop = { W: hidden.map(({ W }) => W), B, leak };
  return {
    name: "both hidden layers",
    metric: "spectral_abscissa_1",
    B,
    abscissa: watchAbscissa(loop),
    repair: () =>
      stabilise(loop, { ...settings, attempts: settings.repairAttempts }),
  };
}

/**
 * The squared error over the whole set, computed for many iterations together,
 * since that is faster: each is recorded some time after it was measured.
 *
 * @param δ1 the error of the lower hidden layer, by which the student learned last
 */
export function delayedError(
  { layers, h }: Student,
  { x, y }: Pick<Start, "x" | "y">,
  { δ1, eta }: { δ1: Float64Array; eta: number },
): WholeSetError {
  const [{ W: W0, b: b0 }, { W: W1, b: b1 }, { W: W2, b: b2 }] = layers;
  const network = { W0, b0: b0!, W1, b1: b1!, W2, b2: b2! };
  const data = { x: transpose(x), target: transpose(y) };
  const batch = 64;
  const errors = new TanhNetworkError(network, { ...data, batch });
  let iterations: number[] = [];
  /** how the last example changed W0 and b0: not at all at the first iteration */
  const updateAt = (iteration: number) => ({
    input: h[0],
    change: δ1.map((δ) => iteration > 0 ? eta * δ : 0),
  });
  return {
    measure(_, iteration) {
      errors.push(network, updateAt(iteration));
      iterations.push(iteration);
      return true;
    },
    skip: (iteration) => errors.skip(updateAt(iteration)),
    record(trace, all) {
      if (!all && iterations.length < batch) return null;
      const measured = iterations;
      iterations = [];
      for (const [k, error] of errors.take().entries()) {
        if (!Number.isFinite(error)) return measured[k];
        trace.record("error", measured[k], error);
      }
      return null;
    },
  };
}
