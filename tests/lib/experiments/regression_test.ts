import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  answer,
  studentOf,
  traceBefore,
  update,
} from "../../../lib/experiments/regression.ts";
import { TraceRecorder } from "../../../lib/io/trace.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { linear, tanh } from "../../../lib/network/transfer.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

/** A linear student without biases. */
const straight = () =>
  studentOf([
    { W: matrixFromRows([[1, 2], [3, 4], [5, 6]]), φ: linear },
    { W: matrixFromRows([[1, -1, 2]]), φ: linear },
  ]);
const errors = [Float64Array.of(1, 0, -2), Float64Array.of(3)];

/** Layers of a curved student with biases. */
const given = () => [
  {
    W: matrixFromRows([[1, 2], [3, 4]]),
    b: Float64Array.of(0.5, -1),
    φ: tanh,
  },
  { W: matrixFromRows([[0.5, 0.25]]), b: Float64Array.of(0.1), φ: tanh },
  { W: matrixFromRows([[2], [-3]]), b: Float64Array.of(1, 2), φ: linear },
];

Deno.test("answer() of a linear student is W1 W0 x", () => {
  // h = (−1, −1, −1)
  assertEquals(answer(straight(), Float64Array.of(1, -1)), Float64Array.of(-2));
});

Deno.test("answer() is W2 tanh(W1 tanh(W0 x + b0) + b1) + b2, and remembered", () => {
  const x = Float64Array.of(0.1, 0.2);
  const student = studentOf(given());
  const h1 = [Math.tanh(1), Math.tanh(0.1)];
  const h2 = Math.tanh(0.5 * h1[0] + 0.25 * h1[1] + 0.1);
  const y = answer(student, x);
  assertClose(y, [2 * h2 + 1, -3 * h2 + 2], 1e-15);
  assertClose(student.h[1], h1, 1e-15);
  assertClose(student.h[2], [h2], 1e-15);
  assertEquals([student.h[0], student.h[3]], [x, y]);
});

Deno.test("update() adds η δ hᵀ to the weights", () => {
  const student = straight();
  answer(student, Float64Array.of(1, -1));
  update(student, errors, { eta: 0.5 });
  const [W0, W1] = student.layers.map(({ W }) => W);
  assertEquals(W0, matrixFromRows([[1.5, 1.5], [3, 4], [4, 7]]));
  assertEquals(W1, matrixFromRows([[-0.5, -2.5, 0.5]]));
});

Deno.test("update() adds η δ to the biases", () => {
  const student = studentOf(given());
  student.h[0].set([0.1, 0.2]);
  student.h[1].set([3, 5]);
  student.h[2].set([7]);
  update(student, [
    Float64Array.of(1, 2),
    Float64Array.of(4),
    Float64Array.of(-1, 8),
  ], { eta: 0.5 });
  const [W0, W1, W2] = student.layers.map(({ W }) => W);
  assertClose(W0.data, [1.05, 2.1, 3.1, 4.2], 1e-15);
  assertEquals(W1, matrixFromRows([[6.5, 10.25]]));
  assertEquals(W2, matrixFromRows([[-1.5], [25]]));
  assertEquals(student.layers.map(({ b }) => b), [
    Float64Array.of(1, 0),
    Float64Array.of(2.1),
    Float64Array.of(0.5, 6),
  ]);
});

Deno.test("update() normalised moves each matrix by η in the Frobenius norm", () => {
  const student = straight(), before = straight();
  answer(student, Float64Array.of(1, -1));
  update(student, errors, { eta: 0.5, normaliseUpdates: true });
  student.layers.forEach(({ W }, l) => {
    const moved = W.data.map((w, k) => w - before.layers[l].W.data[k]);
    assertAlmostEquals(norm(moved), 0.5, 1e-14);
  });
});

Deno.test("update() normalised leaves weights alone where the error is zero", () => {
  const student = straight();
  answer(student, Float64Array.of(1, -1));
  const zero = [new Float64Array(3), new Float64Array(1)];
  update(student, zero, { eta: 0.5, normaliseUpdates: true });
  assertEquals(student.layers, straight().layers);
});

Deno.test("studentOf() copies the weights and biases it is given", () => {
  const layers = given();
  for (const { W, b } of studentOf(layers).layers) {
    W.data.fill(0);
    b!.fill(0);
  }
  assertEquals(layers, given());
});

Deno.test("traceBefore() leaves out the end of a trace", () => {
  const trace = new TraceRecorder();
  for (const iteration of [0, 10, 20]) {
    trace.record("error", iteration, 1 / (1 + iteration));
    trace.note(iteration, "repaired", "");
  }
  trace.record("late", 20, 1);
  const outcome = { status: "diverged", iteration: 20, reason: "?" } as const;
  const { series, events, outcome: kept } = traceBefore(
    trace.finish(outcome),
    20,
  );
  assertEquals(series, {
    error: {
      iteration: Float64Array.of(0, 10),
      value: Float64Array.of(1, 1 / 11),
    },
  });
  assertEquals(events.map(({ iteration }) => iteration), [0, 10]);
  assertEquals(kept, outcome);
});

Deno.test("traceBefore() of a later iteration is the whole trace", () => {
  const recorder = new TraceRecorder();
  recorder.record("error", 3, 1);
  recorder.note(3, "repaired", "");
  const trace = recorder.finish({ status: "finished" });
  assertEquals(traceBefore(trace, 4), trace);
});
