import { assert, assertEquals, assertNotEquals } from "@std/assert";
import * as v from "valibot";
import { initialise } from "../../../../lib/experiments/linear_regression/initialise.ts";
import { linearRegressionSettings } from "../../../../lib/experiments/linear_regression/settings.ts";
import { goldenRuns } from "./golden.ts";
import { drawStart, startOf } from "./starts.ts";
import { matrixFromRows } from "../../linalg/matrix_from_rows.ts";
import { spectralAbscissa } from "../../feedback/loops.ts";

for (const [title, golden] of Object.entries(goldenRuns)) {
  Deno.test(`initialise() draws the numbers of ${title}`, () => {
    const { T, x, W0, W1, B1_large, order } = startOf(golden);
    const { initial } = golden;
    assertEquals(T, matrixFromRows(initial.T));
    assertEquals(W0, matrixFromRows(initial.W0_tmp));
    assertEquals(W1, matrixFromRows(initial.W1_tmp));
    assertEquals(B1_large, matrixFromRows(initial.B1_tmp_lrg));
    assertEquals(
      [...order.subarray(0, 20)],
      initial.input_order_last_epoch_first_20,
    );
    assertEquals([x.rows, x.columns], [30, golden.parameters.num_iters]);
  });

  Deno.test(`initialise() makes B1 as stable as in ${title}`, () => {
    const { W1, B1 } = startOf(golden);
    const published = matrixFromRows(golden.initial.B1_opt);
    const own = spectralAbscissa({ W: W1, B: B1, leak: 0 });
    const theirs = spectralAbscissa({ W: W1, B: published, leak: 0 });
    assert(own < 0.5 * theirs, `${own}, published ${theirs}`);
  });
}

const settings = v.parse(linearRegressionSettings, { iterations: 5 });

Deno.test("initialise() draws W1 again until B1 can be made stable", () => {
  const patient = drawStart(0, settings);
  const hasty = drawStart(0, { ...settings, optimisationMaximumSteps: 25 });
  assert(spectralAbscissa({ W: hasty.W1, B: hasty.B1, leak: 0 }) < 0);
  assertEquals(hasty.W0, patient.W0);
  assertNotEquals(hasty.W1, patient.W1);
});

Deno.test("initialise() gives up after its attempts, and says so", () => {
  assertEquals(
    initialise(0, {
      ...settings,
      optimisationMaximumSteps: 10,
      initialAttempts: 2,
    }),
    { unstable: "no stable B1 for any of 2 draws of W1 with 10 steps each" },
  );
});

Deno.test("initialise() gives the same digits for the same seed", () => {
  const again = () => initialise(3, settings);
  assertEquals(again(), again());
});
