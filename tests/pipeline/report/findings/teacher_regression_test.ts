import { assertEquals, assertStringIncludes } from "@std/assert";
import { endsOf } from "../../../../lib/statistics/ends.ts";
import type { Found } from "../../../../pipeline/report/findings/finding.ts";
import { findingText } from "../../../../pipeline/report/findings/findings.ts";
import { resultsOf, run } from "../../figures/results.ts";

const experiment = "nonlinear-regression-teacher";

/** What models end with, of an error of 100 before training whose part about the mean is 80. */
function found(
  ends: Record<string, readonly [error: number, centred: number]>,
  seeds: readonly number[],
): Found {
  const runs = Object.entries(ends).flatMap(([model, [error, centred]]) =>
    seeds.flatMap((seed) => [
      run(model, seed, {
        ...{ length: 2, every: 1000 },
        value: (k) => (k === 0 ? 100 : error) * 2 ** seed,
      }),
      run(model, seed, {
        ...{ metric: "centred_error", length: 2, every: 1000 },
        value: (k) => (k === 0 ? 80 : centred) * 2 ** seed,
      }),
    ])
  );
  const { summary, curves, runs: all } = resultsOf(runs, { experiment });
  const models = summary.models.map(({ name }) => name);
  return {
    summaries: { [experiment]: summary },
    curves: { [experiment]: curves },
    ends: { [experiment]: endsOf(all, { experiment, seeds, models }) },
    sweeps: {},
  };
}

const ends = {
  BP: [40, 32],
  FA: [30, 24],
  PBP: [10, 8],
  DI: [20, 16],
  "DI-2": [16, 12],
  SDI: [20, 20],
  GN: [12.5, 4],
} as const;

Deno.test("the finding on the teacher tells what depends on inputs, what is left of it, and errors beside one another", () => {
  const text = findingText(experiment, found(ends, [0]));
  assertStringIncludes(
    text,
    "before training 80.0\u00a0% is about the mean answer",
  );
  assertStringIncludes(text, "BP has 40.0\u00a0% of this still to learn");
  assertStringIncludes(
    text,
    "PBP 10.0\u00a0%, DI 20.0\u00a0%, SDI 25.0\u00a0%",
  );
  assertStringIncludes(text, "(GN) 5.0\u00a0%: means from seed 0 alone.");
  assertStringIncludes(text, "ends with 0.5 (DI) and 0.4 (DI-2) times");
  assertStringIncludes(text, "PBP with 0.25, GN with 0.313 and FA with 0.75");
  assertStringIncludes(
    text,
    "After 1000 examples the squared error of DI is 20.0\u00a0% of what it was before training, that of BP 40.0\u00a0%.",
  );
});

Deno.test("the finding on the teacher averages seeds of unlike size by their ratios", () => {
  const text = findingText(experiment, found(ends, [0, 1, 2]));
  assertStringIncludes(text, "BP has 40.0\u00a0% of this");
  assertStringIncludes(text, "means over 3 seeds.");
});

Deno.test("the finding on the teacher says of how many seeds the end is, and none of a model that did not come so far", () => {
  const lost = found(ends, [0, 1, 2]);
  lost.curves[experiment].SDI.centred_error.count.set([3, 2]);
  const text = findingText(experiment, lost);
  assertStringIncludes(text, "SDI 25.0\u00a0% (2 of 3 seeds) and");
  lost.curves[experiment].SDI.centred_error.iteration.set([0, 900]);
  assertEquals(findingText(experiment, lost).includes("SDI"), false);
});

Deno.test("the finding on the teacher says nothing of what was not measured", () => {
  const { BP: _, ...others } = ends;
  const text = findingText(experiment, found(others, [0]));
  assertEquals(text, "");
  const short = found(ends, [0]);
  short.curves[experiment].DI.error.iteration.set([0, 119]);
  assertEquals(findingText(experiment, short).includes("1000"), false);
});
