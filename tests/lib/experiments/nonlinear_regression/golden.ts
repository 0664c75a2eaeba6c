/** The published runs of the nonlinear regression, as kept in tests/golden. */
import seed0 from "../../../golden/nonlinear-regression-1000.seed-0.json" with {
  type: "json",
};
import seed1 from "../../../golden/nonlinear-regression-1000.seed-1.json" with {
  type: "json",
};
import long0 from "../../../golden/nonlinear-regression-10000.seed-0.json" with {
  type: "json",
};

type Names = `${"W" | "b"}${0 | 1 | 2}`;

/** One published run; `traces[model].error[k]` was measured at `iterations[k]`. */
export interface Golden {
  origin: { seed: number };
  parameters: {
    model_name: string[];
    model_type: string[];
    fback_type: string[];
    leak_vals: number[];
    eta: number;
    num_iters: number;
  };
  initial:
    & Record<`W${0 | 1 | 2}_T` | `W${0 | 1 | 2}_tmp`, number[][]>
    & Record<`b${0 | 1 | 2}_T` | `b${0 | 1 | 2}_tmp`, number[]>
    & Record<`B${1 | 2}_${"opt" | "tmp_lrg"}`, number[][]>
    & Record<"x_first_3_columns" | "y_true_first_3_columns", number[][]>
    & { input_order_last_epoch_first_20: number[] };
  iterations: number[];
  traces: Record<string, {
    error: number[];
    /** largest real part of the eigenvalues of each layer's loop */
    stability?: number[][];
    /** degrees: feedback 1 and 2, NDI 1 and 2 */
    angles?: number[][];
  }>;
  final: Record<string, Record<Names | "B1" | "B2", number[] | number[][]>>;
}

export const goldenRuns = {
  "1000 examples, seed 0": seed0 as unknown as Golden,
  "1000 examples, seed 1": seed1 as unknown as Golden,
  "10000 examples, seed 0": long0 as unknown as Golden,
};
