import { assertEquals } from "@std/assert";
import { withErrorLeft } from "../../../lib/statistics/error_left.ts";
import { runOf } from "./runs.ts";

Deno.test("withErrorLeft() is the share of the first error, and leaves a trace without errors", () => {
  const { series } = withErrorLeft(runOf("DI", 0, { error: [8, 4, 1] }).trace);
  assertEquals([...series.error_left.value], [1, .5, .125]);
  assertEquals(series.error_left.iteration, series.error.iteration);
  const { trace } = runOf("BP", 0, { test_error: [.5] });
  assertEquals(withErrorLeft(trace), trace);
});
