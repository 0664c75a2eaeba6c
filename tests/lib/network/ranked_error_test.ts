import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { ScaledWeights } from "../../../lib/network/batch_layer.ts";
import type { MatrixProduct } from "../../../lib/network/matrix_product.ts";
import { rankedError } from "../../../lib/network/ranked_error.ts";
import { integers } from "../kernels/numbers.ts";
import { numbers } from "./numbers.ts";
import { plainProduct } from "./plain_product.ts";

// no size is a multiple of what the kernels take at a time
const sizes = [30, 7, 3, 9, 30];
const transferOf = (k: number) => k === 1 || k === 3 ? "linear" : "tanh";

function layersOf(phase: number): ScaledWeights[] {
  return sizes.slice(1).map((rows, k) => ({
    V: {
      rows,
      columns: sizes[k],
      data: Float32Array.from(numbers(rows * sizes[k], phase + k)),
    },
    s: 0.5 - k / 10,
    b: numbers(rows, phase + k + 0.5),
  }));
}

/** Images of few pixels each, of which the last ones are never inked. */
function draw(count: number): Uint8Array {
  const next = integers(5);
  return Uint8Array.from(
    { length: count * 30 },
    (_, at) => next() % 30 > at % 30 + 5 ? next() % 256 : 0,
  );
}

/** The same in float64, one image after another. */
function plainError(
  bytes: Uint8Array,
  layers: readonly ScaledWeights[],
): number {
  let sum = 0;
  for (let start = 0; start < bytes.length; start += 30) {
    const x = Array.from(bytes.subarray(start, start + 30), (p) => p / 255);
    const y = layers.reduce((h, { V, s, b }, k) =>
      Array.from(b, (bias, i) => {
        const a = h.reduce(
          (a, value, j) => a + s * V.data[i * V.columns + j] * value,
          bias,
        );
        return transferOf(k) === "tanh" ? Math.tanh(a) : a;
      }), x);
    x.forEach((value, i) => sum += (value - y[i]) ** 2);
  }
  return sum;
}

for (const count of [1, 499, 500, 1203]) {
  Deno.test(`rankedError() is the squared error of ${count} images, whatever the network is by then`, () => {
    const images = draw(count);
    const error = rankedError(plainProduct, images, { sizes, transferOf });
    for (const phase of [1, 20]) {
      const layers = layersOf(phase);
      const wanted = plainError(images, layers);
      assertAlmostEquals(error(layers) / wanted, 1, 1e-6);
    }
  });
}

Deno.test("rankedError() leaves out pixels that none of the images at hand has inked, and takes images without ink", () => {
  const inner: number[] = [];
  const watched: MatrixProduct = (operands, shape, scales) => {
    if (shape.columns === sizes[1]) inner.push(shape.inner);
    plainProduct(operands, shape, scales);
  };
  const layers = layersOf(3);
  const images = new Uint8Array(600 * 30);
  for (let n = 500; n < 600; n++) images.fill(200, 30 * n, 30 * n + 11);
  const error = rankedError(watched, images, { sizes, transferOf });
  assertAlmostEquals(error(layers) / plainError(images, layers), 1, 1e-6);
  assertEquals(inner, [4, 12]);
  assertEquals(
    rankedError(plainProduct, new Uint8Array(), { sizes, transferOf })(layers),
    0,
  );
});

Deno.test("rankedError() is not finite where the network is not, and leaves weights as they were", () => {
  const images = draw(3);
  const error = rankedError(plainProduct, images, { sizes, transferOf });
  const layers = layersOf(4), before = structuredClone(layers);
  const finite = error(layers);
  assertEquals(layers, before);
  for (const k of [0, 1, 3]) {
    layers[k].b[2] = NaN;
    assert(Number.isNaN(error(layers)), `layer ${k}`);
    layers[k].b[2] = before[k].b[2];
  }
  assertEquals(error(layers), finite);
});
