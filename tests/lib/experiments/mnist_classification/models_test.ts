import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import golden from "../../../golden/mnist-classification-2000.seed-0.json" with {
  type: "json",
};
import * as v from "valibot";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { mnistClassificationModels } from "../../../../lib/experiments/mnist_classification/models.ts";
import {
  defaultModels,
  publishedModels,
} from "../../../../lib/experiments/mnist_models.ts";
import { mnistClassificationSettings } from "../../../../lib/experiments/mnist_classification/settings.ts";
import { train } from "../../../../lib/experiments/mnist_classification/train.ts";
import { wasm } from "../../network/backends.ts";
import { smallProblem } from "./small_problem.ts";

const problem = smallProblem();

/** Trains the model of this name, changed, on 200 drawn images, four times. */
function trainModel(name: string, changed: Partial<Model> = {}) {
  const found = mnistClassificationModels.find((model) => model.name === name);
  if (!found) throw new Error(`Internal error: no model ${name}`);
  const model = { ...found, ...changed };
  const settings = v.parse(mnistClassificationSettings, {
    epochs: 4,
    examples: 200,
    eta: 2e-3,
  });
  return train({ backend: wasm, model, settings, ...problem });
}

Deno.test("publishedModels are those of mnist_classification.py, in its order", () => {
  const { model_name, model_type, fback_type, leak_vals } = golden.parameters;
  const kinds: Record<string, string> = {
    "n/a": "none",
    "random": "random",
    "neg-transpose": "transpose",
  };
  assertEquals(publishedModels.map(({ name }) => name as string), model_name);
  assertEquals(publishedModels.map(({ rule }) => rule as string), model_type);
  assertEquals(
    publishedModels.map(({ feedback }) => feedback.kind as string),
    fback_type.map((type) => kinds[type]),
  );
  assertEquals(publishedModels.map(({ leak }) => leak), leak_vals);
});

Deno.test("mnistClassificationModels are the published ones, then the dynamic ones", () => {
  assertEquals(
    mnistClassificationModels.map(({ name }) => name),
    ["BP", "FA", "PBP", "NDI", "NDI-2", "DI", "DI-tanh", "SDI"],
  );
});

Deno.test("defaultModels are the published ones", () => {
  assertEquals(defaultModels as string[], golden.parameters.model_name);
});

Deno.test("the dynamic models have the feedback and the leak of NDI-2, whose loops they run", () => {
  const { feedback, leak } = publishedModels[4];
  for (const model of mnistClassificationModels.slice(5)) {
    assertEquals([model.feedback, model.leak], [feedback, leak]);
  }
});

const inverse = { kind: "pseudoinverse", scale: -0.1 } as const;
const signs = (scale: number) => ({ kind: "sign", scale } as const);

for (
  const [name, changed] of [
    ...mnistClassificationModels.map(({ name }) => [name, {}] as const),
    ["FA", { feedback: signs(0.1) }],
    ["NDI-2", { feedback: inverse }],
    ["DI", { feedback: signs(-0.1), leak: 0.1 }],
    ["SDI", { transfer: "linear" }],
  ] as const
) {
  const title = [
    name,
    ...Object.values(changed).map((part) => JSON.stringify(part)),
  ].join(" ");
  Deno.test(`train() of ${title} learns a small problem with finite numbers alone`, async () => {
    const { trace, weights } = await trainModel(name, changed);
    assertEquals(trace.outcome, { status: "finished" });
    const [before] = trace.series.test_error.value;
    const after = trace.series.train_error.value.at(-1)!;
    assert(before > 0.5 && after < 0.25, `${before}, ${after}`);
    for (const [name, value] of Object.entries(weights)) {
      const numbers = "rows" in value ? value.data : value;
      assert(numbers.every(Number.isFinite), name);
    }
  });
}

Deno.test("train() of linear DI leaves the weights of NDI-2, and of tanh DI others", async () => {
  const { weights: settled } = await trainModel("NDI-2");
  const { weights: linear } = await trainModel("DI");
  const { weights: tanh } = await trainModel("DI-tanh");
  linear.W0.data.forEach((w, i) =>
    assertAlmostEquals(w, settled.W0.data[i], 1e-6)
  );
  linear.W1.data.forEach((w, i) =>
    assertAlmostEquals(w, settled.W1.data[i], 1e-6)
  );
  assert(tanh.W1.data.some((w, i) => Math.abs(w - settled.W1.data[i]) > 1e-3));
});
