import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import type { FurtherModel } from "../../../lib/experiments/further_model.ts";
import { leaks } from "../../../lib/experiments/gauss_newton.ts";
import { gaussNewtonModels } from "../../../lib/experiments/gauss_newton_models.ts";
import * as linear from "../../../lib/experiments/gauss_newton_linear/train.ts";
import { gaussNewtonLinearSettings } from "../../../lib/experiments/gauss_newton_linear/settings.ts";
import * as nonlinear from "../../../lib/experiments/gauss_newton_nonlinear/train.ts";
import { gaussNewtonNonlinearSettings } from "../../../lib/experiments/gauss_newton_nonlinear/settings.ts";
import { initialise as initialiseLinear } from "../../../lib/experiments/linear_regression/initialise.ts";
import type { Start as LinearStart } from "../../../lib/experiments/linear_regression/initialise.ts";
import { initialise as initialiseNonlinear } from "../../../lib/experiments/nonlinear_regression/initialise.ts";
import type { Start as NonlinearStart } from "../../../lib/experiments/nonlinear_regression/initialise.ts";
import {
  type Matrix,
  shiftDiagonal,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { angle, norm } from "../../../lib/linalg/norms.ts";
import {
  apply,
  applyTransposed,
  product,
} from "../../../lib/linalg/product.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { leastSquares } from "../linalg/solved.ts";

const short = { iterations: 200, comparedExamples: 2 };
const settings = v.parse(gaussNewtonLinearSettings, short);
const start = initialiseLinear(1000, settings) as LinearStart;

const modelNamed = (name: string): FurtherModel =>
  gaussNewtonModels.find((model) => model.name === name)!;

const compared = (name: string, changed: Partial<FurtherModel> = {}) =>
  linear.train({ start, settings, model: { ...modelNamed(name), ...changed } });

/** What a metric was at a leak. */
function at(
  { trace: { series } }: ReturnType<typeof compared>,
  metric: string,
  leak: number,
): number {
  const { iteration, value } = series[metric];
  return value[iteration.indexOf(leak)];
}

Deno.test("leaks grow from 1e-6 to 1e3, and have the published ones", () => {
  assertEquals(leaks.length, 28);
  assert(leaks.every((leak, k) => k === 0 || leak > leaks[k - 1]));
  for (const leak of [1e-6, 0.001, 0.01, 1e3]) assert(leaks.includes(leak));
});

Deno.test("angle and gain of NDI to BP are those of their formulas, whosever weights and feedback they are", () => {
  const found = compared("BP");
  const { W0, W1 } = found.weights as Record<string, Matrix>;
  const B = (W: Matrix) => transpose(W, -1);
  const states = {
    start: [start.W0, start.W1, B(start.W1)],
    trained: [W0, W1, B(W1)],
    fixed: [W0, W1, B(start.W1)],
  };
  const xᵀ = transpose(start.x), columns = xᵀ.columns;
  for (const [when, [W0, W1, B]] of Object.entries(states)) {
    for (const leak of [1e-4, 0.01, 1]) {
      let angles = 0, gains = 1;
      for (let k = 0; k < 2; k++) {
        const x = xᵀ.data.slice(k * columns, (k + 1) * columns);
        const y = apply(W1, apply(W0, x));
        const e = apply(start.T, x).map((target, i) => target - y[i]);
        const loop = shiftDiagonal(product(W1, B), -leak);
        const δ = apply(B, leastSquares(loop, e));
        const reference = applyTransposed(W1, e);
        angles += angle(δ, reference) / 2;
        gains *= Math.sqrt(norm(δ) / norm(reference));
      }
      assertClose([at(found, `angle_${when}_1`, leak)], [angles], 1e-8);
      assertClose([at(found, `gain_${when}_1`, leak) / gains], [1], 1e-9);
    }
  }
});

Deno.test("training moves the weights, as NDI has it", () => {
  const { W1 } = compared("BP").weights as Record<string, Matrix>;
  assert(angle(W1.data, start.W1.data) > 10);
});

Deno.test("in the linear network NDI is layerwise Gauss–Newton at every leak, and Gauss–Newton at its own", () => {
  const layerwise = compared("LGN"), whole = compared("GN", { leak: 0.01 });
  for (const when of ["start", "trained"]) {
    for (const leak of leaks) {
      assertClose([at(layerwise, `angle_${when}_1`, leak)], [0], 1e-6);
      assertClose([at(layerwise, `gain_${when}_1`, leak)], [1], 1e-9);
    }
    assertClose([at(whole, `angle_${when}_1`, 0.01)], [0], 1e-6);
    assert(at(whole, `angle_${when}_1`, 1) > 1, when);
  }
});

Deno.test("through one hidden layer Gauss–Newton is PBP, and NDI leads from it to BP", () => {
  const [toPBP, toGN, toBP] = ["PBP", "GN", "BP"].map((name) => compared(name));
  for (const [metric, { value }] of Object.entries(toGN.trace.series)) {
    assertClose(value, toPBP.trace.series[metric].value, 1e-6);
  }
  for (const when of ["start", "trained"]) {
    const angles = [toPBP, toBP].map(({ trace }) =>
      trace.series[`angle_${when}_1`].value
    );
    assert(angles[0][0] < 1 && angles[1].at(-1)! < 1, when);
    for (let k = 1; k < leaks.length; k++) {
      assert(angles[0][k] > angles[0][k - 1], `${when}, PBP, ${leaks[k]}`);
      assert(angles[1][k] < angles[1][k - 1], `${when}, BP, ${leaks[k]}`);
    }
  }
});

Deno.test("what diverges keeps what was measured before training", () => {
  const { trace } = linear.train({
    start,
    model: modelNamed("BP"),
    settings: { ...settings, eta: 1e300 },
  });
  assertEquals(trace.outcome.status, "diverged");
  assertEquals(Object.keys(trace.series), ["angle_start_1", "gain_start_1"]);
});

Deno.test("the nonlinear network has both layers; its first slopes are 1, so that Gauss–Newton is PBP", () => {
  const settings = v.parse(gaussNewtonNonlinearSettings, short);
  const start = initialiseNonlinear(1000, settings) as NonlinearStart;
  const [toPBP, toGN] = ["PBP", "GN"].map((name) =>
    nonlinear.train({ start, settings, model: modelNamed(name) }).trace.series
  );
  assertEquals(
    Object.keys(toGN),
    ["start", "trained", "fixed"].flatMap((when) =>
      [1, 2].flatMap((layer) =>
        ["angle", "gain"].map((measure) => `${measure}_${when}_${layer}`)
      )
    ),
  );
  for (const layer of [1, 2]) {
    const metric = `angle_start_${layer}`;
    assertClose(toGN[metric].value, toPBP[metric].value, 0.5);
  }
});

Deno.test("of fewer examples than are to be compared all are", () => {
  const few = { iterations: 5, comparedExamples: 5 };
  const [all, more] = [5, 200].map((comparedExamples) => {
    const settings = v.parse(gaussNewtonLinearSettings, {
      ...few,
      comparedExamples,
    });
    const start = initialiseLinear(1000, settings) as LinearStart;
    return linear.train({ start, settings, model: modelNamed("BP") });
  });
  assertEquals(more.trace, all.trace);
});
