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

const rowsOf = (...ends: Ends[]) =>
  headlineTable(ends.map((one) => ({ title: one.experiment, ends: one })))
    .text.replaceAll("\u00a0", " ").split("<tr>").slice(1);

Deno.test("the headline has a row a model and a column a task, of medians with their intervals", () => {
  const [head, bp, di, sdi] = rowsOf(first, second);
  assertStringIncludes(head, "training set; 5 seeds</small>");
  assertStringIncludes(head, "training set; one seed</small>");
  assertStringIncludes(
    bp,
    "<td>6.00 × 10⁻⁷ <small>4.00 × 10⁻⁷ to 8.00 × 10⁻⁷</small></td>",
  );
  assertStringIncludes(bp, "<strong>0.125 <em>best</em></strong></td></tr>");
  assertStringIncludes(di, "<td>—</td></tr>");
  assertStringIncludes(sdi, "<td>0.5</td></tr>");
});

Deno.test("the headline marks the best of each task in words, and says how many seeds are lost", () => {
  const [, , di] = rowsOf(first);
  assertStringIncludes(di, "<strong>2.00 × 10⁻⁷ <em>best</em></strong>");
  assertStringIncludes(di, "<small>1 of 5 lost</small>");
});

Deno.test("where a task's models are all lost none is best", () => {
  const [, bp] = rowsOf(made("linear-regression", { BP: [null] }));
  assertEquals(bp.includes("best"), false);
  assertStringIncludes(bp, "<td>— <small>1 of 1 lost</small></td>");
});

Deno.test("there is no headline where no error was measured", () => {
  const experiments = [{ name: "a", title: "A", label: "" }];
  assertEquals(headlineSections({ experiments }, { ends: { a: null } }), []);
});
