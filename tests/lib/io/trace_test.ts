import { assertEquals } from "@std/assert";
import {
  decodeSeries,
  encodeOutcome,
  seriesArrays,
  type Trace,
  TraceRecorder,
} from "../../../lib/io/trace.ts";

Deno.test("TraceRecorder keeps each metric with the iterations it was measured at", () => {
  const recorder = new TraceRecorder();
  recorder.record("error", 0, 5);
  recorder.record("angle_ndi_1", 0, 30);
  recorder.record("error", 10, 4);
  assertEquals(recorder.finish({ status: "finished" }).series, {
    error: {
      iteration: Float64Array.of(0, 10),
      value: Float64Array.of(5, 4),
    },
    angle_ndi_1: { iteration: Float64Array.of(0), value: Float64Array.of(30) },
  });
});

Deno.test("TraceRecorder keeps events in order, and the outcome", () => {
  const recorder = new TraceRecorder();
  recorder.note(3, "repaired", "feedback 1");
  recorder.note(3, "repaired", "feedback 2");
  const outcome = {
    status: "unstable",
    iteration: 4,
    reason: "loop 1",
  } as const;
  const trace = recorder.finish(outcome);
  assertEquals(trace.outcome, outcome);
  assertEquals(trace.events, [
    { iteration: 3, event: "repaired", detail: "feedback 1" },
    { iteration: 3, event: "repaired", detail: "feedback 2" },
  ]);
});

Deno.test("TraceRecorder goes on from what was recorded before", () => {
  const first = new TraceRecorder();
  first.record("error", 0, 3);
  const second = new TraceRecorder(first.series());
  second.record("error", 1, 2);
  first.record("error", 1, 2);
  assertEquals(second.series(), first.series());
});

const series: Trace["series"] = {
  error: { iteration: Float64Array.of(0, 10), value: Float64Array.of(2, 1e-9) },
  test_error: { iteration: Float64Array.of(), value: Float64Array.of() },
};

Deno.test("seriesArrays() names two arrays for each metric", () => {
  assertEquals(seriesArrays({ error: series.error }), {
    "error.iteration": { shape: [2], data: Float64Array.of(0, 10) },
    "error.value": { shape: [2], data: Float64Array.of(2, 1e-9) },
  });
});

Deno.test("decodeSeries() gives back what seriesArrays() was given", () => {
  assertEquals(decodeSeries(seriesArrays(series)), series);
});

Deno.test("encodeOutcome() says how a model ended, as JSON", () => {
  const outcome = { status: "finished" } as const;
  const event = { iteration: 3, event: "repair", detail: "once" };
  assertEquals(
    JSON.parse(encodeOutcome("DI", { outcome, events: [event] })),
    { model: "DI", outcome, events: [event] },
  );
});
