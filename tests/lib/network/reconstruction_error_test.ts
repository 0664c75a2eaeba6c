import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { ScaledWeights } from "../../../lib/network/batch_layer.ts";
import {
  reconstructionError,
  sortImages,
} from "../../../lib/network/reconstruction_error.ts";
import { integers } from "../kernels/numbers.ts";
import { numbers } from "./numbers.ts";
import { plainGemm } from "./plain_gemm.ts";

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

/** Images of few pixels each, of which the last ones are always zero. */
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
  Deno.test(`reconstructionError() is the squared error of ${count} images, whatever the network is by then`, () => {
    const images = draw(count);
    const error = reconstructionError(plainGemm, images, {
      sizes,
      transferOf,
    });
    for (const phase of [1, 20]) {
      const layers = layersOf(phase);
      const wanted = plainError(images, layers);
      assertAlmostEquals(error(layers) / wanted, 1, 1e-6);
    }
  });
}

Deno.test("reconstructionError() leaves out pixels that are zero, and takes images that are all zero", () => {
  const layers = layersOf(3);
  const images = new Uint8Array(600 * 30);
  for (let n = 500; n < 600; n++) images.fill(200, 30 * n, 30 * n + 11);
  const error = reconstructionError(plainGemm, images, { sizes, transferOf });
  assertAlmostEquals(error(layers) / plainError(images, layers), 1, 1e-6);
  assertEquals(
    reconstructionError(plainGemm, new Uint8Array(), { sizes, transferOf })(
      layers,
    ),
    0,
  );
});

Deno.test("reconstructionError() is not finite where the network is not, and leaves weights as they were", () => {
  const images = draw(3);
  const error = reconstructionError(plainGemm, images, {
    sizes,
    transferOf,
  });
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

Deno.test("sortImages() puts pixels that are often not zero first, and images of rare pixels last", () => {
  const { pixels, bytes } = sortImages(
    Uint8Array.from([
      ...[9, 0, 8, 7],
      ...[0, 0, 6, 0],
      ...[0, 0, 5, 4],
    ]),
    4,
  );
  assertEquals([...pixels], [2, 3, 0, 1]);
  assertEquals([...bytes], [
    ...[6, 0, 0, 0],
    ...[5, 4, 0, 0],
    ...[8, 7, 9, 0],
  ]);
});

Deno.test("sortImages() leaves equals in their order, and takes images that are all zero, or none", () => {
  const blank = sortImages(new Uint8Array(6), 3);
  assertEquals([...blank.pixels], [0, 1, 2]);
  const { bytes } = sortImages(Uint8Array.of(1, 2, 3, 4), 2);
  assertEquals([...bytes], [1, 2, 3, 4]);
  assertEquals(sortImages(new Uint8Array(), 3).bytes.length, 0);
});

Deno.test("sortImages() keeps every image whole, and puts those of rare pixels last", () => {
  const size = 60, next = integers(3);
  const images = Uint8Array.from({ length: 50 * size }, (_, at) => {
    const rarely = 2 + at % size;
    return next() % rarely < 2 ? next() % 256 : 0;
  });
  const { pixels, bytes } = sortImages(images, size);
  const lengths: number[] = [];
  const unsorted = Array.from({ length: 50 }, (_, row) => {
    const sorted = bytes.subarray(row * size, (row + 1) * size);
    lengths.push(sorted.findLastIndex((byte) => byte > 0));
    const image = new Uint8Array(size);
    pixels.forEach((pixel, j) => image[pixel] = sorted[j]);
    return image.join();
  });
  const wanted = Array.from(
    { length: 50 },
    (_, n) => images.subarray(n * size, (n + 1) * size).join(),
  );
  assertEquals(unsorted.sort(), wanted.sort());
  assertEquals(lengths, lengths.toSorted((a, b) => a - b));
});
