import { descendAgain } from "../../feedback/descend.ts";
import { angle, angleToTranspose } from "../../linalg/angle.ts";
import { nonDynamicInversion } from "../../rules/non_dynamic_inversion.ts";
import { pseudobackpropagation } from "../../rules/pseudobackpropagation.ts";
import type { HiddenLayer } from "../../rules/rule.ts";
import type { Outcome, TraceRecorder } from "../../io/trace.ts";
import { descentSettings } from "../loop_settings.ts";
import { keepStable, type WatchedLoop } from "../watched_loop.ts";
import type { LinearRegressionSettings } from "./settings.ts";
import { loopSlope, watchAbscissa } from "../../feedback/stability.ts";

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
  const { W, B } = layer;
  const loop: WatchedLoop = {
    name: "layer 1",
    metric: "spectral_abscissa_1",
    B,
    abscissa: watchAbscissa({ W, B, leak }),
    repair: () =>
      descendAgain(loopSlope({ W, leak }, settings.optimisationSmoothing), B, {
        ...descentSettings(settings),
        attempts: settings.repairAttempts,
      }),
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
    keepStable: (trace, iteration, due) =>
      keepStable(loop, trace, { iteration, due }),
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
