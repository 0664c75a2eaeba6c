import { assertEquals, assertStringIncludes } from "@std/assert";
import { type Ends, endsOf } from "../../../lib/statistics/ends.ts";
import {
  headlineSections,
  headlineTable,
} from "../../../pipeline/report/headline_table.ts";

/** Ends of made-up runs by model and seed; a seed without a value diverged. */
function made(experiment: string, values: Record<string, (number | null)[]>) {
  const models = Object.keys(values);
  const seeds = values[models[0]].map((_, seed) => seed);
  const runs = models.flatMap((model) =>
    seeds.map((seed) => {
      const value = values[model][seed];
      const error = {
        iteration: Float64Array.of(0, 9),
        value: Float64Array.of(1, value ?? 7),
      };
      const outcome = value === null
        ? { status: "diverged", iteration: 1, reason: "made up" } as const
        : { status: "finished" } as const;
      return { model, seed, trace: { series: { error }, outcome, events: [] } };
    })
  );
  return endsOf(runs, { experiment, models, seeds })!;
}

const first = made("linear-regression", {
  BP: [4e-7, 5e-7, 6e-7, 7e-7, 8e-7],
  DI: [1e-7, 2e-7, 2e-7, 2e-7, null],
});
const second = made("nonlinear-regression", { BP: [.125], SDI: [.5] });

/** The table, of runs of which these models collapsed from the first of their seeds. */
const tableOf = (collapsed: Record<string, number>, ...ends: Ends[]) =>
  headlineTable(ends.map((one) => ({
    title: one.experiment,
    ends: one,
    summary: {
      models: Object.entries(collapsed).map(([name, count]) => ({
        ...{ name, final: {} },
        outcomes: one.seeds.map((seed) => ({
          ...{ seed, outcome: { status: "finished" as const } },
          events: seed < count
            ? [{ iteration: 1, event: "collapsed", detail: "made up" }]
            : [],
        })),
      })),
    },
  })));

const rowsOf = (...ends: Ends[]) =>
  tableOf({}, ...ends)
    .text.replaceAll("\u00a0", " ").split("<tr>").slice(1);

Deno.test("the headline has a row a model and a column a task, of medians with their intervals", () => {
  const [head, bp, di, sdi] = rowsOf(first, second);
  assertStringIncludes(head, "training set; 5 seeds</small>");
  assertStringIncludes(head, "training set; one seed</small>");
  assertStringIncludes(
    bp,
    "<td>6.00 × 10⁻⁷ <small>4.00 × 10⁻⁷ to 8.00 × 10⁻⁷</small></td>",
  );
  assertStringIncludes(
    bp,
    "<strong>0.125 <small>lowest</small></strong></td></tr>",
  );
  assertStringIncludes(di, "<td>—</td></tr>");
  assertStringIncludes(sdi, "<td>0.5</td></tr>");
});

Deno.test("the headline marks the lowest of each task in words, and says how many seeds are lost", () => {
  const [, , di] = rowsOf(first);
  assertStringIncludes(
    di,
    "<strong>2.00 × 10⁻⁷ <small>lowest</small></strong>",
  );
  assertStringIncludes(di, "<small>1 of 5 lost</small>");
});

Deno.test("the lowest is called best if it is told from every other model, not from some", () => {
  const seeds = Array.from({ length: 12 }, (_, seed) => seed);
  const ends = (third: (seed: number) => number) =>
    rowsOf(made("linear-regression", {
      BP: seeds.map((seed) => 3 + seed),
      FA: seeds.map((seed) => 1 + seed / 9),
      DI: seeds.map((seed) => third(seed)),
    }))[2];
  assertStringIncludes(ends((seed) => 2 + seed), "<em>best</em>");
  const tied = ends((seed) => 1.1 + seed / 9 - (seed % 3 === 0 ? .2 : 0));
  assertStringIncludes(tied, "<small>lowest</small>");
});

Deno.test("the headline says how many seeds of a model collapsed", () => {
  const rows = (ends: Ends, count: number) =>
    tableOf({ BP: count }, ends).text.split("<tr>")[2];
  assertStringIncludes(rows(first, 2), "<small>2 of 5 collapsed</small>");
  assertStringIncludes(rows(second, 1), "<small>collapsed</small>");
  assertEquals(rows(first, 0).includes("collapsed"), false);
});

Deno.test("where a task's models are all lost none is best", () => {
  const [, bp] = rowsOf(made("linear-regression", { BP: [null] }));
  assertEquals(/best|lowest/.test(bp), false);
  assertStringIncludes(bp, "<td>— <small>1 of 1 lost</small></td>");
});

Deno.test("there is no headline where no error was measured", () => {
  const experiments = [{ name: "a", title: "A", label: "" }];
  const results = { ends: { a: null }, summaries: {} };
  assertEquals(headlineSections({ experiments }, results), []);
});
