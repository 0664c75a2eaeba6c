/** What is watched while a regression trains: the stability of loops, and the angles of errors and feedback. */
import { type Descent, stabilise } from "../feedback/stabilise.ts";
import { type Loop, watchAbscissa } from "../feedback/stability.ts";
import type { Outcome, TraceRecorder } from "../io/trace.ts";
import { type Matrix, transpose } from "../linalg/matrix.ts";
import { angle, norm } from "../linalg/norms.ts";
import { rules } from "../rules/mod.ts";
import type { Pass } from "../rules/rule.ts";
import { diverged, type Model } from "./experiment.ts";
import type { LoopSettings } from "./settings.ts";

/** A loop that must stay stable while its weights change in place. */
export interface WatchedLoop {
  /** completes "the loop of …" */
  name: string;
  /** the metric under which its spectral abscissa is recorded */
  metric: string;
  /** the feedback that a repair replaces, in place */
  B: Matrix;
  /** the spectral abscissa as the weights are now; not a number if they are not finite */
  abscissa(): number;
  /** feedback with which the loop might be stable */
  repair(): Descent;
}

/** Watches a loop, and repairs it as settings say. */
export function watchLoop(
  { name, metric, ...loop }: Pick<WatchedLoop, "name" | "metric"> & Loop,
  settings: LoopSettings,
): WatchedLoop {
  const attempts = settings.repairAttempts;
  return {
    name,
    metric,
    B: loop.B,
    abscissa: watchAbscissa(loop),
    repair: () => stabilise(loop, { ...settings, attempts }),
  };
}

/**
 * The loops that DI runs, one through each hidden layer, if a model keeps them
 * stable: with DI and SDI, as published, and with NDI where `shareRepairs`.
 */
export function layerLoops(
  { hidden }: Pass,
  model: Pick<Model, "rule" | "leak">,
  settings: LoopSettings,
): WatchedLoop[] {
  const { rule, leak } = model;
  const watched = runsLoops(model) || rule === "NDI" && settings.shareRepairs;
  return !watched ? [] : hidden.map(({ W, B }, l) => {
    const name = `layer ${l + 1}`, metric = `spectral_abscissa_${l + 1}`;
    return watchLoop({ name, metric, W: [W], B, leak }, settings);
  });
}

/**
 * Repairs the feedback of a loop if it is no longer stable; then records the
 * spectral abscissa, if that is due. Returns how the model ends if the repair
 * failed or the loop is not finite, and null otherwise.
 */
export function keepStable(
  { name, metric, B, ...loop }: WatchedLoop,
  trace: TraceRecorder,
  { iteration, due }: { iteration: number; due: boolean },
): Outcome | null {
  let abscissa = loop.abscissa();
  if (abscissa > 0) {
    const repair = loop.repair();
    B.data.set(repair.feedback.data);
    trace.note(
      iteration,
      repair.succeeded ? "repaired" : "not repaired",
      `feedback of ${name}: spectral abscissa from ${abscissa} to ${repair.abscissa} in ${repair.steps} steps`,
    );
    abscissa = repair.abscissa;
  }
  if (!Number.isFinite(abscissa)) {
    return diverged(iteration, `the loop of ${name} is not finite`);
  }
  if (due) trace.record(metric, iteration, abscissa);
  if (!(abscissa > 0)) return null;
  const reason = `the loop of ${name} could not be made stable`;
  return { status: "unstable", iteration, reason };
}

/** Whether a model runs loops of dynamic inversion, whose angles are measured. */
export function runsLoops({ rule }: Pick<Model, "rule">): boolean {
  return rule === "DI" || rule === "SDI";
}

/**
 * Measures, in degrees: `angle_feedback_l`, of B_l to −W_lᵀ, and for each of the
 * `references`, such as NDI, `angle_ndi_l`, of δ_l to what that rule makes of
 * the output's error, layer by layer, with the slope of each once. The weights
 * are those after the update, as published, while δ comes from those before it.
 */
export function createAngles(
  { hidden }: Pass,
  { leak }: Pick<Model, "leak">,
  references: readonly ("NDI" | "PBP")[],
): (trace: TraceRecorder, iteration: number) => void {
  const shapes = hidden.map(({ W }) => W);
  const others = references.map((name) => {
    const rule = rules[name].make(shapes, { leak });
    // the same layers, but for errors in memory of their own below the output
    const errors = hidden.map(({ δ }) => new Float64Array(δ.length));
    const layers = hidden.map((layer, l) => (
      { ...layer, δ: errors[l], e: errors[l + 1] ?? layer.e }
    ));
    return { metric: `angle_${name.toLowerCase()}`, rule, layers };
  });
  return (trace, iteration) => {
    const record = (metric: string, degrees: number) => {
      // an angle to an error that is zero does not exist
      if (!Number.isNaN(degrees)) trace.record(metric, iteration, degrees);
    };
    for (const { rule, layers } of others) {
      rule({ hidden: layers, endToEnd: null });
    }
    hidden.forEach(({ W, B, δ }, l) => {
      const toTranspose = angle(B.data, transpose(W).data, -norm(W.data));
      record(`angle_feedback_${l + 1}`, toTranspose);
      for (const { metric, layers } of others) {
        record(`${metric}_${l + 1}`, angle(δ, layers[l].δ));
      }
    });
  };
}
