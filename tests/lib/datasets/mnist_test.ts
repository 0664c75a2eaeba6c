import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  pixelScale,
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
    SyntaxError,
    "Cannot read IDX data: these 20 bytes are not N×28×28 unsigned bytes",
  );
});

Deno.test("readLabelledImages() refuses labels of another number of images", () => {
  assertThrows(
    () => readLabelledImages(images(2), labels(1, 2, 3)),
    RangeError,
    "Cannot read MNIST labels: wanted one from 0 to 9 for each of 2 images, received 3 up to 3",
  );
});

Deno.test("readLabelledImages() refuses a label that is not a digit", () => {
  assertThrows(
    () => readLabelledImages(images(2), labels(9, 10)),
    RangeError,
    "Cannot read MNIST labels: wanted one from 0 to 9 for each of 2 images, received 2 up to 10",
  );
});

Deno.test("pixelScale() is the mean and the population standard deviation", () => {
  // mean (0 + 255 + 255 + 90) / 4 = 150; squares 22500, 11025, 11025, 3600
  const { mean, deviation } = pixelScale(Uint8Array.of(0, 255, 255, 90));
  assertEquals(mean, 150);
  assertAlmostEquals(deviation, Math.sqrt(48150 / 4), 1e-12);
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

Deno.test("readLabelledImages() reads what lies inside a larger buffer", () => {
  const inside = (bytes: Uint8Array) =>
    Uint8Array.of(9, 9, 9, ...bytes, 9).subarray(3, -1);
  assertEquals(
    readLabelledImages(inside(images(2)), inside(labels(3, 4))),
    readLabelledImages(images(2), labels(3, 4)),
  );
});

Deno.test("readLabelledImages() refuses what is cut short, left over, packed or of another type", () => {
  const whole = images(2);
  const wrong = [
    ...Array.from({ length: 17 }, (_, length) => whole.subarray(0, length)),
    whole.subarray(0, -1),
    whole.subarray(0, -784),
    Uint8Array.of(...whole, 0),
    Uint8Array.of(0x1f, 0x8b, ...whole.subarray(2)),
    Uint8Array.of(0, 0, 0x0d, ...whole.subarray(3)),
    Uint8Array.of(0, 0, 8, 1, ...whole.subarray(4)),
  ];
  for (const bytes of wrong) {
    assertThrows(
      () => readLabelledImages(bytes, labels(1, 2)),
      SyntaxError,
      "Cannot read IDX data",
    );
  }
});
