import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as v from "valibot";
import { pixelScale, selectImages } from "../../../../lib/datasets/mnist.ts";
import {
  type FirstLayer,
  inkedFirstLayer,
  openFirstLayer,
  tensorFirstLayer,
} from "../../../../lib/experiments/mnist_classification/first_layer.ts";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import { mnistClassificationSettings } from "../../../../lib/experiments/mnist_classification/settings.ts";
import { trainMnistClassification } from "../../../../lib/experiments/mnist_classification/train.ts";
import { openTensorflow } from "../../../../lib/network/tensorflow.ts";
import { numbers } from "../../network/numbers.ts";
import { smallProblem } from "./small_problem.ts";

const problem = smallProblem();
const { start: { W0, W1 }, data } = problem;
const start = {
  W: W0,
  b: numbers(W0.rows),
  eta: 2e-4,
  decay: 1e-4,
  scale: pixelScale(data.train.pixels),
  outputs: 10,
};
const output = { W: W1, b: numbers(10, 1) };

/** Learns 200 images in blocks of 40; the last activation, and what the layer is then. */
async function learn(layer: FirstLayer) {
  const a = new Float64Array(W0.rows);
  for (let first = 0; first < 200; first += 40) {
    const indices = Array.from({ length: 40 }, (_, t) => first + t);
    await layer.begin(selectImages(data.train, indices).pixels);
    for (let t = 0; t < 40; t++) {
      layer.activate(t, a);
      layer.learn(a.map((value) => Math.cos(3 * value)));
    }
    layer.end();
  }
  const rate = await layer.errorRate(output, data.test);
  return { a, rate, ...await layer.state() };
}

Deno.test("inkedFirstLayer() and tensorFirstLayer() learn and judge alike", async () => {
  const tf = await openTensorflow("wasm");
  const layer = tensorFirstLayer(tf, start);
  const inked = await learn(inkedFirstLayer(start));
  const tensor = await learn(layer);
  layer.dispose();
  assertEquals(inked.rate, tensor.rate);
  for (const name of ["a", "W", "b"] as const) {
    inked[name].forEach((value, i) =>
      assertAlmostEquals(value, tensor[name][i], 2e-5, name)
    );
  }
});

for (const kind of ["inked", "tensor"]) {
  Deno.test(`${kind}FirstLayer() goes on from its state bit for bit`, async () => {
    const tf = await openTensorflow("wasm");
    const make = (more: Partial<typeof start> = {}) =>
      kind === "inked"
        ? inkedFirstLayer({ ...start, ...more })
        : tensorFirstLayer(tf, { ...start, ...more });
    const whole = make();
    const { W, b } = await learn(whole);
    const resumed = make({ W: { ...W0, data: Float64Array.from(W) }, b });
    assertEquals(await learn(resumed), await learn(whole));
    whole.dispose();
    resumed.dispose();
  });
}

Deno.test("openFirstLayer() makes tensors where they are asked for, and of itself on every backend but wasm", async () => {
  for (
    const [backend, kind, tensors] of [
      ["wasm", "auto", 0],
      ["wasm", "inked", 0],
      ["wasm", "tensors", 1],
      ["cpu", "auto", 1],
      ["cpu", "inked", 0],
    ] as const
  ) {
    const tf = await openTensorflow(backend);
    const { numTensors } = tf.memory();
    const layer = openFirstLayer(tf, kind, start);
    assertEquals(tf.memory().numTensors, numTensors + tensors);
    layer.dispose();
    assertEquals(tf.memory().numTensors, numTensors);
  }
});

Deno.test("trainMnistClassification() on tensors leaves none behind, and the weights of wasm", async () => {
  const settings = v.parse(mnistClassificationSettings, {
    epochs: 1,
    examples: 60,
    evaluateEvery: 50,
    eta: 0.005,
  });
  const [model] = publishedModels;
  const train = async (backend: "wasm" | "cpu") => {
    const tf = await openTensorflow(backend);
    const { numTensors } = tf.memory();
    const trained = await trainMnistClassification(tf, {
      model,
      settings,
      ...problem,
    });
    assertEquals(tf.memory().numTensors, numTensors);
    return trained;
  };
  const wasm = await train("wasm"), cpu = await train("cpu");
  assertEquals(cpu.trace, wasm.trace);
  cpu.weights.W0.forEach((w, i) =>
    assertAlmostEquals(w, wasm.weights.W0[i], 1e-5)
  );
});
