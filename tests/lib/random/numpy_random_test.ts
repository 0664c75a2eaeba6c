import { assertEquals, assertThrows } from "@std/assert";
import { wasmFreeBytes } from "numpy-ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import golden from "../../golden/numpy_random.json" with { type: "json" };

for (const stream of golden.streams) {
  Deno.test(`NumpyRandom draws NumPy's numbers for seed ${stream.seed}`, () => {
    const random = new NumpyRandom(stream.seed);
    assertEquals([...random.uniform(-0.5, 0.5, 5)], stream.uniform);
    assertEquals([...random.normal(7)], stream.normal);
    assertEquals([...random.permutation(12)], stream.permutation);
    assertEquals([...random.normal(2)], stream.normal_after);
    assertEquals([...random.uniform(0, 1, 3)], stream.uniform_after);
    const long = random.permutation(2000).filter((_, i) => i % 400 === 0);
    assertEquals([...long], stream.long_permutation_every_400th);
    const [carried] = random.normal(1); // which moves nothing else
    const { random_words, random_position } = random.state();
    assertEquals([...random_position], [stream.position]);
    assertEquals([...random_words.subarray(0, 4)], stream.words_first_4);
    assertEquals([carried, ...random.normal(2)], stream.normal_last);
  });
}

for (const drawn of [0, 2, 4]) {
  Deno.test(`NumpyRandom.fromState() goes on after ${drawn} normal numbers`, () => {
    const random = new NumpyRandom(5);
    random.normal(drawn);
    const state = random.state();
    const wanted = [random.normal(4), random.uniform(0, 1, 2)];
    new NumpyRandom(9).normal(1); // what another stream left must not come through
    const restored = NumpyRandom.fromState(state);
    assertEquals(restored.state(), state);
    assertEquals([restored.normal(4), restored.uniform(0, 1, 2)], wanted);
  });
}

Deno.test("NumpyRandom.state() changes nothing of what is drawn next", () => {
  const plain = new NumpyRandom(5);
  const wanted = [plain.normal(3), plain.normal(1), plain.normal(4)];
  const looked = new NumpyRandom(5);
  const first = looked.normal(3);
  assertThrows(() => looked.state(), Error, "half a pair of normal numbers");
  const second = looked.normal(1);
  looked.state();
  assertEquals([first, second, looked.normal(4)], wanted);
});

Deno.test("NumpyRandom refuses to draw once another generator is made", () => {
  const first = new NumpyRandom(0);
  const second = new NumpyRandom(0);
  for (
    const draw of [
      () => first.uniform(0, 1, 1),
      () => first.normal(1),
      () => first.permutation(2),
      () => first.state(),
    ]
  ) assertThrows(draw, Error, "Internal error: a random generator draws after");
  assertEquals([...second.uniform(-0.5, 0.5, 5)], golden.streams[0].uniform);
});

Deno.test("NumpyRandom draws no numbers when none are asked for", () => {
  const random = new NumpyRandom(0);
  assertEquals(random.normal(0).length, 0);
  assertEquals([...random.uniform(-0.5, 0.5, 5)], golden.streams[0].uniform);
});

Deno.test("NumpyRandom gives back the memory of its draws", () => {
  const random = new NumpyRandom(0);
  random.normal(1000);
  const free = wasmFreeBytes();
  random.normal(1001);
  random.uniform(0, 1, 1000);
  random.permutation(1000);
  assertEquals(wasmFreeBytes(), free);
});
