import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  pixelScale,
  readIdx,
  readLabelledImages,
  selectImages,
} from "../../../lib/datasets/mnist.ts";

const header = (...sizes: number[]) => [
  0,
  0,
  8,
  sizes.length,
  ...sizes.flatMap((size) => [0, 0, size >> 8, size & 255]),
];

/** IDX bytes of `count` images, image n made of pixels n. */
const images = (count: number) =>
  Uint8Array.of(
    ...header(count, 28, 28),
    ...Array.from({ length: count * 784 }, (_, i) => Math.floor(i / 784)),
  );

const labels = (...digits: number[]) =>
  Uint8Array.of(...header(digits.length), ...digits);

Deno.test("readLabelledImages() puts images and labels together", () => {
  const read = readLabelledImages(images(3), labels(7, 0, 9));
  assertEquals(read.count, 3);
  assertEquals(read.pixels.length, 3 * 784);
  assertEquals(read.pixels[2 * 784], 2);
  assertEquals([...read.labels], [7, 0, 9]);
});

Deno.test("readLabelledImages() refuses images that are not 28×28", () => {
  assertThrows(
    () =>
      readLabelledImages(
        Uint8Array.of(...header(1, 2, 2), 1, 2, 3, 4),
        labels(1),
      ),
    RangeError,
    "Cannot read MNIST images: expected shape N×28×28, received 1×2×2",
  );
});

Deno.test("readLabelledImages() refuses labels of another number of images", () => {
  assertThrows(
    () => readLabelledImages(images(2), labels(1, 2, 3)),
    RangeError,
    "Cannot read MNIST labels: expected shape 2, received 3",
  );
});

Deno.test("readLabelledImages() refuses a label that is not a digit", () => {
  assertThrows(
    () => readLabelledImages(images(2), labels(9, 10)),
    RangeError,
    "Cannot read MNIST labels: label 1 is 10, not a digit",
  );
});

Deno.test("pixelScale() is the mean and the population standard deviation", () => {
  // mean (0 + 255 + 255 + 90) / 4 = 150; squares 22500, 11025, 11025, 3600
  const { mean, deviation } = pixelScale(Uint8Array.of(0, 255, 255, 90));
  assertEquals(mean, 150);
  assertAlmostEquals(deviation, Math.sqrt(48150 / 4), 1e-12);
});

Deno.test("pixelScale() refuses pixels that are all equal, or none", () => {
  assertThrows(
    () => pixelScale(Uint8Array.of(7, 7)),
    RangeError,
    "Cannot standardise pixels: their standard deviation is 0",
  );
  assertThrows(() => pixelScale(new Uint8Array()), RangeError, "is NaN");
});

Deno.test("selectImages() takes images and their labels in the order asked", () => {
  const all = readLabelledImages(images(4), labels(5, 6, 7, 8));
  const { count, pixels, labels: digits } = selectImages(all, [3, 1]);
  assertEquals(count, 2);
  assertEquals([...digits], [8, 6]);
  assertEquals([pixels[0], pixels[783], pixels[784], pixels[1567]], [
    3,
    3,
    1,
    1,
  ]);
});

/** IDX bytes with the given header and data. */
function idx(shape: number[], data: Iterable<number>, type = 8): Uint8Array {
  const header = [0, 0, type, shape.length];
  for (const size of shape) {
    header.push(
      size >>> 24,
      (size >>> 16) & 255,
      (size >>> 8) & 255,
      size & 255,
    );
  }
  return Uint8Array.of(...header, ...data);
}

Deno.test("readIdx() reads a 2×3 array in row-major order", () => {
  assertEquals(readIdx(idx([2, 3], [1, 2, 3, 4, 5, 255])), {
    shape: [2, 3],
    data: Uint8Array.of(1, 2, 3, 4, 5, 255),
  });
});

Deno.test("readIdx() reads what lies inside a larger buffer", () => {
  const padded = Uint8Array.of(9, 9, 9, ...idx([2], [7, 8]), 9);
  assertEquals(readIdx(padded.subarray(3, -1)).data, Uint8Array.of(7, 8));
});

Deno.test("readIdx() reads dimensions as big-endian numbers without a sign", () => {
  assertThrows(
    () => readIdx(idx([0x80000001], [])),
    RangeError,
    "Cannot read IDX data: 2147483649 items need 2147483657 bytes, but there are 8",
  );
});

Deno.test("readIdx() names the size that a truncated file should have", () => {
  assertThrows(
    () => readIdx(idx([60000, 28, 28], new Uint8Array(984))),
    RangeError,
    "Cannot read IDX data: 60000×28×28 items need 47040016 bytes, but there are 1000",
  );
});

Deno.test("readIdx() refuses bytes left over", () => {
  assertThrows(
    () => readIdx(idx([2], [1, 2, 3])),
    RangeError,
    "2 items need 10 bytes, but there are 11",
  );
});

Deno.test("readIdx() refuses gzipped bytes", () => {
  assertThrows(
    () => readIdx(Uint8Array.of(0x1f, 0x8b, 8, 0, 0)),
    SyntaxError,
    "Cannot read IDX data: the first two bytes are 1f 8b, not 00 00",
  );
});

Deno.test("readIdx() refuses elements other than unsigned bytes", () => {
  assertThrows(
    () => readIdx(idx([1], [0, 0, 0, 0], 0x0d)),
    SyntaxError,
    "Cannot read IDX data: the element type is 0d, not 08 (unsigned byte)",
  );
});

Deno.test("readIdx() refuses an array without dimensions", () => {
  assertThrows(
    () => readIdx(idx([], [5])),
    SyntaxError,
    "Cannot read IDX data: it has no dimensions",
  );
});

Deno.test("readIdx() refuses every header that is cut short", () => {
  const whole = idx([2, 2, 1], [1, 2, 3, 4]);
  for (let length = 0; length < 16; length++) {
    assertThrows(() => readIdx(whole.subarray(0, length)), SyntaxError);
  }
});

Deno.test("readIdx() gives back any array that was written", () => {
  const shapes = fc.array(fc.integer({ min: 0, max: 5 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(fc.property(shapes, (shape) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const data = Uint8Array.from({ length: size }, (_, i) => (i * 37) & 255);
    assertEquals(readIdx(idx(shape, data)), { shape, data });
  }));
});
