import { assertEquals } from "@std/assert";
import {
  keepStable,
  type WatchedLoop,
} from "../../../lib/experiments/watched_loop.ts";
import { TraceRecorder } from "../../../lib/io/trace.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

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
