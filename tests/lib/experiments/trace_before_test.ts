import { assertEquals } from "@std/assert";
import { traceBefore } from "../../../lib/experiments/trace_before.ts";
import { TraceRecorder } from "../../../lib/io/trace.ts";

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
