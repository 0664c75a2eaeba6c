import { initialFeedback } from "../../feedback/initial.ts";
import {
  singleLoopSlope,
  watchSingleLoop,
} from "../../feedback/single_loop.ts";
import type { TraceRecorder } from "../../io/trace.ts";
import { TanhNetworkError } from "../../kernels/tanh_network_error.ts";
import { type Matrix, scale, transpose } from "../../linalg/matrix.ts";
import { product } from "../../linalg/product.ts";
import { linear, tanh } from "../../network/transfer.ts";
import { rules } from "../../rules/mod.ts";
import { createPass } from "../../rules/rule.ts";
import type { Pass } from "../../rules/rule.ts";
import {
  integratorOf,
  type Model,
  type Trained,
  type Training,
} from "../experiment.ts";
import {
  layerLoops,
  repairOf,
  runsLoops,
  type WatchedLoop,
} from "../monitor.ts";
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
      integrator: integratorOf(settings),
      transfer: model.rule === "SDI" ? settings.singleLoopTransfer : "linear",
      // the loop of DI leaves the slope out
      extraSlope: model.rule === "DI" || settings.slopes === "twice",
    }),
    example: (k) => ({ x: row(x, k), target: row(y, k) }),
    error: new DelayedError(student, start, {
      δ1: pass.hidden[0].δ,
      eta: settings.eta,
    }),
    loops: watchedLoops(pass, model, settings),
    references: ["NDI"],
  };
}

function row({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}

/**
 * The loops that a model keeps stable: with DI and SDI, and with NDI where
 * `shareRepairs` asks for it, those of its two hidden layers apart, as
 * published; with SDI where `singleLoopStability` asks for it, the one loop
 * that it runs. SDI runs none of the first, so repairs of theirs do not change
 * what it learns.
 */
export function watchedLoops(
  pass: Pass,
  model: Model,
  settings: NonlinearRegressionSettings,
): WatchedLoop[] {
  if (model.rule === "SDI" && settings.singleLoopStability === "joint") {
    return [jointLoop(pass, model, settings)];
  }
  const watched = runsLoops(model) ||
    model.rule === "NDI" && settings.shareRepairs;
  return watched ? layerLoops(pass, model, settings) : [];
}

function jointLoop(
  { hidden: [{ W: W1 }, { W: W2 }], endToEnd }: Pass,
  { leak }: Model,
  settings: NonlinearRegressionSettings,
): WatchedLoop {
  const B = endToEnd!;
  const slope = (ε: number) => singleLoopSlope({ W1, W2, leak }, ε);
  return {
    name: "both hidden layers",
    metric: "spectral_abscissa_1",
    B,
    abscissa: watchSingleLoop({ W1, W2, B, leak }),
    repair: () => repairOf(slope, B, settings),
  };
}

/** Iterations whose errors are computed together. */
const batch = 64;

/**
 * The squared error over the whole set, computed for many iterations together,
 * since that is faster: each is recorded some time after it was asked for.
 */
export class DelayedError implements WholeSetError {
  readonly #errors: TanhNetworkError;
  readonly #student: Student;
  readonly #δ1: Float64Array;
  readonly #eta: number;
  #iterations: number[] = [];

  /**
   * @param δ1 the error of the lower hidden layer, by which the student learned last
   * @param eta the learning rate
   */
  constructor(
    student: Student,
    { x, y }: Pick<Start, "x" | "y">,
    { δ1, eta }: { δ1: Float64Array; eta: number },
  ) {
    this.#student = student;
    this.#δ1 = δ1;
    this.#eta = eta;
    this.#errors = new TanhNetworkError(this.#network(), {
      x: transpose(x),
      target: transpose(y),
      batch,
    });
  }

  measure(_: TraceRecorder, iteration: number): boolean {
    this.#errors.push(this.#network(), this.#update(iteration));
    this.#iterations.push(iteration);
    return true;
  }

  skip(iteration: number): void {
    this.#errors.skip(this.#update(iteration));
  }

  settle(trace: TraceRecorder, all: boolean): number | null {
    const iterations = this.#iterations;
    if (!all && iterations.length < batch) return null;
    const errors = this.#errors.take();
    this.#iterations = [];
    const bad = errors.findIndex((error) => !Number.isFinite(error));
    const end = bad < 0 ? errors.length : bad;
    for (let k = 0; k < end; k++) {
      trace.record("error", iterations[k], errors[k]);
    }
    return bad < 0 ? null : iterations[bad];
  }

  #network() {
    const [{ W: W0, b: b0 }, { W: W1, b: b1 }, { W: W2, b: b2 }] =
      this.#student.layers;
    return { W0, b0: b0!, W1, b1: b1!, W2, b2: b2! };
  }

  /** How the example of an iteration changed W0 and b0: not at all at the first. */
  #update(iteration: number) {
    const eta = iteration > 0 ? this.#eta : 0;
    return {
      input: this.#student.h[0],
      change: this.#δ1.map((δ) => eta * δ),
    };
  }
}
