import { assert, assertEquals } from "@std/assert";
import { mnistClassificationModels } from "../../../../lib/experiments/mnist_classification/models.ts";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import { ruleOf } from "../../../../lib/experiments/mnist_classification/network.ts";
import { uniformMatrix } from "../../../../lib/feedback/initial.ts";
import { matrix, transpose } from "../../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import {
  dynamicInversion,
  type InversionTransfer,
  inversionTransfers,
} from "../../../../lib/rules/dynamic_inversion.ts";
import { rules } from "../../../../lib/rules/mod.ts";
import {
  createPass,
  layerwise,
  publishedIntegrator,
  type Rule,
} from "../../../../lib/rules/rule.ts";
import { singleLoopInversion } from "../../../../lib/rules/single_loop_inversion.ts";

/** δ under weights of the published size and scale that have grown, with feedback −Wᵀ of before. */
function errorOf(
  rule: (shape: { rows: number; columns: number }) => Rule,
  { hidden = 1000 } = {},
): Float64Array {
  const random = new NumpyRandom(3);
  const W1 = uniformMatrix(random, { rows: 10, columns: hidden }, 0.01);
  const B = transpose(W1, -1);
  const growth = random.uniform(-2e-3, 2e-3, W1.data.length);
  growth.forEach((growth, i) => W1.data[i] += growth);
  const pass = createPass([matrix(hidden, 1), W1], [null, B], B);
  const [{ slope, e, δ }] = pass.hidden;
  slope.set(random.uniform(0.3, 1, hidden));
  e.set(random.uniform(-0.5, 0.5, 10));
  rule(W1)(pass);
  return δ;
}

const modelRule = (name: string, transfer?: InversionTransfer) => {
  const model = mnistClassificationModels.find((model) => model.name === name)!;
  return ruleOf.bind(null, transfer ? { ...model, transfer } : model);
};

/** ‖a − b‖ / ‖b‖. */
function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(...a.map((a, i) => a - b[i])) / Math.hypot(...b);
}

Deno.test("ruleOf() of the published models is their rule with their leak", () => {
  for (const { name, rule, leak } of publishedModels) {
    assertEquals(
      errorOf(modelRule(name)),
      errorOf((W1) => rules[rule].make([W1], { leak })),
      name,
    );
  }
});

Deno.test("ruleOf() of DI agrees with NDI-2 to a ten-millionth, slope and all", () => {
  const [settled, dynamic] = [modelRule("NDI-2"), modelRule("DI")]
    .map((rule) => errorOf(rule));
  const apart = distance(dynamic, settled);
  assert(apart < 1e-7, `${apart}`);
});

Deno.test("ruleOf() of DI is the published linear loop, times the slope, up to the order of summation", () => {
  const transfer = "linear", leak = 0.01;
  const wanted = errorOf((W1) =>
    layerwise(dynamicInversion({ leak, transfer }), [W1], true)
  );
  const apart = distance(errorOf(modelRule("DI")), wanted);
  assert(apart < 1e-11, `${apart}`);
});

Deno.test("ruleOf() of DI-tanh is the published loop without slope, up to the order of summation", () => {
  const transfer = "tanh", leak = 0.01;
  const wanted = errorOf((W1) =>
    layerwise(dynamicInversion({ leak, transfer }), [W1])
  );
  const apart = distance(errorOf(modelRule("DI-tanh")), wanted);
  assert(apart < 1e-12, `${apart}`);
  const linear = distance(errorOf(modelRule("DI")), wanted);
  assert(linear > 0.1, `${linear}`);
});

Deno.test("singleLoopInversion() through one hidden layer is tanh DI of one step less, bit for bit", () => {
  const { steps, dt } = publishedIntegrator;
  const leak = 0.01, hidden = 40;
  assertEquals(
    errorOf((W1) => singleLoopInversion([W1], { leak, transfer: "tanh" }), {
      hidden,
    }),
    errorOf((W1) =>
      layerwise(
        dynamicInversion({
          leak,
          transfer: "tanh",
          integrator: { steps: steps - 1, dt },
        }),
        [W1],
      ), { hidden }),
  );
});

for (const transfer of [undefined, ...inversionTransfers]) {
  Deno.test(`ruleOf() of SDI with transfer ${transfer} is singleLoopInversion(), up to the order of summation`, () => {
    const wanted = errorOf((W1) =>
      singleLoopInversion([W1], { leak: 0.01, transfer: transfer ?? "tanh" })
    );
    const apart = distance(errorOf(modelRule("SDI", transfer)), wanted);
    assert(apart < 1e-11, `${apart}`);
  });
}

Deno.test("ruleOf() of DI runs the loop that its model says", () => {
  const transfer = "linearised", leak = 0.01;
  assertEquals(
    errorOf(modelRule("DI", transfer)),
    errorOf((W1) => layerwise(dynamicInversion({ leak, transfer }), [W1])),
  );
});
