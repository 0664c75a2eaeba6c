/** The published runs of the linear regression, as kept in tests/golden. */
import seed0 from "../../../golden/linear-regression.seed-0.json" with {
  type: "json",
};
import seed1 from "../../../golden/linear-regression.seed-1.json" with {
  type: "json",
};
import normalised0 from "../../../golden/linear-regression-normalised.seed-0.json" with {
  type: "json",
};

/** One published run; `traces[model].error[k]` was measured at `iterations[k]`. */
export interface Golden {
  origin: { seed: number; edits: [original: string, changed: string][] };
  parameters: {
    model_name: string[];
    model_type: string[];
    fback_type: string[];
    leak_vals: number[];
    eta: number;
    num_iters: number;
  };
  initial:
    & Record<
      "T" | "W0_tmp" | "W1_tmp" | "B1_tmp_lrg" | "B1_opt",
      number[][]
    >
    & { input_order_last_epoch_first_20: number[] };
  iterations: number[];
  traces: Record<string, {
    error: number[];
    /** largest real part of the loop's eigenvalues */
    stability?: number[][];
    /** degrees: feedback, NDI, PBP */
    angles?: number[][];
  }>;
  final: Record<string, Record<"W0" | "W1" | "B1", number[][]>>;
}

export const goldenRuns = {
  "linear-regression, seed 0": seed0 as unknown as Golden,
  "linear-regression, seed 1": seed1 as unknown as Golden,
  "linear-regression-normalised, seed 0": normalised0 as unknown as Golden,
};
