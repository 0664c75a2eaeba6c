import { assertEquals, assertStringIncludes } from "@std/assert";
import { findingText } from "../../../../pipeline/report/findings/findings.ts";
import { resultsOf, run } from "../../figures/results.ts";

const leaks = [1e-6, .01];

/** The finding on runs in which every angle is that of its rule and leak, and seeds differ by tenths. */
function told(
  experiment: string,
  { models, seeds = [0] }: {
    models: Record<string, readonly [number, number]>;
    seeds?: readonly number[];
  },
): string {
  const metrics = ["start", "trained", "fixed"].flatMap((when) =>
    [1, 2].flatMap((layer) =>
      ["angle", "gain"].map((measure) => `${measure}_${when}_${layer}`)
    )
  );
  const runs = Object.entries(models).flatMap(([model, angles]) =>
    seeds.flatMap((seed) =>
      metrics.map((metric) => {
        const value = (k: number) => angles[k] + seed / 10;
        const made = run(model, seed, { metric, length: 2, value });
        made.trace.series[metric].iteration.set(leaks);
        return made;
      })
    )
  );
  const { summary, curves } = resultsOf(runs, { experiment });
  return findingText(experiment, {
    summaries: { [experiment]: summary },
    curves: { [experiment]: curves },
    ends: {},
    sweeps: {},
  });
}

/** With a leak of a millionth, and with the published one. */
const models = {
  BP: [60, 2],
  PBP: [1, 70],
  LGN: [35, 30],
  GN: [40, 80],
} as const;

Deno.test("the finding on the linear regression tells how the published leak and old feedback leave NDI", () => {
  const text = told("gauss-newton-linear", { models });
  assertStringIncludes(
    text,
    "the published leak of .01 points 2° from backpropagation and 80° from Gauss–Newton",
  );
  assertStringIncludes(text, "means from seed 0 alone.");
  assertStringIncludes(text, "(LGN) with as much damping: 30° away.");
  assertStringIncludes(text, "with a leak of a millionth still 40°.");
});

Deno.test("the finding on the nonlinear regression tells how far NDI is from backpropagation, and its length", () => {
  const text = told("gauss-newton-nonlinear", { models, seeds: [0, 1, 2] });
  assertStringIncludes(text, "points 2.1° (1.9° to\u00a02.3°) (layer 1)");
  assertStringIncludes(text, "from Gauss–Newton: means over 3 seeds.");
  assertStringIncludes(text, "Its length is then 2.1 (1.86 to");
  assertStringIncludes(text, "60.1° (59.9° to\u00a060.3°) from backpropag");
});

Deno.test("the finding on the other teacher tells that NDI is pseudobackprop, and not Gauss–Newton", () => {
  const text = told("gauss-newton-teacher", { models });
  assertStringIncludes(
    text,
    "points 1° (layer 1) and 1° (layer 2) from pseudobackprop, 35° and 35° from layerwise Gauss–Newton, and 40° and 40° from that of the network",
  );
  assertStringIncludes(text, "in layer 1, 2° from backpropagation and 80°");
  assertStringIncludes(text, "even a leak of a millionth leaves 1° to");
});

Deno.test("the findings beside Gauss–Newton say nothing of rules that were not compared", () => {
  for (const task of ["linear", "nonlinear", "teacher"]) {
    const text = told(`gauss-newton-${task}`, { models: { FA: [1, 2] } });
    assertEquals(text, "");
  }
});
