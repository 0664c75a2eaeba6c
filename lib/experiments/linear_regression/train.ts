/** Trains one model of the linear regression. */
import { initialFeedback } from "../../feedback/initial.ts";
import { copy, type Matrix, transpose } from "../../linalg/matrix.ts";
import { clipNorm, norm } from "../../linalg/norms.ts";
import { apply } from "../../linalg/product.ts";
import { rules } from "../../rules/mod.ts";
import { createPass } from "../../rules/pass.ts";
import { type Outcome, type Trace, TraceRecorder } from "../../trace.ts";
import type { Model } from "../model.ts";
import type { Start } from "./initialise.ts";
import { createLoopMonitor } from "./loop_monitor.ts";
import { answer, type Student, update } from "./network.ts";
import type { LinearRegressionSettings } from "./settings.ts";
import { createWholeSetError } from "./whole_set_error.ts";

/** What to train, from where, and how. */
export interface Training {
  start: Start;
  model: Model;
  settings: LinearRegressionSettings;
  /** told how many iterations are done, of how many */
  progress?: (done: number, total: number) => void;
}

/** A trained model: its measurements, and the matrices at the end. */
export interface Trained {
  trace: Trace;
  weights: { W0: Matrix; W1: Matrix; B1: Matrix };
}

/**
 * Learns from each example once, in the order of the start:
 *
 *   e = T x − W1 W0 x,   δ2 = e,   δ1 by the model's rule, clipped
 *   W0 += η δ1 xᵀ,   W1 += η δ2 (W0 x)ᵀ
 *
 * but changes nothing at the first one, as published, so that all models start
 * from equal error. Measures after iterations 0, k, 2k … and the last, where k
 * is `evaluateEvery`: `error` over the whole set and, with dynamic inversion,
 * `spectral_abscissa_1` and the angles of the loop monitor. It ends early as
 * `diverged` if a number is no longer finite, and as `unstable` if a loop
 * cannot be repaired.
 *
 * @throws {RangeError} if the start has not as many examples as iterations are wanted.
 */
export function trainLinearRegression(
  { start, model, settings, progress = () => {} }: Training,
): Trained {
  const { iterations, evaluateEvery, clip, eta } = settings;
  requireExamples(start, iterations);
  const x = transpose(start.x);
  const student = studentOf(start);
  const B1 = initialFeedback(model.feedback, student.W1, {
    random: start.B1_large,
    optimised: start.B1,
  });
  const pass = createPass([student.W0, student.W1], [null, B1]);
  const [layer] = pass.hidden;
  const rule = rules[model.rule]([student.W1], {
    leak: model.leak,
    integrator: {
      steps: settings.integratorSteps,
      dt: settings.integratorStep,
    },
  });
  const monitor = model.rule === "DI"
    ? createLoopMonitor(layer, model.leak, settings)
    : null;
  const wholeSetError = createWholeSetError(start.T, start.x);
  const trace = new TraceRecorder();
  const target = new Float64Array(start.T.rows);
  const { δ: δ1, e: δ2 } = layer;

  const learn = (i: number): Outcome | null => {
    const example = start.order[i];
    const input = x.data.subarray(
      example * x.columns,
      (example + 1) * x.columns,
    );
    apply(start.T, input, target);
    const y = answer(student, input);
    for (let k = 0; k < δ2.length; k++) δ2[k] = target[k] - y[k];
    rule(pass);
    clipNorm(δ1, clip);
    if (!Number.isFinite(norm(δ1) + norm(δ2))) {
      return diverged(i, "the error of a layer is not finite");
    }
    if (i > 0) {
      update(student, { δ1, δ2 }, {
        eta,
        normalise: settings.normaliseUpdates,
      });
    }
    return measure(i);
  };

  const measure = (i: number): Outcome | null => {
    const due = i % evaluateEvery === 0 || i === iterations - 1;
    if (due) {
      const error = wholeSetError(student.W0, student.W1);
      if (!Number.isFinite(error)) {
        return diverged(i, "the error over the whole set is not finite");
      }
      trace.record("error", i, error);
      monitor?.measure(trace, i);
    }
    if (!monitor) return null;
    const abscissa = monitor.keepStable(trace, i);
    if (!Number.isFinite(abscissa)) {
      return diverged(i, "the loop of layer 1 is not finite");
    }
    if (due) trace.record("spectral_abscissa_1", i, abscissa);
    if (abscissa > 0) {
      return {
        status: "unstable",
        iteration: i,
        reason: "the loop of layer 1 could not be made stable",
      };
    }
    return null;
  };

  let outcome: Outcome | null = null;
  for (let i = 0; i < iterations && !outcome; i++) {
    outcome = learn(i);
    progress(i + 1, iterations);
  }
  return {
    trace: trace.finish(outcome ?? { status: "finished" }),
    weights: { W0: student.W0, W1: student.W1, B1 },
  };
}

function diverged(iteration: number, reason: string): Outcome {
  return { status: "diverged", iteration, reason };
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

function requireExamples({ order }: Start, iterations: number): void {
  if (order.length !== iterations) {
    throw new RangeError(
      `Cannot train for ${iterations} iterations: the start has ${order.length} examples`,
    );
  }
}
