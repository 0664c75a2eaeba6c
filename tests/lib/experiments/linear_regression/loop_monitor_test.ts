import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import { createLoopMonitor } from "../../../../lib/experiments/linear_regression/loop_monitor.ts";
import { linearRegressionSettings } from "../../../../lib/experiments/linear_regression/settings.ts";
import { uniformMatrix } from "../../../../lib/feedback/initial.ts";
import {
  copy,
  type Matrix,
  matrix,
  transpose,
} from "../../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { createPass, type HiddenLayer } from "../../../../lib/rules/rule.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { TraceRecorder } from "../../../../lib/io/trace.ts";
import { spectralAbscissa } from "../../feedback/loops.ts";

const settings = v.parse(linearRegressionSettings, {});
const leak = 0.01;

function layerOf(W1: Matrix, B1: Matrix): HiddenLayer {
  return createPass([matrix(20, 1), W1], [null, B1]).hidden[0];
}

function randomLayer() {
  const random = new NumpyRandom(0);
  return layerOf(
    uniformMatrix(random, { rows: 10, columns: 20 }, 0.3),
    uniformMatrix(random, { rows: 20, columns: 10 }, 0.3),
  );
}

/** What keepStable() does to a layer at iteration 7. */
function keepStable(layer: HiddenLayer, changed = {}) {
  const trace = new TraceRecorder();
  const monitor = createLoopMonitor(layer, leak, { ...settings, ...changed });
  const outcome = monitor.keepStable(trace, 7, true);
  return { ...trace.finish({ status: "finished" }), outcome };
}

Deno.test("keepStable() leaves a stable loop alone", () => {
  const layer = randomLayer();
  layer.B.data.set(transpose(layer.W, -1).data);
  const before = copy(layer.B);
  const { series, events } = keepStable(layer);
  assertEquals(layer.B, before);
  assertEquals(events, []);
  const { iteration, value } = series.spectral_abscissa_1;
  assertEquals(iteration, Float64Array.of(7));
  assertClose(value, [spectralAbscissa({ ...layer, leak })], 1e-14);
});

Deno.test("keepStable() repairs the feedback in place, and says so", () => {
  const layer = randomLayer();
  assert(spectralAbscissa({ ...layer, leak }) > 0);
  const { outcome, series, events: [event] } = keepStable(layer);
  const [abscissa] = series.spectral_abscissa_1.value;
  assert(abscissa < 0);
  assertEquals(abscissa, spectralAbscissa({ ...layer, leak }));
  assertEquals([event.iteration, event.event], [7, "repaired"]);
  assert(event.detail.includes(`to ${abscissa} in `));
  assertEquals(outcome, null);
});

Deno.test("keepStable() ends a model whose loop could not be repaired", () => {
  const { outcome, events } = keepStable(randomLayer(), {
    optimisationMaximumSteps: 10,
    repairAttempts: 1,
  });
  assertEquals(outcome, {
    status: "unstable",
    iteration: 7,
    reason: "the loop of layer 1 could not be made stable",
  });
  assertEquals(events.map(({ event }) => event), ["not repaired"]);
});

Deno.test("keepStable() ends a model whose loop is not finite, and records no such number", () => {
  const layer = randomLayer();
  layer.W.data[0] = Infinity;
  const { outcome, series } = keepStable(layer);
  assertEquals(outcome, {
    status: "diverged",
    iteration: 7,
    reason: "the loop of layer 1 is not finite",
  });
  assertEquals(series, {});
});

Deno.test("keepStable() records nothing where nothing is due", () => {
  const layer = randomLayer();
  layer.B.data.set(transpose(layer.W, -1).data);
  const trace = new TraceRecorder();
  createLoopMonitor(layer, leak, settings).keepStable(trace, 7, false);
  assertEquals(trace.finish({ status: "finished" }).series, {});
});

Deno.test("measure() leaves out an angle to an error that is zero", () => {
  const layer = randomLayer();
  const trace = new TraceRecorder();
  createLoopMonitor(layer, leak, settings).measure(trace, 0);
  const { series } = trace.finish({ status: "finished" });
  assertEquals(Object.keys(series), ["angle_feedback_1"]);
});
