/** What the regressions share: a student that learns from one example after another, and how it is measured. */
import { type Outcome, type Trace, TraceRecorder } from "../io/trace.ts";
import { copy, type Matrix } from "../linalg/matrix.ts";
import { clipNorm, norm } from "../linalg/norms.ts";
import { addOuter, apply } from "../linalg/product.ts";
import type { Transfer } from "../network/transfer.ts";
import { outputError, type Pass, type Rule } from "../rules/rule.ts";
import type { NamedValues } from "./archive.ts";
import { diverged, type Trained, type Training } from "./experiment.ts";
import { createAngles, keepStable, runsLoops } from "./monitor.ts";
import type { WatchedLoop } from "./monitor.ts";
import type { RegressionSettings } from "./settings.ts";

/** One layer of a student: h = φ(W x + b), or φ(W x) without biases. */
export interface Layer {
  W: Matrix;
  b?: Float64Array;
  φ: Transfer;
}

/** A student with its last activities: h[0] = x, h[l + 1] = φ_l(W_l h[l] + b_l). */
export interface Student {
  layers: readonly Layer[];
  h: Float64Array[];
}

/** A student with weights and biases of its own, copied from those given. */
export function studentOf(layers: readonly Layer[]): Student {
  return {
    layers: layers.map(({ W, b, φ }) => ({ W: copy(W), b: b?.slice(), φ })),
    h: [
      new Float64Array(layers[0].W.columns),
      ...layers.map(({ W }) => new Float64Array(W.rows)),
    ],
  };
}

/** Row i of A, as it is in memory. */
export function row({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}

/** Answers the input x, and remembers its activities. */
export function answer({ layers, h }: Student, x: Float64Array): Float64Array {
  h[0] = x;
  for (let l = 0; l < layers.length; l++) {
    const { W, b, φ } = layers[l];
    const a = apply(W, h[l], h[l + 1]);
    if (b) { for (let i = 0; i < a.length; i++) a[i] += b[i]; }
    φ.activate(a, a);
  }
  return h[layers.length];
}

/**
 * W_l += η δ[l] h[l]ᵀ and b_l += η δ[l], in place. If `normaliseUpdates`, each
 * product is first divided by its Frobenius norm, ‖δ‖ ‖h‖; a product that is
 * zero stays so.
 */
export function update(
  { layers, h }: Student,
  δ: readonly Float64Array[],
  { eta, normaliseUpdates = false }: {
    eta: number;
    normaliseUpdates?: boolean;
  },
): void {
  layers.forEach(({ W, b }, l) => {
    const error = δ[l];
    const length = normaliseUpdates ? norm(error) * norm(h[l]) : 1;
    const rate = length > 0 ? eta / length : 0;
    addOuter(W, rate, { δ: error, x: h[l] });
    if (b) { for (let i = 0; i < b.length; i++) b[i] += eta * error[i]; }
  });
}

/** The squared error over all examples of a student that learns. */
export interface WholeSetError {
  /** how many are taken together, since that is faster */
  batch: number;
  /** notes that the student learned from an example; whether the error is to be measured now */
  follow(measured: boolean): void;
  /** the errors measured since the last call, in order */
  take(): ArrayLike<number>;
}

/** A model that is ready to learn. */
export interface Regression {
  student: Student;
  /** the student's hidden layers, with feedback */
  pass: Pass;
  rule: Rule;
  /** example k of the data set */
  example(k: number): { x: Float64Array; target: Float64Array };
  error: WholeSetError;
  loops: readonly WatchedLoop[];
  /** the rules whose errors those of dynamic inversion are compared with */
  references: readonly ("NDI" | "PBP")[];
}

/**
 * Learns from one example:
 *
 *   e = y* − y,   the δ of hidden layers by the model's rule, each clipped
 *   W_l += η δ_{l+1} h_lᵀ,   b_l += η δ_{l+1},   h_0 = x
 *
 * but changes nothing at iteration 0, as published, so that all models start
 * from equal error. False, and nothing learned, if an error is not finite.
 */
export function createLearner(
  { student, pass, rule, example }: Regression,
  order: Int32Array,
  settings: Pick<RegressionSettings, "eta" | "clip" | "normaliseUpdates">,
): (iteration: number) => boolean {
  const { layers, h } = student;
  const e = outputError(pass);
  const δ = [...pass.hidden.map(({ δ }) => δ), e];
  return (iteration) => {
    const { x, target } = example(order[iteration]);
    const y = answer(student, x);
    for (let k = 0; k < e.length; k++) e[k] = target[k] - y[k];
    pass.hidden.forEach(({ slope }, l) => layers[l].φ.slope(h[l + 1], slope));
    rule(pass);
    for (const { δ } of pass.hidden) clipNorm(δ, settings.clip);
    if (!Number.isFinite(δ.reduce((sum, δ) => sum + norm(δ), 0))) return false;
    if (iteration > 0) update(student, δ, settings);
    return true;
  };
}

/**
 * Learns from each example once, in the order of the start. Measures after
 * iterations 0, k, 2k … and the last, where k is `evaluateEvery`: `error` over
 * the whole set and, with DI and SDI, the angles of `createAngles` and the
 * spectral abscissae of the loops, which are kept stable at every iteration.
 *
 * It ends early as `diverged` if a number is no longer finite, and as
 * `unstable` if a loop cannot be repaired; no number recorded is not finite.
 * Where the error over the whole set is measured late, the weights at such an
 * end are those of a later iteration.
 *
 * @throws {RangeError} if the start has not as many examples as iterations are wanted.
 */
export function trainRegression<Weights extends NamedValues>(
  regression: Regression,
  { start: { order }, model, settings, progress = () => {} }: Training<
    { order: Int32Array },
    RegressionSettings
  >,
): Trained<Weights> {
  const { iterations, evaluateEvery } = settings;
  if (order.length !== iterations) {
    throw new RangeError(
      `Cannot train for ${iterations} iterations: the start has ${order.length} examples`,
    );
  }
  const { pass, error, loops } = regression;
  const learn = createLearner(regression, order, settings);
  const measureAngles = runsLoops(model)
    ? createAngles(pass, model, regression.references)
    : () => {};
  const trace = new TraceRecorder();
  let waiting: number[] = [];

  /** Records the errors that wait; the first iteration whose error is not finite, or null. */
  const recordErrors = (): number | null => {
    const errors = error.take(), measured = waiting;
    waiting = [];
    for (const [k, iteration] of measured.entries()) {
      if (!Number.isFinite(errors[k])) return iteration;
      trace.record("error", iteration, errors[k]);
    }
    return null;
  };
  const iterate = (iteration: number): Outcome | null => {
    const learned = learn(iteration);
    const last = iteration === iterations - 1;
    const due = iteration % evaluateEvery === 0 || last;
    // the first error is that of the start, whatever the rule makes of it
    if (learned || iteration === 0) {
      error.follow(due);
      if (due) waiting.push(iteration);
    }
    if (!learned) {
      return diverged(iteration, "the error of a layer is not finite");
    }
    if (due) measureAngles(trace, iteration);
    for (const loop of loops) {
      const end = keepStable(loop, trace, { iteration, due });
      if (end) return end;
    }
    return last ? { status: "finished" } : null;
  };

  let outcome: Outcome | null = null, lost: number | null = null;
  for (let i = 0; !outcome; i++) {
    outcome = iterate(i);
    if (outcome || waiting.length >= error.batch) lost = recordErrors();
    if (lost !== null) {
      outcome = diverged(lost, "the error over the whole set is not finite");
    }
    progress(i + 1, iterations);
  }
  return {
    trace: traceBefore(trace.finish(outcome), lost ?? Infinity),
    weights: weightsOf(regression) as Weights,
  };
}

/** W0, b0, W1 … and the feedback B1, B2 … and, if there is one, the end-to-end feedback B. */
function weightsOf(
  { student, pass: { hidden, endToEnd } }: Regression,
): NamedValues {
  return Object.fromEntries([
    ...student.layers.flatMap(({ W, b }, l) => [
      [`W${l}`, W],
      ...b ? [[`b${l}`, b]] : [],
    ]),
    ...hidden.map(({ B }, l) => [`B${l + 1}`, B]),
    ...endToEnd ? [["B", endToEnd]] : [],
  ]);
}

/** A trace without what was measured or noted at an iteration and after it. */
export function traceBefore(trace: Trace, end: number): Trace {
  const series: Trace["series"] = {};
  for (const [metric, { iteration, value }] of Object.entries(trace.series)) {
    const count = iteration.filter((i) => i < end).length;
    if (count === 0) continue;
    series[metric] = {
      iteration: iteration.slice(0, count),
      value: value.slice(0, count),
    };
  }
  const events = trace.events.filter(({ iteration }) => iteration < end);
  return { ...trace, series, events };
}
