import { assertEquals, assertThrows } from "@std/assert";
import { encodeArrays } from "../../../../lib/io/arrays.ts";
import { encodeValues } from "../../../../lib/experiments/archive.ts";
import {
  decodeDigits,
  reconstructDigits,
} from "../../../../lib/experiments/mnist_autoencoder/digits.ts";

/** Images of one shade each. */
function images(labels: number[]) {
  return {
    count: labels.length,
    labels: Uint8Array.from(labels),
    pixels: Uint8Array.from(
      { length: 784 * labels.length },
      (_, i) => Math.floor(i / 784),
    ),
  };
}

const half = {
  reconstruct: (pixels: Uint8Array) =>
    Promise.resolve(Float32Array.from(pixels, (pixel) => pixel / 2)),
};

/** What a network that halves images makes of them, written and read. */
async function digitsOf(labels: number[]) {
  return decodeDigits(
    encodeValues(await reconstructDigits(half, images(labels))),
  );
}

Deno.test("reconstructDigits() takes the first image of each digit, in order of the digits", async () => {
  const digits = await digitsOf([7, 2, 7, 0, 2]);
  const shades = (data: ArrayLike<number>) =>
    [0, 784, 1568].map((at) => data[at]);
  assertEquals(digits.images.shape, [3, 784]);
  assertEquals(shades(digits.images.data), [3, 1, 0]);
  assertEquals(shades(digits.reconstructions.data), [1.5, 0.5, 0]);
});

Deno.test("decodeDigits() refuses what are no digits", async () => {
  const digits = await digitsOf([1]);
  assertThrows(
    () => decodeDigits(encodeArrays({ images: digits.images })),
    SyntaxError,
    "images or reconstructions are missing",
  );
});
