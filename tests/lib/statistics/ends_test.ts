import { assert, assertEquals } from "@std/assert";
import type { Outcome } from "../../../lib/io/trace.ts";
import { encodeTable } from "../../../lib/io/table.ts";
import {
  endColumns,
  endRows,
  type Ends,
  endsOf,
} from "../../../lib/statistics/ends.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import { limitsOf } from "../../../lib/statistics/limits.ts";
import type { Run } from "../../../lib/statistics/run.ts";
import { assertClose } from "./close.ts";
import golden from "./golden.json" with { type: "json" };
import { runOf } from "./runs.ts";

const unstable: Outcome = {
  status: "unstable",
  iteration: 1,
  reason: "made up",
};

/** The runs of a model whose metric ends so, seed by seed; null is lost. */
const runsOf = (model: string, metric: string, ends: (number | null)[]) =>
  ends.map((end, seed) =>
    end === null
      ? runOf(model, seed, { [metric]: [9, 8] }, unstable)
      : runOf(model, seed, { [metric]: [9, 8, end] })
  );

function ends(runs: Run[], count = 20): Ends {
  const models = [...new Set(runs.map(({ model }) => model))];
  const seeds = Array.from({ length: count }, (_, seed) => seed);
  return endsOf(runs, { experiment: "made-up", models, seeds })!;
}

for (const { values, mean, median, iqm } of golden.samples) {
  Deno.test(`endsOf() agrees with NumPy and SciPy on ${values.length} test errors to 1e-14`, () => {
    const runs = runsOf("BP", "test_error", values);
    const [model] = ends(runs, values.length).models;
    assertClose(model.mean.value!, mean, 1e-14);
    assertClose(model.median.value!, median, 1e-14);
    assertClose(model.iqm.value!, iqm, 1e-14);
    assertEquals(model.min, Math.min(...values));
    assertEquals(model.max, Math.max(...values));
  });
}

Deno.test("endsOf() averages the test error where there is one, and squared errors geometrically", () => {
  const values = [1, 2, 4, 8, 1024];
  const both = ends([
    ...runsOf("BP", "error", values),
    ...runsOf("FA", "test_error", values),
  ], 5);
  assertEquals(both.metric, "test_error");
  assertEquals(both.models[0].lost, 5);
  const { metric, models: [model] } = ends(runsOf("BP", "error", values), 5);
  assertEquals(metric, "error");
  const { mean, low, high } = estimate(values, "geometric");
  assertEquals(model.mean, { value: mean, low, high });
  assertEquals(model.median.value, 4);
  assertClose(model.iqm.value!, 4);
});

Deno.test("endsOf() keeps values, statuses and the iteration of the end, by seed", () => {
  const runs = runsOf("BP", "error", [3, null, 5]);
  const { models: [model], seeds } = ends(runs, 4);
  assertEquals(seeds, [0, 1, 2, 3]);
  assertEquals(model.values, [3, null, 5, null]);
  assertEquals(model.statuses, [
    ...["finished", "unstable", "finished", "missing"],
  ]);
  assertEquals([model.iteration, model.lost], [2, 1]);
});

Deno.test("endsOf() counts a lost seed as worse than every other, but in the mean", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8];
  const complete = ends(runsOf("BP", "test_error", values), 8).models[0];
  const { models: [model] } = ends(
    runsOf("BP", "test_error", [...values.slice(0, 7), null]),
    8,
  );
  assertEquals(model.median.value, complete.median.value);
  assertEquals(model.iqm.value, complete.iqm.value);
  assertEquals(model.mean.value, 4);
  assertEquals([model.min, model.max, model.lost], [1, 7, 1]);
  // as if it ended at infinity: the upper end may lie beyond what is finite
  assertEquals(model.median.low, complete.median.low);
  const [lost] = ends(
    runsOf("BP", "test_error", [1, 2, 3, null, null, null, null, null]),
    8,
  ).models;
  assertEquals([lost.median.value, lost.median.high], [null, null]);
  assert(lost.median.low! <= 3);
});

Deno.test("endsOf() of a model that never finished or was not run has no numbers", () => {
  const nothing = { value: null, low: null, high: null };
  const { models: [, never, none] } = endsOf(
    [
      ...runsOf("BP", "error", [1, 2, 3, 4, 5]),
      ...runsOf("DI", "error", [null, null, null, null, null]),
    ],
    {
      experiment: "made-up",
      models: ["BP", "DI", "FA"],
      seeds: [0, 1, 2, 3, 4],
    },
  )!;
  for (const model of [never, none]) {
    assertEquals([model.mean, model.median, model.iqm], [
      ...[nothing, nothing, nothing],
    ]);
    assertEquals([model.min, model.max, model.iteration], [null, null, null]);
  }
  assertEquals([never.lost, none.lost], [5, 0]);
});

for (const [count, middle] of [[1, 8], [2, 5], [3, 4], [4, 4.5]]) {
  Deno.test(`endsOf() has no interval of median and interquartile mean from ${count} of few seeds, and says so`, () => {
    const runs = ["BP", "FA"].flatMap((model) =>
      runsOf(model, "test_error", [8, 2, 4, 5].slice(0, count))
    );
    const { models: [{ mean, median, iqm }], limits } = ends(runs, count);
    assertEquals(mean.low === null, count === 1);
    assertEquals(median, { value: middle, low: null, high: null });
    assertEquals([iqm.low, iqm.high], [null, null]);
    assertEquals(iqm.value, count < 4 ? mean.value : middle);
    assertEquals(limits, limitsOf(count, 1));
    assert(limits.length > 0);
  });
}

Deno.test("endsOf() counts for its limits the seeds that were run", () => {
  assertEquals(ends(runsOf("BP", "error", [1, 2]), 20).limits, limitsOf(2, 0));
});

Deno.test("endsOf() is nothing of runs that measured no error", () => {
  const none = endsOf([runOf("BP", 0, { angle: [1] })], {
    ...{ experiment: "made-up", models: ["BP"], seeds: [0] },
  });
  assertEquals(none, null);
});

Deno.test("endsOf() of runs that were lost before they measured an error counts them", () => {
  const lost = runsOf("BP", "error", [null, null])
    .map((run) => ({ ...run, trace: { ...run.trace, series: {} } }));
  const { models } = endsOf(lost, {
    ...{ experiment: "made-up", models: ["BP"], seeds: [0, 1] },
  })!;
  assertEquals(models.map(({ lost, values }) => ({ lost, values })), [
    { lost: 2, values: [null, null] },
  ]);
});

Deno.test("endsOf() of 20 seeds of 13 models is JSON, the same every time", () => {
  const runs = Array.from(
    { length: 13 },
    (_, k) =>
      runsOf(
        `DI-${k}`,
        "error",
        Array.from({ length: 20 }, (_, seed) => {
          return Math.exp(10 * Math.sin(20 * k + seed));
        }),
      ),
  ).flat();
  const first = ends(runs);
  assertEquals(first.pairs.length, 78);
  assertEquals(JSON.parse(JSON.stringify(first)), first);
  assertEquals(ends(runs), first);
});

Deno.test("endRows() has a row for each model and seed, without a value where it is lost or missing", () => {
  const found = ends(runsOf("BP", "error", [.5, null]), 3);
  const table = encodeTable(endRows(found), endColumns);
  assertEquals(
    new TextDecoder().decode(table),
    `experiment,model,seed,status,metric,value
made-up,BP,0,finished,error,0.5
made-up,BP,1,unstable,error,
made-up,BP,2,missing,error,
`,
  );
});
