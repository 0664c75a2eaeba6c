import { assert, assertEquals } from "@std/assert";
import type { CorrectionEffects } from "../../../lib/statistics/effect.ts";
import type { JsonEstimate } from "../../../lib/statistics/estimate.ts";
import {
  corrections,
  unmeasured,
} from "../../../pipeline/studies/corrections.ts";
import {
  changeText,
  correctionsSection,
  endingText,
} from "../../../pipeline/report/corrections_section.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { readAssignment } from "../../../pipeline/studies/change.ts";
import { elementsOf } from "../../support/well_formed.ts";

const experiments = [
  { name: "linear-regression", title: "Linear regression", label: "" },
  { name: "nonlinear-regression", title: "Nonlinear regression", label: "" },
];
const finished = { statuses: ["finished" as const], repairs: 0 };
const alone = (mean: number | null) => (
  { mean, low: null, high: null, count: mean === null ? 0 : 1 }
);

function effects(
  correction: string,
  change: Partial<CorrectionEffects["models"][number]> = {},
  ratio: number | null = .25,
): CorrectionEffects {
  const { experiments: [experiment], models: [model] } = corrections.find((
    { id },
  ) => id === correction)!;
  return {
    experiment,
    correction,
    rows: 120,
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
  const { text } = sectionMarkup(
    correctionsSection({ experiments, again: {} }, { effects: measured }),
  );
  elementsOf(text.trim()); // is well formed
  return text.replaceAll("\u00a0", " ").replaceAll(/\s+/g, " ");
}

Deno.test("correctionsSection() shows the published value, the corrected one, and the effect in words", () => {
  const text = section(effects("slopes-once"));
  assert(text.includes(
    '<th scope="row">BP</th><td>4.00 × 10⁻⁵</td><td>1.00 × 10⁻⁵</td><td>0.25 times the published</td><td>finished</td>',
  ));
  assert(text.includes("Nonlinear regression: squared error"));
  assert(text.includes(
    "<summary>What that changes: squared error over the training set, BP 0.25 times the published",
  ));
});

Deno.test("correctionsSection() follows what was measured", () => {
  const words = (ratio: number) => section(effects("slopes-once", {}, ratio));
  assert(words(1).includes("<td>the same</td>"));
  assert(words(20).includes("<td>20 times the published</td>"));
});

Deno.test("correctionsSection() says how training ended where a correction changes it", () => {
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
      .map(([, words]) => readAssignment(words));
    assertEquals(
      Object.fromEntries(assigned.map(({ key, value }) => [key, value])),
      { ...set },
    );
  }
});

const plain = (text: string) => text.replaceAll("\u00a0", " ");

function changed(measure: "error" | "angle_ndi_1", change: JsonEstimate) {
  const [before, after] = [alone(1), alone(1)];
  return plain(changeText({ measure, before, after, change }));
}

Deno.test("changeText() shows a ratio of errors in words", () => {
  for (
    const [mean, words] of [
      [.97, "0.97 times the published"],
      [1.33, "1.33 times the published"],
      [12.34, "12.3 times the published"],
      [1e-4, "1.00 × 10⁻⁴ times the published"],
      [1, "the same"],
      [1 + 1e-9, "the same to three digits"],
      [null, "—"],
    ] as const
  ) assertEquals(changed("error", alone(mean)), words);
});

Deno.test("changeText() shows a difference of angles in words", () => {
  for (
    const [mean, words] of [
      [3.21, "3.2° more"],
      [-40, "40° less"],
      [0, "the same"],
      [-.01, "less than 0.1° apart"],
      [null, "—"],
    ] as const
  ) assertEquals(changed("angle_ndi_1", alone(mean)), words);
});

Deno.test("changeText() says of a share of the first error how much is left, not how many times the published", () => {
  const effect = {
    before: alone(5e-6),
    after: alone(.145),
    change: alone(29000),
  };
  assertEquals(
    plain(changeText({ measure: "error_left", ...effect })),
    "14.5 % left, as published 5.00 × 10⁻⁴ %",
  );
});

Deno.test("changeText() shows the interval over several seeds", () => {
  const over = (mean: number, low: number, high: number) => (
    { mean, low, high, count: 5 }
  );
  assertEquals(
    changed("error", over(.5, .25, 1.5)),
    "0.5 times the published (0.25 to 1.5)",
  );
  assertEquals(
    changed("error", over(1.00001, 1, 1.00002)),
    "the same to three digits",
  );
  assertEquals(
    changed("angle_ndi_1", over(2, -1, 5)),
    "2° more (−1° to +5°)",
  );
  assertEquals(changed("error", over(1, 1, 1)), "the same");
});

Deno.test("endingText() says how seeds ended, and how often feedback was repaired", () => {
  assertEquals(endingText({ statuses: ["finished"], repairs: 0 }), "finished");
  assertEquals(
    endingText({ statuses: ["finished", "unstable"], repairs: 2 }),
    "1 finished, 1 unstable, 2 repairs",
  );
  assertEquals(
    endingText({ statuses: ["finished"], repairs: 1 }),
    "finished, 1 repair",
  );
  assertEquals(endingText({ statuses: [], repairs: 0 }), "missing");
});
