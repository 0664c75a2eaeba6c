import { repairFeedback } from "../../feedback/repair.ts";
import { type Loop, spectralAbscissa } from "../../feedback/stability.ts";
import { angle, angleToTranspose } from "../../linalg/angle.ts";
import { nonDynamicInversion } from "../../rules/non_dynamic_inversion.ts";
import { pseudobackpropagation } from "../../rules/pseudobackpropagation.ts";
import type { HiddenLayer } from "../../rules/rule.ts";
import type { Outcome, TraceRecorder } from "../../trace.ts";
import { descentSettings } from "../settings.ts";
import type { LinearRegressionSettings } from "./settings.ts";

/** Watches the loop of dynamic inversion while a model trains. */
export interface LoopMonitor {
  /**
   * Records, in degrees: `angle_feedback_1`, of B1 to −W1ᵀ, and `angle_ndi_1`
   * and `angle_pbp_1`, of δ1 to what NDI and PBP would make of the same error.
   * The weights are those after the update, as published, while δ1 comes from
   * those before it.
   */
  measure(trace: TraceRecorder, iteration: number): void;
  /**
   * Repairs B1, in place, if the loop is no longer stable; then records
   * `spectral_abscissa_1`, if that is due. Returns how the model ends if the
   * repair failed or the loop is not finite, and null otherwise.
   */
  keepStable(
    trace: TraceRecorder,
    iteration: number,
    due: boolean,
  ): Outcome | null;
}

/** A monitor of the hidden layer whose δ dynamic inversion writes. */
export function createLoopMonitor(
  layer: HiddenLayer,
  leak: number,
  settings: LinearRegressionSettings,
): LoopMonitor {
  const ndi = reference(layer, nonDynamicInversion({ leak })(layer.W));
  const pbp = reference(layer, pseudobackpropagation(layer.W));
  const loop: Loop = { W: layer.W, B: layer.B, leak };
  const descent = {
    ...descentSettings(settings),
    attempts: settings.repairAttempts,
  };
  return {
    measure(trace, iteration) {
      const record = (metric: string, degrees: number) => {
        // an angle to an error that is zero does not exist
        if (!Number.isNaN(degrees)) trace.record(metric, iteration, degrees);
      };
      record("angle_feedback_1", angleToTranspose(layer.B, layer.W, -1));
      record("angle_ndi_1", angle(layer.δ, ndi()));
      record("angle_pbp_1", angle(layer.δ, pbp()));
    },
    keepStable(trace, iteration, due) {
      let abscissa = spectralAbscissa(loop);
      if (abscissa > 0) {
        const repair = repairFeedback(loop, descent);
        layer.B.data.set(repair.feedback.data);
        trace.note(
          iteration,
          repair.succeeded ? "repaired" : "not repaired",
          `feedback 1: spectral abscissa from ${abscissa} to ${repair.abscissa} in ${repair.steps} steps`,
        );
        abscissa = repair.abscissa;
      }
      if (!Number.isFinite(abscissa)) {
        const reason = "the loop of layer 1 is not finite";
        return { status: "diverged", iteration, reason };
      }
      if (due) trace.record("spectral_abscissa_1", iteration, abscissa);
      if (!(abscissa > 0)) return null;
      const reason = "the loop of layer 1 could not be made stable";
      return { status: "unstable", iteration, reason };
    },
  };
}

/** What another rule makes of the same layer, in memory of its own. */
function reference(
  layer: HiddenLayer,
  rule: (layer: HiddenLayer) => void,
): () => Float64Array {
  const same = { ...layer, δ: new Float64Array(layer.δ.length) };
  return () => {
    rule(same);
    return same.δ;
  };
}
