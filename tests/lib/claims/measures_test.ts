import { assertEquals } from "@std/assert";
import {
  isStabilityLoss,
  meanIn,
  stabilityLosses,
  valueIn,
} from "../../../lib/claims/measures.ts";
import type { Trace } from "../../../lib/io/trace.ts";

const trace: Trace = {
  series: {
    error: {
      iteration: Float64Array.of(0, 10, 20, 30),
      value: Float64Array.of(8, 4, 2, 1),
    },
  },
  events: [{ iteration: 12, event: "repaired", detail: "" }],
  outcome: { status: "finished" },
};
const ended: Trace = {
  ...trace,
  outcome: { status: "unstable", iteration: 31, reason: "made up" },
};

Deno.test("valueIn() is the last value measured in a span", () => {
  assertEquals(valueIn("error", [5, 25]).of(trace), 2);
  assertEquals(valueIn("error", [10, 10]).of(trace), 4);
});

Deno.test("valueIn() says why there is none", () => {
  assertEquals(
    valueIn("error", [11, 19]).of(trace),
    "was not measured between iterations 11 and 19",
  );
  assertEquals(valueIn("angle_ndi_1", [0, 9]).of(trace), "has no angle ndi 1");
  assertEquals(
    valueIn("error", [40, 40]).of(trace),
    "was trained to iteration 30, and this is about iteration 40",
  );
  assertEquals(
    valueIn("error", [40, 40]).of(ended),
    "unstable at iteration 31: made up",
  );
});

Deno.test("meanIn() is the mean of what was measured in a span", () => {
  assertEquals(meanIn("error", [10, 30]).of(trace), 7 / 3);
});

Deno.test("meanIn() wants the whole span", () => {
  assertEquals(
    meanIn("error", [10, 31]).of(trace),
    "was trained to iteration 30, and this is about iteration 31",
  );
});

Deno.test("stabilityLosses() counts them up to an iteration", () => {
  assertEquals(stabilityLosses(30).of(trace), 1);
  assertEquals(stabilityLosses(11).of(trace), 0);
});

Deno.test("stabilityLosses() counts one that did happen however short the run, and none only of a whole one", () => {
  assertEquals(stabilityLosses(99).of(trace), 1);
  assertEquals(
    stabilityLosses(99).of({ ...trace, events: [] }),
    "was trained to iteration 30, and this is about iteration 99",
  );
});

Deno.test("isStabilityLoss() knows a loop that was mended and one that could not be", () => {
  const event = (event: string) => ({ iteration: 0, event, detail: "" });
  assertEquals(
    ["repaired", "not repaired", "least squares", "collapsed"].map((name) =>
      isStabilityLoss(event(name))
    ),
    [true, true, false, false],
  );
});
