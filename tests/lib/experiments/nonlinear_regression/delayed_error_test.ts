import { assertEquals } from "@std/assert";
import { DelayedError } from "../../../../lib/experiments/nonlinear_regression/delayed_error.ts";
import {
  studentOf,
  update,
} from "../../../../lib/experiments/nonlinear_regression/network.ts";
import { tanhNetworkError } from "../../kernels/plain.ts";
import { transpose } from "../../../../lib/linalg/matrix.ts";
import { TraceRecorder } from "../../../../lib/io/trace.ts";
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
const set = { x: transpose(start.x), target: transpose(start.y) };

/** A student, and a way to let it learn something. */
function learning() {
  const student = studentOf(start.student);
  const change = new Float64Array(20);
  return {
    student,
    learn(k: number) {
      student.x = start.x.data.subarray(30 * k, 30 * k + 30);
      const δ = (n: number) =>
        Float64Array.from({ length: n }, (_, i) => Math.sin(k * n + i));
      const [δ1, δ2, δ3] = [20, 10, 10].map(δ);
      student.h1.fill(0.1);
      student.h2.fill(0.2);
      update(student, { δ1, δ2, δ3 }, 0.1);
      δ1.forEach((d, i) => change[i] = 0.1 * d);
      return { input: student.x, change };
    },
  };
}

Deno.test("DelayedError records the error after each update asked for, in order", () => {
  const { student, learn } = learning();
  const errors = new DelayedError(student, start);
  const trace = new TraceRecorder();
  const wanted: number[] = [];
  for (let k = 0; k < 40; k++) {
    const update = learn(k);
    if (k % 3) errors.skip(update);
    else {
      errors.ask(k, student, update);
      wanted.push(tanhNetworkError(student, set));
    }
    if (k === 20) assertEquals(errors.settle(trace), null);
  }
  assertEquals(errors.settle(trace), null);
  const { iteration, value } =
    trace.finish({ status: "finished" }).series.error;
  assertEquals(iteration, Float64Array.from(wanted, (_, i) => 3 * i));
  assertClose(value, wanted, 1e-10 * Math.max(...wanted));
});

Deno.test("DelayedError is full after 64 questions, and empty after it settled", () => {
  const { student, learn } = learning();
  const errors = new DelayedError(student, start);
  for (let k = 0; k < 64; k++) {
    assertEquals(errors.full, false);
    errors.ask(k, student, learn(k % 50));
  }
  assertEquals(errors.full, true);
  errors.settle(new TraceRecorder());
  assertEquals(errors.full, false);
});

Deno.test("DelayedError stops at the first error that is not finite, and tells where it was", () => {
  const { student, learn } = learning();
  const errors = new DelayedError(student, start);
  const trace = new TraceRecorder();
  for (let k = 0; k < 5; k++) {
    const update = learn(k);
    if (k === 3) student.W2.data[0] = Infinity;
    errors.ask(10 * k, student, update);
  }
  assertEquals(errors.settle(trace), 30);
  const { series } = trace.finish({ status: "finished" });
  assertEquals(series.error.iteration, Float64Array.of(0, 10, 20));
});
