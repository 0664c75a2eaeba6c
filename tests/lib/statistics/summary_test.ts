import { assertEquals } from "@std/assert";
import { summariesOf } from "../../../lib/statistics/summary.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import { runOf } from "./runs.ts";

const diverged = {
  status: "diverged",
  iteration: 1,
  reason: "made up",
} as const;
const runs = [
  runOf("BP", 0, { test_error: [.9, .5, .25] }),
  runOf("BP", 1, { test_error: [.9, .5, .75] }),
  runOf("FA", 0, { test_error: [.9, .5, .4] }),
  runOf("FA", 1, { test_error: [.9, .6] }, diverged),
  runOf("DI", 0, { test_error: [.9, NaN] }, diverged),
];
const [BP, FA, DI] = summariesOf(runs, { models: ["BP", "FA", "DI"] });

Deno.test("summariesOf() estimates final values over seeds", () => {
  assertEquals(BP.final.test_error, estimate([.25, .75], "arithmetic"));
});

Deno.test("summariesOf() counts only the seeds that came to the end", () => {
  assertEquals(FA.final.test_error, {
    mean: .4,
    low: NaN,
    high: NaN,
    count: 1,
  });
  assertEquals(DI.final.test_error, {
    mean: NaN,
    low: NaN,
    high: NaN,
    count: 0,
  });
});

Deno.test("summariesOf() lets a model that stands apart end where it ends, and the others where they do", () => {
  const longer = runOf("long", 0, { test_error: [.9, .8, .7, .6] });
  const shorter = runOf("short", 0, { test_error: [.9, .8] });
  const broken = runOf("broken", 0, { test_error: [.9, .8] }, diverged);
  const models = ["BP", "long", "short", "broken"];
  const summaries = summariesOf([...runs, longer, shorter, broken], {
    models,
    apart: models.slice(1),
  });
  assertEquals(summaries[0], BP);
  assertEquals(
    summaries.map(({ final: { test_error } }) => test_error.count),
    [2, 1, 1, 0],
  );
  assertEquals(
    summaries.slice(1, 3).map(({ final: { test_error } }) => test_error.mean),
    [.6, .8],
  );
});

Deno.test("summariesOf() keeps every seed's outcome", () => {
  assertEquals(FA.outcomes, [
    { seed: 0, outcome: { status: "finished" }, events: [] },
    { seed: 1, outcome: diverged, events: [] },
  ]);
});
