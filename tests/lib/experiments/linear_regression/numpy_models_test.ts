/** Models that were never published, against the NumPy program of the bench. */
import { assertEquals } from "@std/assert";
import * as v from "valibot";
import golden from "../../../golden/linear_regression_models.json" with {
  type: "json",
};
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { linearRegressionSettings } from "../../../../lib/experiments/linear_regression/settings.ts";
import { train } from "../../../../lib/experiments/linear_regression/train.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { drawStart } from "./starts.ts";

const { seed, examples } = golden.origin;
const settings = v.parse(linearRegressionSettings, { iterations: examples });
const start = drawStart(seed, settings);

/** That numbers agree within 1e-9 of each. */
function assertAgree(own: Iterable<number>, theirs: number[]) {
  const ratios = Array.from(own, (number, k) => number / theirs[k]);
  assertClose(ratios, theirs.map(() => 1), 1e-9);
}

for (const { error, stability, squares, ...theirs } of golden.runs) {
  const { feedback: kind, scale, ...rest } = theirs;
  const model = { ...rest, feedback: { kind, scale } } as Model;
  const title = `${model.name} with feedback ${kind} × ${scale}`;
  Deno.test(`train() of ${title} follows NumPy within 1e-9`, () => {
    const { trace, weights } = train({ start, model, settings });
    const at = (metric: string) => {
      const { value } = trace.series[metric];
      return golden.iterations.map((i) => value[i]);
    };
    assertEquals([trace.outcome.status, trace.events], ["finished", []]);
    assertAgree(at("error"), error);
    if (stability.length > 0) assertAgree(at("spectral_abscissa_1"), stability);
    for (const name of ["W0", "W1"] as const) {
      const own = weights[name].data.reduce((sum, w) => sum + w * w, 0);
      assertAgree([own], [squares[name]]);
    }
  });
}
