import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import { createLoopMonitor } from "../../../../lib/experiments/linear_regression/loop_monitor.ts";
import { linearRegressionSettings } from "../../../../lib/experiments/linear_regression/settings.ts";
import { uniformMatrix } from "../../../../lib/feedback/initial.ts";
import { spectralAbscissa } from "../../../../lib/feedback/stability.ts";
import {
  copy,
  type Matrix,
  matrix,
  transpose,
} from "../../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { createPass } from "../../../../lib/rules/pass.ts";
import { TraceRecorder } from "../../../../lib/trace.ts";

const settings = v.parse(linearRegressionSettings, {});
const leak = 0.01;

function layerOf(W1: Matrix, B1: Matrix) {
  return createPass([matrix(20, 1), W1], [null, B1]).hidden[0];
}

function randomLayer() {
  const random = new NumpyRandom(0);
  return layerOf(
    uniformMatrix(random, { rows: 10, columns: 20 }, 0.3),
    uniformMatrix(random, { rows: 20, columns: 10 }, 0.3),
  );
}

Deno.test("keepStable() leaves a stable loop alone", () => {
  const layer = randomLayer();
  layer.B.data.set(transpose(layer.W, -1).data);
  const before = copy(layer.B);
  const trace = new TraceRecorder();
  const abscissa = createLoopMonitor(layer, leak, settings)
    .keepStable(trace, 0);
  assertEquals(abscissa, spectralAbscissa({ ...layer, leak }));
  assertEquals(layer.B, before);
  assertEquals(trace.finish({ status: "finished" }).events, []);
});

Deno.test("keepStable() repairs the feedback in place, and says so", () => {
  const layer = randomLayer();
  assert(spectralAbscissa({ ...layer, leak }) > 0);
  const trace = new TraceRecorder();
  const abscissa = createLoopMonitor(layer, leak, settings)
    .keepStable(trace, 7);
  assert(abscissa < 0);
  assertEquals(abscissa, spectralAbscissa({ ...layer, leak }));
  const [event] = trace.finish({ status: "finished" }).events;
  assertEquals([event.iteration, event.event], [7, "repaired"]);
  assert(event.detail.includes(`to ${abscissa} in `));
});

Deno.test("keepStable() says when a loop could not be repaired", () => {
  const trace = new TraceRecorder();
  const abscissa = createLoopMonitor(randomLayer(), leak, {
    ...settings,
    optimisationMaximumSteps: 10,
    repairAttempts: 1,
  }).keepStable(trace, 7);
  assert(abscissa > 0);
  const [event] = trace.finish({ status: "finished" }).events;
  assertEquals(event.event, "not repaired");
});

Deno.test("keepStable() is not a number for a loop that is not finite", () => {
  const layer = randomLayer();
  layer.W.data[0] = Infinity;
  const abscissa = createLoopMonitor(layer, leak, settings)
    .keepStable(new TraceRecorder(), 0);
  assert(Number.isNaN(abscissa));
});

Deno.test("measure() leaves out an angle to an error that is zero", () => {
  const layer = randomLayer();
  const trace = new TraceRecorder();
  createLoopMonitor(layer, leak, settings).measure(trace, 0);
  const { series } = trace.finish({ status: "finished" });
  assertEquals(Object.keys(series), ["angle_feedback_1"]);
});
