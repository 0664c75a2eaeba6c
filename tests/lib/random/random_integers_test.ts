import { assertEquals } from "@std/assert";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { randomIntegers } from "../../../lib/random/random_integers.ts";
import golden from "../../golden/numpy_random.json" with { type: "json" };

for (const { seed, draws } of golden.integers) {
  Deno.test(`randomIntegers() draws NumPy's whole numbers for seed ${seed}`, () => {
    const draw = randomIntegers(seed);
    for (const { below, drawn } of draws) {
      assertEquals([...draw(below, drawn.length)], drawn);
    }
  });
}

Deno.test("randomIntegers() leaves the generator of other numbers alone", () => {
  const numbers = () => {
    const random = new NumpyRandom(3);
    return (
      between: () => unknown,
    ) => [random.normal(3), between(), random.normal(2)];
  };
  const [first, , last] = numbers()(() => {});
  const [again, , after] = numbers()(() => randomIntegers(5)(10, 100));
  assertEquals([again, after], [first, last]);
});
