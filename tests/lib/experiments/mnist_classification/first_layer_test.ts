import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as v from "valibot";
import { pixelScale, selectImages } from "../../../../lib/datasets/mnist.ts";
import { openFirstLayer } from "../../../../lib/experiments/mnist_classification/network.ts";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import { mnistClassificationSettings } from "../../../../lib/experiments/mnist_classification/settings.ts";
import { train } from "../../../../lib/experiments/mnist_classification/train.ts";
import { DenseInputLayer } from "../../../../lib/network/dense_input_layer.ts";
import type { InputLayer } from "../../../../lib/network/input_layer.ts";
import { SparseInputLayer } from "../../../../lib/network/sparse_input_layer.ts";
import { cpu, wasm } from "../../network/backends.ts";
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
async function learn(layer: InputLayer) {
  const a = new Float64Array(W0.rows);
  for (let first = 0; first < 200; first += 40) {
    const indices = Array.from({ length: 40 }, (_, t) => first + t);
    await layer.begin(selectImages(data.train, indices).pixels);
    for (let t = 0; t < 40; t++) {
      layer.activate(t, a);
      layer.learn(a.map((value) => Math.cos(3 * value)));
    }
    await layer.end();
  }
  const rate = await layer.errorRate(output, data.test);
  return { a, rate, ...layer.state() };
}

Deno.test("sparse and dense first layers learn and judge alike", async () => {
  const sparse = await learn(new SparseInputLayer(start));
  const dense = await learn(new DenseInputLayer(wasm, start));
  assertEquals(sparse.rate, dense.rate);
  for (const name of ["a", "W", "b"] as const) {
    sparse[name].forEach((value, i) =>
      assertAlmostEquals(value, dense[name][i], 2e-5, name)
    );
  }
});

for (const kind of ["sparse", "dense"] as const) {
  Deno.test(`a ${kind} first layer goes on from its state bit for bit`, async () => {
    const make = (more: Partial<typeof start> = {}) =>
      openFirstLayer(wasm, kind, { ...start, ...more });
    const whole = make();
    const { W, b } = await learn(whole);
    const resumed = make({ W: { ...W0, data: Float64Array.from(W) }, b });
    assertEquals(await learn(resumed), await learn(whole));
  });
}

Deno.test("openFirstLayer() is dense where that is asked for, and by default on every backend but wasm and native", () => {
  for (
    const [backend, kind, Layer] of [
      [wasm, "auto", SparseInputLayer],
      [wasm, "sparse", SparseInputLayer],
      [wasm, "dense", DenseInputLayer],
      [{ ...wasm, name: "native" }, "auto", SparseInputLayer],
      [cpu, "auto", DenseInputLayer],
      [cpu, "sparse", SparseInputLayer],
    ] as const
  ) {
    assertEquals(openFirstLayer(backend, kind, start) instanceof Layer, true);
  }
});

Deno.test("train() on cpu leaves the weights of wasm", async () => {
  const settings = v.parse(mnistClassificationSettings, {
    epochs: 1,
    examples: 60,
    evaluateEvery: 50,
    eta: 0.005,
  });
  const [model] = publishedModels;
  const run = { model, settings, ...problem };
  const onWasm = await train({ backend: wasm, ...run });
  const onCpu = await train({ backend: cpu, ...run });
  assertEquals(onCpu.trace, onWasm.trace);
  onCpu.weights.W0.data.forEach((w, i) =>
    assertAlmostEquals(w, onWasm.weights.W0.data[i], 1e-5)
  );
});
