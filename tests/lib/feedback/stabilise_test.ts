import { assert, assertEquals } from "@std/assert";
import { descend, stabilise } from "../../../lib/feedback/stabilise.ts";
import { uniformMatrix } from "../../../lib/feedback/initial.ts";
import {
  type AbscissaSlope,
  loopSlope,
} from "../../../lib/feedback/stability.ts";
import { copy, identity, matrix } from "../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { asLoop, type LayerLoop, spectralAbscissa } from "./loops.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const settings = {
  optimisationRate: 0.25,
  optimisationMinimumSteps: 2,
  optimisationMaximumSteps: 8,
  optimisationTarget: -1,
  optimisationSmoothing: 0,
  attempts: 1,
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
    succeeded: true,
    steps: 6,
    attempts: 1,
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

Deno.test("descend() goes on from where the last attempt ended", () => {
  const again = descend(straight, from(5), { ...settings, attempts: 9 });
  assertEquals([again.attempts, again.steps, again.abscissa], [3, 24, -1]);
  assert(again.succeeded);
});

Deno.test("descend() gives up after its attempts", () => {
  const again = descend(straight, from(5), { ...settings, attempts: 2 });
  assertEquals([again.attempts, again.steps, again.abscissa], [2, 16, 1]);
  assert(!again.succeeded);
});

/** As the linear regression descends. */
const published = {
  optimisationRate: 0.05,
  optimisationMinimumSteps: 10,
  optimisationMaximumSteps: 200,
  optimisationTarget: -0.01,
  optimisationSmoothing: 0,
  attempts: 1,
};

function randomLoop(seed: number): LayerLoop {
  const random = new NumpyRandom(seed), bound = 0.3;
  return {
    W: uniformMatrix(random, { rows: 10, columns: 20 }, bound),
    B: uniformMatrix(random, { rows: 20, columns: 10 }, bound),
    leak: 0.01,
  };
}

const slopeOf = (loop: LayerLoop) => loopSlope(asLoop(loop), 0);

for (const seed of [0, 1, 2]) {
  Deno.test(`descend() makes the random loop of seed ${seed} stable`, () => {
    const loop = randomLoop(seed), before = copy(loop.B);
    assert(spectralAbscissa(loop) > 0);
    const { feedback, abscissa, steps, succeeded } = descend(
      slopeOf(loop),
      loop.B,
      { ...published, optimisationMaximumSteps: 1000 },
    );
    assert(succeeded);
    assert(abscissa <= -0.01);
    assert(steps >= 10 && steps < 1000);
    assertEquals(spectralAbscissa({ ...loop, B: feedback }), abscissa);
    assertEquals(loop.B, before);
  });
}

Deno.test("descend() leaves the abscissa of a loop where B does not move it", () => {
  const loop = { W: identity(1), B: matrixFromRows([[-1]]), leak: 0 };
  // the leading pair is complex with real part −1/2
  assertEquals(descend(slopeOf(loop), loop.B, published), {
    feedback: loop.B,
    abscissa: -0.5,
    succeeded: true,
    steps: 10,
    attempts: 1,
  });
});

Deno.test("descend() of a loop succeeds at its last step if below zero, short of the target", () => {
  const loop = { W: identity(1), B: matrixFromRows([[0.0005]]), leak: 0 };
  const { steps, abscissa, succeeded } = descend(slopeOf(loop), loop.B, {
    ...published,
    optimisationRate: 1e-4,
    optimisationMaximumSteps: 12,
  });
  assertEquals(steps, 12);
  assert(abscissa < 0 && abscissa > -0.01);
  assert(succeeded);
});

Deno.test("descend() of a loop that is not finite gives up at once", () => {
  const B = matrix(2, 2, new Float64Array(4).fill(NaN));
  const slope = slopeOf({ W: identity(2), B, leak: 0 });
  const { steps, succeeded } = descend(slope, B, published);
  assertEquals([steps, succeeded], [0, false]);
});

Deno.test("descend() ends where one long descent on a loop does", () => {
  const loop = randomLoop(0), slope = slopeOf(loop);
  const again = descend(slope, loop.B, {
    ...published,
    optimisationMaximumSteps: 40,
    attempts: 50,
  });
  assert(again.succeeded);
  assert(again.attempts > 1);
  const whole = descend(slope, loop.B, {
    ...published,
    optimisationMaximumSteps: again.steps,
    optimisationTarget: -Infinity,
  });
  assertEquals(again.feedback, whole.feedback);
  assertEquals(again.abscissa, whole.abscissa);
});

Deno.test("stabilise() descends by the slope that its settings smooth", () => {
  const loop = asLoop(randomLoop(1));
  const found = [0, 0.1].map((optimisationSmoothing) => {
    const settings = { ...published, optimisationSmoothing };
    const slope = loopSlope(loop, optimisationSmoothing);
    const wanted = descend(slope, loop.B, settings);
    assertEquals(stabilise(loop, settings), wanted);
    return wanted;
  });
  assert(found[0].abscissa !== found[1].abscissa);
});
