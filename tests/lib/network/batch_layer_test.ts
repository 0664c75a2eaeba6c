import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type Matrix, matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import {
  BatchLayer,
  DecayedScale,
  rowLayerOf,
} from "../../../lib/network/batch_layer.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { wasm } from "./backends.ts";
import { numbers } from "./numbers.ts";

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
  const layer = new BatchLayer(wasm, start);
  const H = batch(5, 3, 4);
  const wanted = product(W, asMatrix(5, H)).data.map((a, at) =>
    a + b[Math.floor(at / 3)]
  );
  assertClose(await layer.activate(H), wanted, 1e-6);
  assertClose(await layer.activate(H, "tanh"), wanted.map(Math.tanh), 1e-6);
});

Deno.test("rowLayerOf() gives the rows of what activate() gives as columns, as it was", async () => {
  const layer = new BatchLayer(wasm, { ...start, s: 0.8 });
  const H = batch(5, 3, 4), rows = transpose(asMatrix(5, H)).data;
  for (const transfer of ["linear", "tanh"] as const) {
    const columns = await layer.activate(H, transfer);
    const rowLayer = rowLayerOf(layer.weights(), transfer);
    await layer.learn(H, batch(7, 3, 5));
    const { pass, dispose } = wasm.feedForward([rowLayer]);
    const found = await pass(Float32Array.from(rows));
    dispose();
    const wanted = transpose(asMatrix(7, columns)).data;
    assertClose(found, wanted, 1e-6);
  }
});

Deno.test("BatchLayer.transposed() is Wᵀ E", async () => {
  const layer = new BatchLayer(wasm, { ...start, s: 0.8 });
  const E = batch(7, 4, 5);
  const wanted = product(transpose(W, 0.8), asMatrix(7, E)).data;
  assertClose(await layer.transposed(E), wanted, 1e-6);
});

Deno.test("BatchLayer learns batches as plain gradient descent with decay does, also where the scale is taken in", async () => {
  const layer = new BatchLayer(wasm, start);
  let plain = W, biases = b;
  for (let k = 0; k < 5; k++) {
    const H = batch(5, 3 + k, k), E = batch(7, 3 + k, 10 + k);
    await layer.learn(H, E);
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
  const found = layer.weights();
  assertClose(found.V.data, plain.data.map((w) => w / found.s), 1e-6);
  assertClose(found.b, biases, 1e-6);
  assertEquals(found.s >= 0.5 && found.s < 1, true);
});

Deno.test("BatchLayer goes on from its weights bit for bit", async () => {
  const one = new BatchLayer(wasm, start);
  await one.learn(batch(5, 3, 1), batch(7, 3, 2));
  const other = new BatchLayer(wasm, { ...one.weights(), ...rates });
  for (const layer of [one, other]) {
    await layer.learn(batch(5, 3, 3), batch(7, 3, 4));
  }
  assertEquals(other.weights(), one.weights());
});

Deno.test("DecayedScale keeps a decay that float32 would lose", () => {
  const scale = new DecayedScale();
  for (let n = 0; n < 1000; n++) assertEquals(scale.decay(1 - 1e-10), 1);
  assertAlmostEquals((1 - scale.value) / 1e-7, 1, 1e-6);
});

Deno.test("DecayedScale returns halves when it has become small", () => {
  const scale = new DecayedScale();
  let kept = 1;
  for (let n = 0; n < 10; n++) {
    kept *= scale.decay(0.3);
    assertEquals(scale.value >= 0.5 && scale.value <= 1, true);
    assertAlmostEquals(kept * scale.value / 0.3 ** (n + 1), 1, 1e-12);
    assertEquals(Math.log2(kept) % 1, 0);
  }
});

Deno.test("DecayedScale begins anew where nothing is left", () => {
  const scale = new DecayedScale(0.7);
  assertEquals(scale.decay(0), 0);
  assertEquals(scale.value, 1);
});
