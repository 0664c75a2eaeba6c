import { assertEquals } from "@std/assert";
import { stabilise } from "../../../lib/experiments/experiment.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

/** Of the abscissa B², whose slope depends on ε. */
const slope = (ε: number) => ({ data: [b] }: { data: Float64Array }) => ({
  abscissa: b * b - 1,
  gradient: matrixFromRows([[2 * b + ε]]),
});

Deno.test("stabilise() descends as the settings of an experiment say", () => {
  const settings = {
    optimisationRate: 0.25,
    optimisationMinimumSteps: 1,
    optimisationMaximumSteps: 2,
    optimisationTarget: -0.5,
    optimisationSmoothing: 0.5,
    attempts: 3,
  };
  const { feedback, ...found } = stabilise(
    slope,
    matrixFromRows([[9]]),
    settings,
  );
  assertEquals(found.attempts, 2);
  assertEquals(found.steps, 4);
  // b ← b / 2 − 1/8, four times
  assertEquals(feedback, matrixFromRows([[9 / 16 - 15 / 64]]));
});
