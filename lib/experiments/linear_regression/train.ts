/** Trains one model of the linear regression. */
import type { Matrix } from "../../linalg/matrix.ts";
import { type Outcome, type Trace, TraceRecorder } from "../../io/trace.ts";
import type { Model } from "../model.ts";
import type { Start } from "./initialise.ts";
import { createLearner } from "./learner.ts";
import { createLoopMonitor } from "./loop_monitor.ts";
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
 * Learns from each example once, in the order of the start. Measures after
 * iterations 0, k, 2k … and the last, where k is `evaluateEvery`: `error` over
 * the whole set and, with dynamic inversion, `spectral_abscissa_1` and the
 * angles of the loop monitor, which keeps the loop stable at every iteration.
 *
 * It ends early as `diverged` if a number is no longer finite, and as
 * `unstable` if a loop cannot be repaired; no number recorded is not finite.
 *
 * @throws {RangeError} if the start has not as many examples as iterations are wanted.
 */
export function trainLinearRegression(
  { start, model, settings, progress = () => {} }: Training,
): Trained {
  const { iterations, evaluateEvery } = settings;
  requireExamples(start, iterations);
  const { student, xᵀ, layer, learn } = createLearner(start, model, settings);
  const wholeSetError = createWholeSetError(start.T, { x: start.x, xᵀ });
  const measured = model.rule === "DI";
  const watched = measured || model.rule === "NDI" && settings.shareRepairs;
  const monitor = watched
    ? createLoopMonitor(layer, model.leak, settings)
    : null;
  const trace = new TraceRecorder();

  const iterate = (i: number): Outcome | null => {
    if (!learn(i)) return diverged(i, "the error of a layer is not finite");
    const due = i % evaluateEvery === 0 || i === iterations - 1;
    if (due) {
      const error = wholeSetError(student.W0, student.W1);
      if (!Number.isFinite(error)) {
        return diverged(i, "the error over the whole set is not finite");
      }
      trace.record("error", i, error);
      if (measured) monitor?.measure(trace, i);
    }
    return monitor && monitor.keepStable(trace, i, due);
  };

  let outcome: Outcome | null = null;
  for (let i = 0; i < iterations && !outcome; i++) {
    outcome = iterate(i);
    progress(i + 1, iterations);
  }
  return {
    trace: trace.finish(outcome ?? { status: "finished" }),
    weights: { W0: student.W0, W1: student.W1, B1: layer.B },
  };
}

function diverged(iteration: number, reason: string): Outcome {
  return { status: "diverged", iteration, reason };
}

function requireExamples({ order }: Start, iterations: number): void {
  if (order.length !== iterations) {
    throw new RangeError(
      `Cannot train for ${iterations} iterations: the start has ${order.length} examples`,
    );
  }
}
