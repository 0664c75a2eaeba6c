import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { initialise } from "../../../../lib/experiments/nonlinear_regression/initialise.ts";
import { norm } from "../../../../lib/linalg/norms.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { goldenRuns } from "./golden.ts";
import { drawStart, settingsWith, startOf } from "./starts.ts";
import { matrixFromRows } from "../../linalg/matrix_from_rows.ts";
import { spectralAbscissa } from "../../feedback/loops.ts";

for (const [title, golden] of Object.entries(goldenRuns)) {
  Deno.test(`initialise() draws the numbers of ${title}`, () => {
    const start = startOf(golden);
    const { x, y, order } = start;
    const { initial, parameters } = golden;
    for (const l of [0, 1, 2] as const) {
      assertEquals(start[`W${l}`], matrixFromRows(initial[`W${l}_tmp`]));
      assertEquals([...start[`b${l}`]], initial[`b${l}_tmp`]);
    }
    assertEquals(start.B1_large, matrixFromRows(initial.B1_tmp_lrg));
    assertEquals(start.B2_large, matrixFromRows(initial.B2_tmp_lrg));
    assertEquals(
      [...order.subarray(0, 20)],
      initial.input_order_last_epoch_first_20,
    );
    assertEquals([x.rows, y.rows], Array(2).fill(parameters.num_iters));
    assertEquals([...x.data.subarray(0, 90)], initial.x_first_3_columns.flat());
    assertClose(
      y.data.subarray(0, 30),
      initial.y_true_first_3_columns.flat(),
      1e-17,
    );
  });

  Deno.test(`initialise() makes B1 and B2 as stable as in ${title}`, () => {
    const { W1, W2, B1, B2 } = startOf(golden);
    const { B1_opt, B2_opt } = golden.initial;
    for (
      const [W, optimised, published] of [
        [W1, B1, B1_opt],
        [W2, B2, B2_opt],
      ] as const
    ) {
      const own = spectralAbscissa({ W, B: optimised, leak: 0 });
      const B = matrixFromRows(published);
      const theirs = spectralAbscissa({ W, B, leak: 0 });
      assert(own < 0.5 * theirs, `${own}, published ${theirs}`);
    }
  });
}

const few = settingsWith({ iterations: 5, optimisationMaximumSteps: 100 });

const short = { optimisationMinimumSteps: 1, optimisationMaximumSteps: 2 };

Deno.test("initialise() goes on from an attempt that failed, and draws nothing for it", () => {
  const patient = drawStart(0, few);
  const hasty = drawStart(0, { ...few, ...short, initialAttempts: 100 });
  const { W1, B1, B2: _, ...drawn } = hasty;
  assert(spectralAbscissa({ W: W1, B: B1, leak: 0 }) < 0);
  assertEquals({ ...patient, ...drawn }, patient);
  assertEquals(hasty.order, patient.order);
});

Deno.test("initialise() smooths the abscissa where asked to", () => {
  const plain = { ...few, optimisationMinimumSteps: 1, optimisationTarget: 0 };
  const smoothed = { ...plain, optimisationSmoothing: 0.001 };
  const { W1, W2, B1, B2 } = drawStart(1, smoothed);
  assertNotEquals(B1, drawStart(1, plain).B1);
  for (const [W, B] of [[W1, B1], [W2, B2]] as const) {
    assert(spectralAbscissa({ W, B, leak: 0 }) < 0);
  }
});

Deno.test("initialise() gives up after its attempts, and says so", () => {
  assertEquals(
    initialise(0, {
      ...few,
      ...short,
      initialAttempts: 3,
    }),
    { unstable: "no stable B1 in 6 steps of 3 attempts" },
  );
});

Deno.test("initialise() scales the teacher, and nothing else", () => {
  const published = drawStart(2, few);
  const large = drawStart(2, { ...few, teacherScale: 0.5 });
  assertEquals({ ...large, y: published.y }, published);
  assert(norm(large.y.data) > 20 * norm(published.y.data));
});

Deno.test("initialise() gives the same digits for the same seed", () => {
  const again = () => initialise(3, few);
  assertEquals(again(), again());
});
