import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { BlockedLayer } from "../../../lib/network/blocked_layer.ts";
import { SmallLayer } from "../../../lib/network/small_layer.ts";
import { openTensorflow } from "../../../lib/network/tensorflow.ts";
import { numbers } from "./numbers.ts";

const tf = await openTensorflow("wasm");
const rows = 7, columns = 11;
const start = {
  W: matrix(rows, columns, numbers(rows * columns)),
  b: numbers(rows, 1),
  eta: 0.02,
  decay: 0.003,
};
const examples = Array.from(
  { length: 40 },
  (_, t) => numbers(columns, 2 + t),
);

/** An error that depends on the activation, as a learning rule's does. */
const errorOf = (a: Float64Array) => a.map((value) => Math.cos(3 * value));

/** Activations, weights and biases after all examples, `block` at a time. */
async function learnInBlocks(block: number) {
  const layer = new BlockedLayer(tf, start);
  const activations: number[] = [];
  for (let first = 0; first < examples.length; first += block) {
    const inputs = examples.slice(first, first + block);
    await layer.begin(Float32Array.from(inputs.flatMap((x) => [...x])));
    inputs.forEach((_, t) => {
      const a = new Float64Array(rows);
      layer.activate(t, a);
      activations.push(...a);
      layer.learn(errorOf(a));
    });
    layer.end();
  }
  const learned = { activations, W: [...layer.W.dataSync()], b: [...layer.b] };
  layer.dispose();
  return learned;
}

/** The same, one at a time, in float64. */
function learnOneByOne() {
  const layer = new SmallLayer(start);
  const activations: number[] = [];
  for (const x of examples) {
    const a = new Float64Array(rows);
    layer.activate(x, a);
    activations.push(...a);
    layer.learn(x, errorOf(a));
  }
  return { activations, W: [...layer.W.data], b: [...layer.b] };
}

for (const block of [1, 3, 4, 16, 40, 64]) {
  Deno.test(`BlockedLayer in blocks of ${block} learns as one example at a time does`, async () => {
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

Deno.test("BlockedLayer gives the same bits each time", async () => {
  assertEquals(await learnInBlocks(16), await learnInBlocks(16));
});

Deno.test("BlockedLayer keeps one tensor between blocks, and none after dispose()", async () => {
  const { numTensors, numBytes } = tf.memory();
  const layer = new BlockedLayer(tf, start);
  for (let n = 0; n < 5; n++) {
    await layer.begin(Float32Array.from(examples[n]));
    layer.learn(new Float64Array(rows));
    layer.end();
    assertEquals(tf.memory().numTensors, numTensors + 1);
    assertEquals(tf.memory().numBytes, numBytes + 4 * rows * columns);
  }
  await layer.begin(Float32Array.from(examples[0]));
  layer.dispose();
  assertEquals(tf.memory().numTensors, numTensors);
});

Deno.test("BlockedLayer leaves the weights it was given as they are", async () => {
  const before = start.W.data.slice();
  await learnInBlocks(16);
  assertEquals(start.W.data, before);
  assertEquals(start.b, numbers(rows, 1));
});

Deno.test("BlockedLayer.activate() outside a block is an internal error", () => {
  const layer = new BlockedLayer(tf, start);
  assertThrows(
    () => layer.activate(0, new Float64Array(rows)),
    Error,
    "Internal error: the layer is used outside a block",
  );
  layer.dispose();
});
