import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Outcome } from "../../../lib/io/trace.ts";
import { endsOf } from "../../../lib/statistics/ends.ts";
import { endsTables } from "../../../pipeline/report/ends_tables.ts";
import { markup } from "../../../pipeline/report/markup.ts";

/** The tables of errors by model and seed; a seed without one diverged. */
function tablesOf(errors: Record<string, (number | null)[]>): string {
  const models = Object.keys(errors);
  const seeds = errors[models[0]].map((_, seed) => seed);
  const runs = models.flatMap((model) =>
    seeds.map((seed) => {
      const end = errors[model][seed];
      const outcome: Outcome = end === null
        ? { status: "diverged", iteration: 1, reason: "made up" }
        : { status: "finished" };
      const error = {
        iteration: Float64Array.of(0, 9),
        value: Float64Array.of(1, end ?? 7),
      };
      return { model, seed, trace: { series: { error }, outcome, events: [] } };
    })
  );
  const ends = endsOf(runs, { experiment: "linear-regression", models, seeds });
  return markup`${endsTables(ends)}`.text.replaceAll("\u00a0", " ");
}

const errors = {
  BP: [.4, .5, .6, .7, .8],
  DI: [.1, .2, .2, .2, null],
};

Deno.test("endsTables() shows middle and spread of every model, the least median in bold", () => {
  const text = tablesOf(errors);
  assertStringIncludes(
    text,
    '<th scope="row">BP</th><td>0.6 (0.4 to 0.8)</td>',
  );
  assertStringIncludes(text, '<th scope="row">DI</th><td><strong>0.2');
  assertStringIncludes(text, "<td>0.4 to 0.8</td><td>0</td>");
  assertStringIncludes(text, '<th scope="col">Geometric mean</th>');
});

Deno.test("endsTables() counts lost seeds, and an interval that ends among them has no upper end", () => {
  const text = tablesOf(errors);
  assertStringIncludes(text, "<td>0.1 to 0.2</td><td>1 of 5</td>");
  assertStringIncludes(text, "<strong>0.2 (from 0.1)</strong>");
});

Deno.test("endsTables() compares every pair, and says what so few seeds cannot tell", () => {
  const text = tablesOf(errors);
  assertStringIncludes(text, '<th scope="row">BP, DI</th><td>1 of 5</td>');
  assertStringIncludes(text, "With 5 seeds no order");
});

Deno.test("endsTables() is empty where one seed alone was run", () => {
  assertEquals(tablesOf({ BP: [.4], DI: [.1] }), "");
  assertEquals(endsTables(null), "");
});
