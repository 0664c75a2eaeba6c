import { assertEquals } from "@std/assert";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { apply } from "../../../lib/linalg/product.ts";
import { errorRate } from "../../../lib/network/error_rate.ts";
import { openTensorflow } from "../../../lib/network/tensorflow.ts";
import { numbers } from "./numbers.ts";

const tf = await openTensorflow("wasm");
const inputs = 6, hidden = 9, outputs = 4;
const count = 2345; // many pieces, the last one not full
const X = Float32Array.from(numbers(count * inputs));
const W0 = matrix(hidden, inputs, numbers(hidden * inputs, 1));
const b0 = numbers(hidden, 2);
const output = {
  W: matrix(outputs, hidden, numbers(outputs * hidden, 3)),
  b: new Float64Array(outputs),
};

/** argmax(W1 tanh(W0 x + b0) + b1) of input n, in float64. */
function classOf(n: number): number {
  const x = Float64Array.from(X.subarray(n * inputs, (n + 1) * inputs));
  const h = apply(W0, x).map((a, i) => Math.tanh(a + b0[i]));
  const o = apply(output.W, h).map((a, i) => a + output.b[i]);
  return o.indexOf(Math.max(...o));
}

async function rateFor(labels: Uint8Array): Promise<number> {
  const tensor = tf.tensor2d(Float32Array.from(W0.data), [hidden, inputs]);
  const rate = await errorRate(tf, { W0: tensor, b0, output }, {
    count,
    labels,
    inputs: (start, stop) => X.subarray(start * inputs, stop * inputs),
  });
  tensor.dispose();
  return rate;
}

const right = Uint8Array.from({ length: count }, (_, n) => classOf(n));

Deno.test("errorRate() is 0 when every label is the classifier's own answer", async () => {
  assertEquals(new Set(right).size, outputs);
  assertEquals(await rateFor(right), 0);
});

Deno.test("errorRate() counts each wrong label once, in every piece", async () => {
  const labels = right.slice();
  for (const n of [0, 499, 500, 2344]) labels[n] = (labels[n] + 1) % outputs;
  assertEquals(await rateFor(labels), 4 / count);
});

Deno.test("errorRate() leaves no tensor behind", async () => {
  const { numTensors } = tf.memory();
  await rateFor(right);
  assertEquals(tf.memory().numTensors, numTensors);
});
