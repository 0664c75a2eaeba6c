import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import { linearRegressionSettings } from "../../../lib/experiments/linear_regression/settings.ts";
import {
  createAngles,
  keepStable,
  layerLoops,
  type WatchedLoop,
} from "../../../lib/experiments/monitor.ts";
import { uniformMatrix } from "../../../lib/feedback/initial.ts";
import { TraceRecorder } from "../../../lib/io/trace.ts";
import {
  copy,
  type Matrix,
  matrix,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { createPass } from "../../../lib/rules/rule.ts";
import type { Pass } from "../../../lib/rules/rule.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { spectralAbscissa } from "../feedback/loops.ts";

/** A loop of the abscissa B, whose repair makes it `repaired`. */
function loopOf(abscissa: number, repaired = -2) {
  const B = matrixFromRows([[abscissa]]);
  let repairs = 0;
  const loop: WatchedLoop = {
    name: "layer 9",
    metric: "spectral_abscissa_9",
    B,
    abscissa: () => B.data[0],
    repair: () => {
      repairs++;
      return {
        feedback: matrixFromRows([[repaired]]),
        abscissa: repaired,
        succeeded: repaired < 0,
        steps: 12,
        attempts: 1,
      };
    },
  };
  return { loop, repairs: () => repairs };
}

function keep(loop: WatchedLoop, due = true) {
  const trace = new TraceRecorder();
  const end = keepStable(loop, trace, { iteration: 7, due });
  return { ...trace.finish({ status: "finished" }), end };
}

Deno.test("keepStable() leaves a stable loop alone", () => {
  for (const abscissa of [-1, 0]) {
    const { loop, repairs } = loopOf(abscissa);
    const { end, series, events } = keep(loop);
    assertEquals([end, repairs(), events, loop.B.data[0]], [
      null,
      0,
      [],
      abscissa,
    ]);
    assertEquals(series.spectral_abscissa_9, {
      iteration: Float64Array.of(7),
      value: Float64Array.of(abscissa),
    });
  }
});

Deno.test("keepStable() repairs feedback in place, says so, and records what came of it", () => {
  const { loop } = loopOf(0.5);
  const { end, series, events } = keep(loop);
  assertEquals([end, loop.B.data[0]], [null, -2]);
  assertEquals(series.spectral_abscissa_9.value, Float64Array.of(-2));
  assertEquals(events, [{
    iteration: 7,
    event: "repaired",
    detail: "feedback of layer 9: spectral abscissa from 0.5 to -2 in 12 steps",
  }]);
});

Deno.test("keepStable() repairs at once, and records only where that is due", () => {
  const { loop, repairs } = loopOf(0.5);
  const { series } = keep(loop, false);
  assertEquals([series, repairs()], [{}, 1]);
});

Deno.test("keepStable() ends a model whose loop could not be repaired", () => {
  const { end, events, series } = keep(loopOf(0.5, 0.1).loop);
  assertEquals(end, {
    status: "unstable",
    iteration: 7,
    reason: "the loop of layer 9 could not be made stable",
  });
  assertEquals(events[0].event, "not repaired");
  assertEquals(series.spectral_abscissa_9.value, Float64Array.of(0.1));
});

Deno.test("keepStable() ends a model whose loop is not finite, and records no such number", () => {
  for (
    const { loop } of [loopOf(NaN), loopOf(0.5, NaN), loopOf(Infinity, NaN)]
  ) {
    const { end, series } = keep(loop);
    assertEquals(series, {});
    assertEquals(end, {
      status: "diverged",
      iteration: 7,
      reason: "the loop of layer 9 is not finite",
    });
  }
});

const settings = v.parse(linearRegressionSettings, {});
const leak = 0.01;
const DI = { rule: "DI", leak } as const;

function passOf(W1: Matrix, B1: Matrix): Pass {
  return createPass([matrix(20, 1), W1], [null, B1]);
}

function randomPass() {
  const random = new NumpyRandom(0);
  return passOf(
    uniformMatrix(random, { rows: 10, columns: 20 }, 0.3),
    uniformMatrix(random, { rows: 20, columns: 10 }, 0.3),
  );
}

Deno.test("layerLoops() knows the abscissa of each layer's loop", () => {
  const pass = randomPass();
  const [layer] = pass.hidden;
  layer.B.data.set(transpose(layer.W, -1).data);
  const before = copy(layer.B);
  const { series, events } = keep(layerLoops(pass, DI, settings)[0]);
  assertEquals(layer.B, before);
  assertEquals(events, []);
  const { value } = series.spectral_abscissa_1;
  assertClose(value, [spectralAbscissa({ ...layer, leak })], 1e-14);
});

Deno.test("layerLoops() knows feedback that makes a loop stable", () => {
  const pass = randomPass();
  const [layer] = pass.hidden;
  assert(spectralAbscissa({ ...layer, leak }) > 0);
  const [loop] = layerLoops(pass, DI, settings);
  const { end, series, events: [event] } = keep(loop);
  const [abscissa] = series.spectral_abscissa_1.value;
  assert(abscissa < 0);
  assertEquals(abscissa, spectralAbscissa({ ...layer, leak }));
  assertEquals([event.iteration, event.event], [7, "repaired"]);
  assert(event.detail.includes(`to ${abscissa} in `));
  assertEquals(end, null);
});

Deno.test("layerLoops() gives up repairing after the attempts of its settings", () => {
  const [loop] = layerLoops(randomPass(), DI, {
    ...settings,
    optimisationMaximumSteps: 10,
    repairAttempts: 1,
  });
  assertEquals(keep(loop).end?.status, "unstable");
});

Deno.test("layerLoops() has no abscissa where weights are not finite", () => {
  const pass = randomPass();
  pass.hidden[0].W.data[0] = Infinity;
  const { end, series } = keep(layerLoops(pass, DI, settings)[0]);
  assertEquals(end?.status, "diverged");
  assertEquals(series, {});
});

Deno.test("createAngles() leaves out an angle to an error that is zero", () => {
  const trace = new TraceRecorder();
  createAngles(randomPass(), { leak }, ["NDI", "PBP"])(trace, 0);
  const { series } = trace.finish({ status: "finished" });
  assertEquals(Object.keys(series), ["angle_feedback_1"]);
});
