import { angle, angleToTranspose } from "../../linalg/angle.ts";
import { rules } from "../../rules/mod.ts";
import type { HiddenLayer, Pass } from "../../rules/rule.ts";
import type { TraceRecorder } from "../../io/trace.ts";
import type { Model } from "../model.ts";

/** Records angles as they are at an iteration. */
export type MeasureAngles = (trace: TraceRecorder, iteration: number) => void;

/**
 * With DI and SDI, measures in degrees: `angle_feedback_1` and
 * `angle_feedback_2`, of B1 to −W1ᵀ and of B2 to −W2ᵀ; `angle_ndi_1` and
 * `angle_ndi_2`, of δ1 and δ2 to what NDI makes of the output's error, layer
 * by layer, with the slope of each once. The weights are those after the
 * update, as published, while δ1 and δ2 come from those before it. With other
 * rules, measures nothing.
 */
export function createAngles(
  { hidden }: Pass,
  { rule, leak }: Model,
): MeasureAngles {
  if (rule !== "DI" && rule !== "SDI") return () => {};
  const reference = withOwnErrors(hidden);
  const ndi = rules.NDI.make(hidden.map(({ W }) => W), { leak });
  return (trace, iteration) => {
    const record = (metric: string, degrees: number) => {
      // an angle to an error that is zero does not exist
      if (!Number.isNaN(degrees)) trace.record(metric, iteration, degrees);
    };
    ndi({ hidden: reference, endToEnd: null });
    hidden.forEach(({ W, B, δ }, l) => {
      record(`angle_feedback_${l + 1}`, angleToTranspose(B, W, -1));
      record(`angle_ndi_${l + 1}`, angle(δ, reference[l].δ));
    });
  };
}

/** The same layers, but for errors in memory of their own below the output. */
function withOwnErrors([lower, upper]: readonly HiddenLayer[]): HiddenLayer[] {
  const δ1 = new Float64Array(lower.δ.length);
  const δ2 = new Float64Array(upper.δ.length);
  return [{ ...lower, e: δ2, δ: δ1 }, { ...upper, δ: δ2 }];
}
