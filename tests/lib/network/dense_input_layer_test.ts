import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { apply } from "../../../lib/linalg/product.ts";
import { DenseInputLayer } from "../../../lib/network/dense_input_layer.ts";
import { standardise } from "../../../lib/network/input_layer.ts";
import { SmallLayer } from "../../../lib/network/small_layer.ts";
import { wasm } from "./backends.ts";
import { numbers } from "./numbers.ts";

const rows = 7, columns = 11, outputs = 4;
const start = {
  W: matrix(rows, columns, numbers(rows * columns)),
  b: numbers(rows, 1),
  eta: 0.02,
  decay: 0.003,
  scale: { mean: 128, deviation: 100 },
  outputs,
};
const draw = (count: number) =>
  Uint8Array.from(numbers(count * columns, 2), (x) => 255 * Math.abs(x));
const examples = draw(40);

/** An error that depends on the activation, as a learning rule's does. */
const errorOf = (a: Float64Array) => a.map((value) => Math.cos(3 * value));

/** Activations, weights and biases after all examples, `block` at a time. */
async function learnInBlocks(block: number) {
  const layer = new DenseInputLayer(wasm, start);
  const activations: number[] = [];
  for (let first = 0; first < 40; first += block) {
    const stop = Math.min(first + block, 40);
    await layer.begin(examples.subarray(first * columns, stop * columns));
    for (let t = 0; t < stop - first; t++) {
      const a = new Float64Array(rows);
      layer.activate(t, a);
      activations.push(...a);
      layer.learn(errorOf(a));
    }
    await layer.end();
  }
  const { W, b } = layer.state();
  return { activations, W: [...W], b: [...b] };
}

/** The same, one at a time, in float64. */
function learnOneByOne() {
  const layer = new SmallLayer(start);
  const activations: number[] = [];
  for (let n = 0; n < 40; n++) {
    const a = new Float64Array(rows), x = inputOf(examples, n);
    layer.activate(x, a);
    activations.push(...a);
    layer.learn(x, errorOf(a));
  }
  return { activations, W: [...layer.W.data], b: [...layer.b] };
}

function inputOf(bytes: Uint8Array, n: number): Float64Array {
  const row = bytes.subarray(n * columns, (n + 1) * columns);
  return Float64Array.from(standardise(row, start.scale));
}

for (const block of [1, 3, 4, 16, 40, 64]) {
  Deno.test(`DenseInputLayer in blocks of ${block} learns as one example at a time does`, async () => {
    const blocked = await learnInBlocks(block);
    const plain = learnOneByOne();
    for (const name of ["activations", "W", "b"] as const) {
      assertEquals(blocked[name].length, plain[name].length);
      blocked[name].forEach((value, i) =>
        assertAlmostEquals(value, plain[name][i], 1e-5, `${name}[${i}]`)
      );
    }
  });
}

Deno.test("DenseInputLayer gives the same bits each time", async () => {
  assertEquals(await learnInBlocks(16), await learnInBlocks(16));
});

Deno.test("DenseInputLayer leaves the weights it was given as they are", async () => {
  const before = structuredClone(start);
  await learnInBlocks(16);
  assertEquals(start, before);
});

Deno.test("DenseInputLayer.activate() outside a block is an internal error", () => {
  const layer = new DenseInputLayer(wasm, start);
  assertThrows(
    () => layer.activate(0, new Float64Array(rows)),
    Error,
    "Internal error: the layer is used outside a block",
  );
});

const count = 2345; // many pieces, the last one not full
const pixels = draw(count);
const output = {
  W: matrix(outputs, rows, numbers(outputs * rows, 3)),
  b: new Float64Array(outputs),
};

/** argmax(W1 tanh(W x + b) + b1) of input n, in float64. */
const right = Uint8Array.from({ length: count }, (_, n) => {
  const h = apply(start.W, inputOf(pixels, n))
    .map((a, i) => Math.tanh(a + start.b[i]));
  const o = apply(output.W, h);
  return o.indexOf(Math.max(...o));
});

Deno.test("DenseInputLayer.errorRate() is 0 for its own answers, and counts each wrong label in every piece", async () => {
  const layer = new DenseInputLayer(wasm, start);
  assertEquals(new Set(right).size > 1, true);
  const labels = right.slice();
  assertEquals(await layer.errorRate(output, { pixels, labels }), 0);
  for (const n of [0, 499, 500, 2344]) labels[n] = (labels[n] + 1) % outputs;
  assertEquals(await layer.errorRate(output, { pixels, labels }), 4 / count);
});
