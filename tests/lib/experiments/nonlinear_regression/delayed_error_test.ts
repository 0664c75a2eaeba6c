import { delayedError } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import { studentOf, update } from "../../../../lib/experiments/regression.ts";
import { tanhNetworkError } from "../../kernels/plain.ts";
import { linear, tanh } from "../../../../lib/network/transfer.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { drawStart, settingsWith } from "./starts.ts";

const start = drawStart(
  5,
  settingsWith({
    iterations: 50,
    teacherScale: 0.5,
    optimisationMaximumSteps: 100,
  }),
);
const set = { x: start.x, target: start.y };

/** A student that learns something at each iteration, and its errors. */
function learning() {
  const { W0, b0, W1, b1, W2, b2 } = start;
  const student = studentOf([
    { W: W0, b: b0, φ: tanh },
    { W: W1, b: b1, φ: tanh },
    { W: W2, b: b2, φ: linear },
  ]);
  const errors = [20, 10, 10].map((n) => new Float64Array(n));
  const [δ1] = errors, eta = 0.1;
  return {
    errors: delayedError(student, start, { δ1, eta }),
    learn(k: number) {
      student.h[0] = start.x.data.subarray(30 * k, 30 * k + 30);
      student.h[1].fill(0.1);
      student.h[2].fill(0.2);
      errors.forEach((δ) =>
        δ.forEach((_, i) => δ[i] = Math.sin(k * δ.length + i))
      );
      if (k > 0) update(student, errors, { eta });
    },
    /** its error, example by example */
    plainError() {
      const [{ W: W0, b: b0 }, { W: W1, b: b1 }, { W: W2, b: b2 }] =
        student.layers;
      const network = { W0, b0: b0!, W1, b1: b1!, W2, b2: b2! };
      return tanhNetworkError(network, set);
    },
  };
}

Deno.test("delayedError() gives the error after each update that is measured, in order", () => {
  const { errors, learn, plainError } = learning();
  const wanted: number[] = [], found: number[] = [];
  for (let k = 0; k < 40; k++) {
    learn(k);
    errors.follow(k % 3 === 0);
    if (k % 3 === 0) wanted.push(plainError());
    if (k === 20) found.push(...Array.from(errors.take()));
  }
  found.push(...Array.from(errors.take()));
  assertClose(found, wanted, 1e-10 * Math.max(...wanted));
});
