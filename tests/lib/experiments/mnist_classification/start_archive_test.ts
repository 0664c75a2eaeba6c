import { assertEquals, assertThrows } from "@std/assert";
import { encodeArrays } from "../../../../lib/io/arrays.ts";
import {
  decodeStart,
  encodeStart,
} from "../../../../lib/experiments/mnist_classification/start_archive.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { smallProblem } from "./small_problem.ts";

Deno.test("decodeStart() gives back what encodeStart() was given", () => {
  const { start } = smallProblem();
  assertEquals(decodeStart(encodeStart(start)), start);
});

Deno.test("decodeStart() gives a generator that goes on drawing", () => {
  const { start } = smallProblem();
  const random = () => NumpyRandom.fromState(start.random).permutation(100);
  const { random: state } = decodeStart(encodeStart(start));
  assertEquals(NumpyRandom.fromState(state).permutation(100), random());
});

Deno.test("decodeStart() refuses an archive without the generator", () => {
  const W0 = { shape: [1, 1], data: new Float64Array(1) };
  assertThrows(
    () => decodeStart(encodeArrays({ W0, W1: W0, B1: W0, B1_large: W0 })),
    TypeError,
    "Cannot read random_words: wanted uint32, received no such array",
  );
});
