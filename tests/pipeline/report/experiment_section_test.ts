import { assert, assertStringIncludes } from "@std/assert";
import type { Summary } from "../../../lib/statistics/summary.ts";
import { finalTable } from "../../../pipeline/report/experiment_section.ts";

const models = { BP: [.0213, .00126], FA: [.02, 1.5e-5] };

const summary: Summary = {
  experiment: "mnist-classification",
  label: "test profile",
  settings: {},
  seeds: [0],
  models: Object.entries(models).map(([name, [test, train]]) => ({
    name,
    outcomes: [{ seed: 0, outcome: { status: "finished" }, events: [] }],
    final: {
      test_error: { mean: test, low: null, high: null, count: 1 },
      train_error: { mean: train, low: null, high: null, count: 1 },
    },
  })),
};

Deno.test("finalTable() of a classification shows both errors of every model in per cent, to two decimals", () => {
  const text = finalTable(summary).text.replaceAll("\u00a0", " ");
  const tests = text.indexOf(">test error (share of the test images)<");
  const trains = text.indexOf(
    ">training error (share of the training images)<",
  );
  assert(0 < tests && tests < trains);
  for (
    const [row, from, to] of [
      ['<th scope="row">BP</th><td>2.13 %</td>', tests, trains],
      ['<th scope="row">FA</th><td>2.00 %</td>', tests, trains],
      ['<th scope="row">BP</th><td>0.13 %</td>', trains, text.length],
      ['<th scope="row">FA</th><td>0.00 %</td>', trains, text.length],
    ] as const
  ) {
    assert(text.slice(from, to).includes(row), row);
  }
});

Deno.test("finalTable() says where its values are from, where iterations are no examples", () => {
  const where = "at the largest leak α";
  assertStringIncludes(
    finalTable(summary, where).text,
    `<summary>Every metric ${where}</summary>`,
  );
});
