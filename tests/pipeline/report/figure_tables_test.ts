import { assertEquals } from "@std/assert";
import { endsOf } from "../../../lib/statistics/ends.ts";
import { figureTables } from "../../../pipeline/report/figure_tables.ts";
import { etas, leaks, madeUpSweep, twoModels } from "../figures/sweeps.ts";

Deno.test("figureTables() has every seed's end for a figure of ends, and nothing for one of curves", () => {
  const runs = [.5, 7].map((end, seed) => ({
    ...{ model: "BP", seed },
    trace: {
      series: {
        error: { iteration: Float64Array.of(9), value: Float64Array.of(end) },
      },
      outcome: seed === 0
        ? { status: "finished" as const }
        : { status: "diverged" as const, iteration: 9, reason: "" },
      events: [],
    },
  }));
  const ends = endsOf(runs, { experiment: "a", models: ["BP"], seeds: [0, 1] });
  const figures = ["ends-a", "figure-1"].map((name) => (
    { name, experiments: ["a"] }
  ));
  assertEquals(figureTables(figures, { ends: { a: ends }, sweeps: {} }), {
    "ends-a": {
      columns: ["model", "seed", "status", "error"],
      rows: [["BP", 0, "finished", .5], ["BP", 1, "diverged", null]],
    },
  });
});

Deno.test("figureTables() has every point of a sweep, empty for a setting that a model does not read", () => {
  const sweep = madeUpSweep([etas, leaks], twoModels);
  const name = "sweep-linear-regression";
  const figures = [{ name, experiments: [name] }];
  const { columns, rows } =
    figureTables(figures, { ends: {}, sweeps: { [name]: sweep } })[name];
  assertEquals(columns, [
    ...["model", "eta", "leak", "error_left", "low", "high"],
    ...["finished", "seeds"],
  ]);
  assertEquals(rows.length, 4 + 12);
  const [model, eta, leak, , , , ...counts] = rows[3];
  assertEquals([model, eta, leak, ...counts], ["BP", .1, null, 0, 3]);
});
