import { assertEquals } from "@std/assert";
import type { Outcome } from "../../../lib/io/trace.ts";
import {
  bestPoint,
  pointText,
  sweepColumns,
  sweepRows,
  type SweptPoint,
  sweptPoint,
  sweptRun,
} from "../../../lib/statistics/sweep.ts";
import { withErrorLeft } from "../../../lib/statistics/error_left.ts";
import { runOf } from "./runs.ts";

const diverged: Outcome = {
  status: "diverged",
  iteration: 2,
  reason: "made up",
};

/** The trace of errors measured at 0, 1, 2 … */
const traceOf = (error: number[], outcome?: Outcome) =>
  withErrorLeft(runOf("DI", 0, { error }, outcome).trace);

/** A point whose seeds ended with these shares of the error left; null did not finish. */
function point(
  values: SweptPoint["values"],
  ...left: (number | null)[]
): SweptPoint {
  const runs = left.map((share, seed) =>
    sweptRun(
      seed,
      share === null ? traceOf([4, 5], diverged) : traceOf([4, 4 * share]),
      "error_left",
    )
  );
  return sweptPoint(values, runs, "error_left");
}

Deno.test("sweptRun() has the last value and the least", () => {
  assertEquals(sweptRun(3, traceOf([8, 1, 2]), "error_left"), {
    ...{ seed: 3, status: "finished", iteration: 2, final: .25, lowest: .125 },
  });
});

Deno.test("sweptRun() says how a run ended that did not finish, measured nothing or is missing", () => {
  assertEquals(sweptRun(0, traceOf([8, 16], diverged), "error_left"), {
    ...{ seed: 0, status: "diverged", iteration: 1, final: 2, lowest: 1 },
  });
  const { trace } = runOf("DI", 0, {}, diverged);
  assertEquals(sweptRun(0, trace, "error_left"), {
    ...{ seed: 0, status: "diverged", iteration: 2, final: null, lowest: null },
  });
  assertEquals(sweptRun(0, null, "error_left"), {
    ...{ seed: 0, status: "missing", iteration: null },
    ...{ final: null, lowest: null },
  });
});

Deno.test("sweptPoint() averages errors geometrically, over the seeds that finished", () => {
  const { final } = point({ eta: .1 }, .01, .0001, null);
  assertEquals(final.count, 2);
  assertEquals(Math.round(1e9 * final.mean!), 1e6);
});

Deno.test("bestPoint() has the least mean over seeds", () => {
  const points = [
    point({ eta: .1 }, .5, .5),
    point({ eta: .2 }, .01, .9),
    point({ eta: .3 }, .3, .4),
  ];
  assertEquals(bestPoint(points), 1); // √(.01 × .9) is the least
});

Deno.test("bestPoint() is that of the smaller eta where means are equal, then the first", () => {
  const tie = [
    point({ eta: .3, leak: 0 }, .25),
    point({ eta: .1, leak: .1 }, .25),
    point({ eta: .1, leak: .2 }, .25),
    point({ eta: .2, leak: 0 }, .25),
  ];
  assertEquals(bestPoint(tie), 1);
  assertEquals(bestPoint([point({ leak: 1 }, .5), point({ leak: 0 }, .5)]), 0);
});

Deno.test("bestPoint() is none at which a seed did not finish", () => {
  const points = [
    point({ eta: .1 }, .1, null),
    point({ eta: .2 }, .2, .2),
    point({ eta: .3 }, null, null),
  ];
  assertEquals(bestPoint(points), 1);
  assertEquals(bestPoint([points[0], points[2]]), null);
  assertEquals(bestPoint([]), null);
});

Deno.test("pointText() names a point", () => {
  assertEquals(pointText({ eta: 1e-4, leak: 0 }), "eta 0.0001, leak 0");
});

const rest = { experiment: "x", model: "BP", eta: .1, leak: null, seed: 0 };

Deno.test("sweepRows() has each metric at its end, and the least measure", () => {
  const row = { ...rest, status: "finished" };
  assertEquals(sweepRows(traceOf([8, 1, 2]), "error_left", rest), [
    { ...row, iteration: 2, metric: "error", value: 2 },
    { ...row, iteration: 2, metric: "error_left", value: .25 },
    { ...row, iteration: 1, metric: "lowest_error_left", value: .125 },
  ]);
});

Deno.test("sweepRows() has a row of a run that measured nothing, or is missing", () => {
  const { trace } = runOf("BP", 0, {}, diverged);
  const metric = "error_left", value = NaN;
  assertEquals(sweepRows(trace, "error_left", rest), [
    { ...rest, status: "diverged", iteration: 2, metric, value },
  ]);
  assertEquals(sweepRows(null, "error_left", rest), [
    { ...rest, status: "missing", iteration: null, metric, value },
  ]);
});

Deno.test("sweepColumns() puts what is swept after the model", () => {
  assertEquals(sweepColumns([{ key: "eta" }, { key: "leak" }]), [
    ...["experiment", "model", "eta", "leak", "seed", "status"],
    ...["iteration", "metric", "value"],
  ]);
});
