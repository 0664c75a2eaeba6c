import { assertEquals } from "@std/assert";
import { decodeArrays } from "../../lib/arrays.ts";
import { TraceRecorder } from "../../lib/trace.ts";
import { encodeOutcome, encodeSeries } from "../../lib/trace_archive.ts";

const recorder = new TraceRecorder();
recorder.record("error", 0, 5);
recorder.record("error", 10, 4);
recorder.note(10, "repaired", "feedback 1");
const trace = recorder.finish({ status: "finished" });

Deno.test("encodeSeries() names two arrays for each metric", () => {
  assertEquals(decodeArrays(encodeSeries(trace.series)), {
    "error.iteration": { shape: [2], data: Float64Array.of(0, 10) },
    "error.value": { shape: [2], data: Float64Array.of(5, 4) },
  });
});

Deno.test("encodeOutcome() is JSON with the model, the outcome and the events", () => {
  assertEquals(JSON.parse(encodeOutcome("DI", trace)), {
    model: "DI",
    outcome: { status: "finished" },
    events: [{ iteration: 10, event: "repaired", detail: "feedback 1" }],
  });
});
