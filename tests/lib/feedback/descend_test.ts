import { assert, assertEquals } from "@std/assert";
import {
  type AbscissaSlope,
  descend,
  descendAgain,
} from "../../../lib/feedback/descend.ts";
import { matrixFromRows } from "../../../lib/linalg/matrix.ts";

const settings = {
  rate: 0.25,
  minimumSteps: 2,
  maximumSteps: 8,
  target: -1,
};

/** The abscissa is B itself: a straight way down. */
const straight: AbscissaSlope = (B) => ({
  abscissa: B.data[0],
  gradient: matrixFromRows([[1]]),
});
const from = (x: number) => matrixFromRows([[x]]);

Deno.test("descend() steps down until the target is reached", () => {
  const start = from(0.5);
  assertEquals(descend(straight, start, settings), {
    feedback: from(-1),
    abscissa: -1,
    steps: 6,
    succeeded: true,
  });
  assertEquals(start, from(0.5));
});

Deno.test("descend() makes its minimum of steps even below the target", () => {
  const { steps, abscissa } = descend(straight, from(-3), settings);
  assertEquals([steps, abscissa], [2, -3.5]);
});

Deno.test("descend() that runs out of steps has succeeded if below zero", () => {
  const reached = [2.5, 1.9, 2].map((x) =>
    descend(straight, from(x), settings)
  );
  assertEquals(reached.map(({ steps }) => steps), [8, 8, 8]);
  assertEquals(reached.map(({ succeeded }) => succeeded), [false, true, false]);
});

Deno.test("descend() stops where there is no gradient", () => {
  const cliff: AbscissaSlope = (B) => ({
    ...straight(B),
    gradient: B.data[0] > 1 ? matrixFromRows([[1]]) : null,
  });
  const { steps, abscissa, succeeded } = descend(cliff, from(1.5), settings);
  assertEquals([steps, abscissa, succeeded], [2, 1, false]);
});

Deno.test("descend() of something that is not a number has not succeeded", () => {
  const nowhere: AbscissaSlope = () => ({ abscissa: NaN, gradient: null });
  assert(!descend(nowhere, from(1), settings).succeeded);
});

Deno.test("descendAgain() goes on from where the last attempt ended", () => {
  const again = descendAgain(straight, from(5), { ...settings, attempts: 9 });
  assertEquals([again.attempts, again.steps, again.abscissa], [3, 24, -1]);
  assert(again.succeeded);
});

Deno.test("descendAgain() gives up after its attempts", () => {
  const again = descendAgain(straight, from(5), { ...settings, attempts: 2 });
  assertEquals([again.attempts, again.steps, again.abscissa], [2, 16, 1]);
  assert(!again.succeeded);
});
