import { assertAlmostEquals, assertEquals } from "@std/assert";
import { pixelScale } from "../../../lib/datasets/mnist.ts";
import { standardise, wrongAnswers } from "../../../lib/network/input_layer.ts";

Deno.test("wrongAnswers() takes the largest of values + b, the first of equals", () => {
  const values = Float32Array.of(9, 9, 9, 1, 2, 3);
  const wrong = (b: number[], ...labels: number[]) =>
    wrongAnswers(values, b, Uint8Array.from(labels));
  assertEquals(wrong([0, 0, 0], 0, 2), 0);
  assertEquals(wrong([5, 0, 0], 0, 0), 0);
  assertEquals(wrong([0, 1, 0], 1, 1), 0);
  assertEquals(wrong([-1, 0, 0], 1, 2), 0);
  assertEquals(wrong([0, 0, 0], 1, 1), 2);
});

Deno.test("standardise() leaves pixels with mean 0 and deviation 1", () => {
  const pixels = Uint8Array.from({ length: 1000 }, (_, i) => (i * i) % 256);
  const x = standardise(pixels, pixelScale(pixels));
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const squares = x.reduce((sum, value) => sum + value * value, 0) / x.length;
  assertAlmostEquals(mean, 0, 1e-6);
  assertAlmostEquals(squares, 1, 1e-6);
});

Deno.test("standardise() rounds once, from float64", () => {
  const [x] = standardise(Uint8Array.of(200), { mean: 33.3, deviation: 78.6 });
  assertEquals(x, Math.fround((200 - 33.3) / 78.6));
});
