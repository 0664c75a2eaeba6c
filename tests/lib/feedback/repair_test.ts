import { assert, assertEquals } from "@std/assert";
import { uniformMatrix } from "../../../lib/feedback/initial.ts";
import { repairFeedback } from "../../../lib/feedback/repair.ts";
import { descendSpectralAbscissa } from "../../../lib/feedback/spectral_abscissa.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";

const random = new NumpyRandom(0);
const loop = {
  W: uniformMatrix(random, { rows: 10, columns: 20 }, 0.3),
  B: uniformMatrix(random, { rows: 20, columns: 10 }, 0.3),
  leak: 0.01,
};
const descent = {
  rate: 0.05,
  minimumSteps: 10,
  maximumSteps: 40,
  target: -0.01,
};

Deno.test("repairFeedback() goes on from where a failed attempt ended", () => {
  const repair = repairFeedback(loop, { ...descent, attempts: 50 });
  assert(repair.succeeded);
  assert(repair.attempts > 1);
  const whole = descendSpectralAbscissa(loop, {
    ...descent,
    maximumSteps: repair.steps,
    target: -Infinity,
  });
  assertEquals(repair.feedback, whole.feedback);
  assertEquals(repair.abscissa, whole.abscissa);
});

Deno.test("repairFeedback() stops when its attempts are used up", () => {
  const { attempts, steps, succeeded } = repairFeedback(loop, {
    ...descent,
    maximumSteps: 10,
    attempts: 3,
  });
  assertEquals({ attempts, steps, succeeded }, {
    attempts: 3,
    steps: 30,
    succeeded: false,
  });
});
