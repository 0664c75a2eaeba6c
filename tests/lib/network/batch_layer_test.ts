import { assertEquals } from "@std/assert";
import { type Matrix, matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { BatchLayer } from "../../../lib/network/batch_layer.ts";
import { inkedPixelLayer } from "../../../lib/network/inked_pixel_layer.ts";
import {
  imageColumns,
  type PixelLayer,
  tensorPixelLayer,
} from "../../../lib/network/pixel_layer.ts";
import { openTensorflow } from "../../../lib/network/tensorflow.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { numbers } from "./numbers.ts";

const tf = await openTensorflow("wasm");
const rates = { eta: 0.02, decay: 0.3 };
const W = matrix(7, 5, numbers(35, 1));
const b = numbers(7, 2);
const start = { V: W, s: 1, b, ...rates };

/** A batch of `rows` numbers for each of n examples. */
const batch = (rows: number, n: number, phase: number) =>
  Float32Array.from(numbers(rows * n, phase));

const asMatrix = (rows: number, data: Float32Array): Matrix =>
  matrix(rows, data.length / rows, Float64Array.from(data));

Deno.test("BatchLayer.activate() is W H + b 1ᵀ, or its tanh", async () => {
  const layer = new BatchLayer(tf, start);
  const H = batch(5, 3, 4);
  const wanted = product(W, asMatrix(5, H)).data.map((a, at) =>
    a + b[Math.floor(at / 3)]
  );
  assertClose(await layer.activate(H), wanted, 1e-6);
  assertClose(await layer.activate(H, "tanh"), wanted.map(Math.tanh), 1e-6);
  layer.dispose();
});

Deno.test("BatchLayer.byRows() gives the rows of what activate() gives as columns, as it was", async () => {
  const layer = new BatchLayer(tf, { ...start, s: 0.8 });
  const H = batch(5, 3, 4), rows = transpose(asMatrix(5, H)).data;
  for (const transfer of ["linear", "tanh"] as const) {
    const columns = await layer.activate(H, transfer);
    const reader = layer.byRows(transfer);
    layer.learn(H, batch(7, 3, 5));
    const found = await reader.pass(
      tf.tensor2d(Float32Array.from(rows), [3, 5]),
    );
    assertEquals(found.shape, [3, 7]);
    const wanted = transpose(asMatrix(7, columns)).data;
    assertClose(found.dataSync(), wanted, 1e-6);
    tf.dispose(found);
    reader.dispose();
  }
  layer.dispose();
});

Deno.test("BatchLayer.transposed() is Wᵀ E", async () => {
  const layer = new BatchLayer(tf, { ...start, s: 0.8 });
  const E = batch(7, 4, 5);
  const wanted = product(transpose(W, 0.8), asMatrix(7, E)).data;
  assertClose(await layer.transposed(E), wanted, 1e-6);
  layer.dispose();
});

Deno.test("BatchLayer learns batches as plain gradient descent with decay does, also where the scale is taken in", async () => {
  const layer = new BatchLayer(tf, start);
  let plain = W, biases = b;
  for (let k = 0; k < 5; k++) {
    const H = batch(5, 3 + k, k), E = batch(7, 3 + k, 10 + k);
    layer.learn(H, E);
    const change = product(asMatrix(7, E), transpose(asMatrix(5, H)));
    plain = matrix(
      7,
      5,
      plain.data.map((w, i) => 0.7 * w + 0.02 * change.data[i]),
    );
    biases = biases.map((b, i) =>
      0.7 * b +
      0.02 * E.subarray(i * (3 + k), (i + 1) * (3 + k)).reduce((a, e) => a + e)
    );
  }
  const found = await layer.weights();
  assertClose(found.V.data, plain.data.map((w) => w / found.s), 1e-6);
  assertClose(found.b, biases, 1e-6);
  assertEquals(found.s >= 0.5 && found.s < 1, true);
  layer.dispose();
});

Deno.test("BatchLayer goes on from its weights bit for bit", async () => {
  const one = new BatchLayer(tf, start);
  one.learn(batch(5, 3, 1), batch(7, 3, 2));
  const other = new BatchLayer(tf, { ...await one.weights(), ...rates });
  for (const layer of [one, other]) layer.learn(batch(5, 3, 3), batch(7, 3, 4));
  assertEquals(await other.weights(), await one.weights());
  one.dispose();
  other.dispose();
});

Deno.test("BatchLayer frees its tensors", async () => {
  const before = tf.memory().numTensors;
  const layer = new BatchLayer(tf, start);
  await layer.activate(batch(5, 3, 1));
  await layer.transposed(batch(7, 3, 1));
  layer.learn(batch(5, 3, 1), batch(7, 3, 1));
  for (const transfer of ["linear", "tanh"] as const) {
    const reader = layer.byRows(transfer);
    tf.dispose(await reader.pass(tf.zeros([3, 5])));
    reader.dispose();
  }
  layer.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("imageColumns() makes a column of each image, ink 1", () => {
  assertEquals(
    [...imageColumns(Uint8Array.of(0, 255, 51, 0, 102, 255), 3)],
    [0, 0, 1, 102 / 255, 51 / 255, 1].map(Math.fround),
  );
});

Deno.test("inkedPixelLayer() does what a layer of tensors does with the same images", async () => {
  const V = matrix(40, 784, numbers(40 * 784, 6).map((w) => w / 20));
  const weights = { V, s: 1, b: numbers(40, 7), eta: 0.01, decay: 0.4 };
  const layers: PixelLayer[] = [
    inkedPixelLayer(tf, weights),
    tensorPixelLayer(tf, weights),
  ];
  const pixels = Uint8Array.from(
    numbers(784 * 9, 8),
    (x) => x > 0.5 ? 255 * x : 0,
  );
  const E = batch(40, 9, 9);
  const results = [];
  for (const layer of layers) {
    const activities: Float32Array[] = [];
    for (let k = 0; k < 3; k++) {
      const reader = layer.byRows();
      const rows = await reader.pass(pixels);
      activities.push(rows.dataSync<"float32">());
      tf.dispose(rows);
      reader.dispose();
      activities.push(await layer.activate(pixels));
      layer.learn(E);
    }
    const { V, s, b } = await layer.weights();
    results.push({ activities, W: V.data.map((v) => s * v), b });
    layer.dispose();
  }
  const [inked, tensors] = results;
  inked.activities.forEach((h, k) =>
    assertClose(h, tensors.activities[k], 3e-6)
  );
  assertClose(inked.W, tensors.W, 1e-6);
  assertEquals(inked.b, tensors.b);
});
