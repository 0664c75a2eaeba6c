/** Trains one model of the nonlinear regression. */
import type { Matrix } from "../../linalg/matrix.ts";
import { type Outcome, type Trace, TraceRecorder } from "../../io/trace.ts";
import type { Model } from "../model.ts";
import { traceBefore } from "../trace_before.ts";
import { keepStable } from "../watched_loop.ts";
import { createAngles } from "./angles.ts";
import { DelayedError } from "./delayed_error.ts";
import type { Start } from "./initialise.ts";
import { createLearner, type Learner } from "./learner.ts";
import type { NonlinearRegressionSettings } from "./settings.ts";
import { watchedLoops } from "./watched_loops.ts";

/** What to train, from where, and how. */
export interface Training {
  start: Start;
  model: Model;
  settings: NonlinearRegressionSettings;
  /** told how many iterations are done, of how many */
  progress?: (done: number, total: number) => void;
}

/** A trained model: its measurements, and the weights, biases and feedback at the end. */
export interface Trained {
  trace: Trace;
  /** W0, b0, W1, b1, W2, b2, B1, B2 and, with SDI, its end-to-end feedback B */
  weights: Record<string, Matrix | Float64Array>;
}

/**
 * Learns from each example once, in the order of the start. Measures after
 * iterations 0, k, 2k … and the last, where k is `evaluateEvery`: `error` over
 * the whole set and, with DI and SDI, the angles of `createAngles` and the
 * spectral abscissae of the loops, which are kept stable at every iteration.
 *
 * It ends early as `diverged` if a number is no longer finite, and as
 * `unstable` if a loop cannot be repaired; no number recorded is not finite.
 * That the error over the whole set is not finite shows a few iterations late,
 * so the weights then are those of a later iteration.
 *
 * @throws {RangeError} if the start has not as many examples as iterations are wanted.
 */
export function trainNonlinearRegression(
  { start, model, settings, progress = () => {} }: Training,
): Trained {
  const { iterations, evaluateEvery } = settings;
  requireExamples(start, iterations);
  const learner = createLearner(start, model, settings);
  const { student, pass, lastUpdate } = learner;
  const loops = watchedLoops(pass, model, settings);
  const measureAngles = createAngles(pass, model);
  const error = new DelayedError(student, start);
  const trace = new TraceRecorder();

  const iterate = (iteration: number): Outcome | null => {
    if (!learner.learn(iteration)) {
      return diverged(iteration, "the error of a layer is not finite");
    }
    const due = iteration % evaluateEvery === 0 || iteration === iterations - 1;
    if (due) {
      error.ask(iteration, student, lastUpdate);
      measureAngles(trace, iteration);
    } else error.skip(lastUpdate);
    for (const loop of loops) {
      const end = keepStable(loop, trace, { iteration, due });
      if (end) return end;
    }
    return null;
  };

  let outcome: Outcome | null = null, lost: number | null = null;
  for (let i = 0; i < iterations && !outcome && lost === null; i++) {
    outcome = iterate(i);
    if (error.full) lost = error.settle(trace);
    progress(i + 1, iterations);
  }
  lost ??= error.settle(trace);
  const weights = weightsOf(learner);
  if (lost === null) {
    return { trace: trace.finish(outcome ?? { status: "finished" }), weights };
  }
  const reason = "the error over the whole set is not finite";
  const late = trace.finish(diverged(lost, reason));
  return { trace: traceBefore(late, lost), weights };
}

function diverged(iteration: number, reason: string): Outcome {
  return { status: "diverged", iteration, reason };
}

function weightsOf({ student, pass }: Learner): Trained["weights"] {
  const { W0, b0, W1, b1, W2, b2 } = student;
  const { hidden: [{ B: B1 }, { B: B2 }], endToEnd: B } = pass;
  return { W0, b0, W1, b1, W2, b2, B1, B2, ...B && { B } };
}

function requireExamples({ order }: Start, iterations: number): void {
  if (order.length !== iterations) {
    throw new RangeError(
      `Cannot train for ${iterations} iterations: the start has ${order.length} examples`,
    );
  }
}
