import { assertEquals, assertThrows } from "@std/assert";
import { decodeArrays } from "../../../lib/io/arrays.ts";
import type { Trace } from "../../../lib/io/trace.ts";
import {
  decodeSeries,
  encodeOutcome,
  encodeSeries,
} from "../../../lib/io/trace_archive.ts";

const series: Trace["series"] = {
  error: { iteration: Float64Array.of(0, 10), value: Float64Array.of(2, 1e-9) },
  test_error: { iteration: Float64Array.of(), value: Float64Array.of() },
};

Deno.test("encodeSeries() names two arrays for each metric", () => {
  const { error } = decodeSeries(decodeArrays(encodeSeries(series)));
  assertEquals(decodeArrays(encodeSeries({ error })), {
    "error.iteration": { shape: [2], data: Float64Array.of(0, 10) },
    "error.value": { shape: [2], data: Float64Array.of(2, 1e-9) },
  });
});

Deno.test("decodeSeries() gives back what encodeSeries() was given", () => {
  assertEquals(decodeSeries(decodeArrays(encodeSeries(series))), series);
});

Deno.test("decodeSeries() refuses a metric with too few values", () => {
  const arrays = decodeArrays(encodeSeries(series));
  const { "error.value": _, ...without } = arrays;
  assertThrows(
    () => decodeSeries(without),
    RangeError,
    "Cannot read error: it has 2 iterations and 0 values",
  );
});

Deno.test("encodeOutcome() says how a model ended, as JSON", () => {
  const outcome = { status: "finished" } as const;
  const event = { iteration: 3, event: "repair", detail: "once" };
  assertEquals(
    JSON.parse(encodeOutcome("DI", { outcome, events: [event] })),
    { model: "DI", outcome, events: [event] },
  );
});
