import { assertAlmostEquals, assertEquals } from "@std/assert";
import golden from "../../../golden/mnist-classification-2000.seed-0.json" with {
  type: "json",
};
import { initialise } from "../../../../lib/experiments/mnist_classification/initialise.ts";
import type { Matrix } from "../../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";

const start = initialise(0);

const published: [string, Matrix, typeof golden.initial.W0_tmp][] = [
  ["W0", start.W0, golden.initial.W0_tmp],
  ["W1", start.W1, golden.initial.W1_tmp],
  ["B1", start.B1, golden.initial.B1_tmp],
  ["B1_large", start.B1_large, golden.initial.B1_tmp_lrg],
];

for (const [name, { rows, columns, data }, wanted] of published) {
  Deno.test(`initialise(0) draws the published ${name}`, () => {
    assertEquals([rows, columns], wanted.shape);
    assertEquals([...data.slice(0, 5)], wanted.first_row_first_5);
    assertEquals([...data.slice(-5)], wanted.last_row_last_5);
    const sum = data.reduce((sum, value) => sum + value);
    assertAlmostEquals(sum, wanted.sum, 1e-9);
  });
}

Deno.test("initialise(0) leaves the published first order next in the stream", () => {
  const order = NumpyRandom.fromState(start).permutation(2000);
  assertEquals(
    [...order.slice(0, 20)],
    golden.initial.input_order_last_epoch_first_20,
  );
});

Deno.test("initialise() draws differently from another seed", () => {
  const other = initialise(1);
  assertEquals(other.W0.data[0] === start.W0.data[0], false);
});
