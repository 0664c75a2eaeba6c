import { assert, assertEquals } from "@std/assert";
import type { ModelEffect } from "../../../lib/statistics/effect.ts";
import { corrections, unmeasured } from "../../../pipeline/corrections.ts";
import { parseAssignment } from "../../../pipeline/settings.ts";
import type { CorrectionEffects } from "../../../lib/statistics/effect.ts";
import { correctionsSection } from "../../../pipeline/report/corrections_section.ts";
import { elementsOf } from "../../support/well_formed.ts";

const experiments = [
  { name: "linear-regression", title: "Linear regression" },
  { name: "nonlinear-regression", title: "Nonlinear regression" },
];
const finished = { statuses: ["finished" as const], repairs: 0 };
const alone = (mean: number | null) => (
  { mean, low: null, high: null, count: mean === null ? 0 : 1 }
);

function effects(
  correction: string,
  change: Partial<ModelEffect> = {},
  ratio: number | null = .25,
): CorrectionEffects {
  const { experiments: [experiment], models: [model] } = corrections.find((
    { id },
  ) => id === correction)!;
  return {
    experiment,
    correction,
    models: [{
      model,
      before: finished,
      after: finished,
      measures: [{
        measure: "error",
        before: alone(4e-5),
        after: alone(ratio === null ? null : 4e-5 * ratio),
        change: alone(ratio),
      }],
      ...change,
    }],
  };
}

function section(...measured: CorrectionEffects[]): string {
  const { text } = correctionsSection(experiments, {
    effects: measured,
    again: {},
  });
  elementsOf(text.trim()); // is well formed
  return text.replaceAll("\u00a0", " ").replaceAll(/\s+/g, " ");
}

Deno.test("correctionsSection() tells the published value, the corrected one, and the effect in words", () => {
  const text = section(effects("slopes-once"));
  assert(text.includes(
    '<th scope="row">BP</th><td>4.00 × 10⁻⁵</td><td>1.00 × 10⁻⁵</td><td>0.25 of the published</td><td>finished</td>',
  ));
  assert(text.includes("Nonlinear regression: squared error"));
});

Deno.test("correctionsSection() follows what was measured", () => {
  const words = (ratio: number) => section(effects("slopes-once", {}, ratio));
  assert(words(1).includes("<td>the same</td>"));
  assert(words(20).includes("<td>20 times the published</td>"));
});

Deno.test("correctionsSection() tells how training ended where a correction changes it", () => {
  const text = section(effects("single-loop-joint", {
    before: { statuses: ["finished"], repairs: 3 },
    after: { statuses: ["unstable"], repairs: 0 },
  }, null));
  assert(text.includes(
    "<td>—</td><td>—</td><td>finished, 3 repairs; corrected: unstable</td>",
  ));
});

Deno.test("correctionsSection() has what the run measured, in the order of the list, and says so if that is nothing", () => {
  const text = section(effects("shared-repairs"), effects("slopes-once"));
  const headings = [...text.matchAll(/<h3 id="correction-([^"]*)"/g)]
    .map(([, id]) => id);
  assertEquals(headings, ["slopes-once", "shared-repairs"]);
  assert(!text.includes("None was measured"));
  assert(section().includes("None was measured in this run."));
  for (const { title } of unmeasured) assert(section().includes(title), title);
});

Deno.test("correctionsSection() gives commands that make each correction", () => {
  for (const { id, set } of corrections) {
    const text = section(effects(id));
    const assigned = [...text.matchAll(/--set ([^ <]+)/g)]
      .map(([, words]) => parseAssignment(words));
    assertEquals(
      Object.fromEntries(assigned.map(({ key, value }) => [key, value])),
      { ...set },
    );
  }
});
