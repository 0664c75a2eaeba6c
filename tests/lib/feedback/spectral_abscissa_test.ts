import { assert, assertEquals } from "@std/assert";
import { uniformMatrix } from "../../../lib/feedback/initial.ts";
import { descendSpectralAbscissa } from "../../../lib/feedback/spectral_abscissa.ts";
import {
  type Loop,
  spectralAbscissa,
} from "../../../lib/feedback/stability.ts";
import {
  copy,
  identity,
  matrix,
  matrixFromRows,
} from "../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";

const published = {
  rate: 0.05,
  minimumSteps: 10,
  maximumSteps: 200,
  target: -0.01,
};

function randomLoop(seed: number, bound = 0.3): Loop {
  const random = new NumpyRandom(seed);
  return {
    W: uniformMatrix(random, { rows: 10, columns: 20 }, bound),
    B: uniformMatrix(random, { rows: 20, columns: 10 }, bound),
    leak: 0.01,
  };
}

for (const seed of [0, 1, 2]) {
  Deno.test(`descendSpectralAbscissa() makes the random loop of seed ${seed} stable`, () => {
    const loop = randomLoop(seed);
    assert(spectralAbscissa(loop) > 0);
    const { feedback, abscissa, steps, succeeded } = descendSpectralAbscissa(
      loop,
      { ...published, maximumSteps: 1000 },
    );
    assert(succeeded);
    assert(abscissa <= -0.01);
    assert(steps >= 10 && steps < 1000);
    assertEquals(spectralAbscissa({ ...loop, B: feedback }), abscissa);
  });
}

Deno.test("descendSpectralAbscissa() leaves the loop it was given as it was", () => {
  const loop = randomLoop(0);
  const before = copy(loop.B);
  descendSpectralAbscissa(loop, published);
  assertEquals(loop.B, before);
});

Deno.test("descendSpectralAbscissa() makes its minimum of steps even where there is no need", () => {
  const loop = { W: identity(1), B: matrixFromRows([[-1]]), leak: 0 };
  // the leading pair is complex with real part −1/2, which B does not move
  assertEquals(descendSpectralAbscissa(loop, published), {
    feedback: loop.B,
    abscissa: -0.5,
    steps: 10,
    succeeded: true,
  });
});

Deno.test("descendSpectralAbscissa() succeeds at its last step if below zero, short of the target", () => {
  const loop = { W: identity(1), B: matrixFromRows([[0.0005]]), leak: 0 };
  const { steps, abscissa, succeeded } = descendSpectralAbscissa(loop, {
    ...published,
    rate: 1e-4,
    maximumSteps: 12,
  });
  assertEquals(steps, 12);
  assert(abscissa < 0 && abscissa > -0.01);
  assert(succeeded);
});

Deno.test("descendSpectralAbscissa() tells of failure in what it returns", () => {
  const { steps, succeeded } = descendSpectralAbscissa(randomLoop(0), {
    ...published,
    maximumSteps: 11,
  });
  assertEquals(steps, 11);
  assertEquals(succeeded, false);
});

Deno.test("descendSpectralAbscissa() gives up where there is no gradient", () => {
  const B = matrix(2, 2, new Float64Array(4).fill(NaN));
  const { steps, succeeded } = descendSpectralAbscissa(
    { W: identity(2), B, leak: 0 },
    published,
  );
  assertEquals(steps, 0);
  assertEquals(succeeded, false);
});
