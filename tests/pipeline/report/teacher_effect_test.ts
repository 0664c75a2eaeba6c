import { assertEquals } from "@std/assert";
import type { JsonEstimate } from "../../../lib/statistics/estimate.ts";
import { teacherEffect } from "../../../pipeline/report/teacher_effect.ts";

const finished = { statuses: ["finished" as const], repairs: 0 };
const about = (mean: number, part: number): JsonEstimate => (
  { mean, low: mean * (1 - part), high: mean * (1 + part), count: 5 }
);

/** What is said where FA leaves a tenth, and DI so much before and after; intervals reach so far. */
function said(before: number, after: number, part: number): string {
  const model = (model: string, before: number, after: number) => ({
    ...{ model, before: finished, after: finished },
    measures: [{
      measure: "error_left" as const,
      before: about(before, part),
      after: about(after, part),
      change: about(after / before, part),
    }],
  });
  return teacherEffect([{
    ...{ experiment: "nonlinear-regression", correction: "teacher-scale" },
    rows: 1,
    models: [model("FA", 2e-5, .1), model("DI", before, after)],
  }]).replaceAll("\u00a0", " ");
}

const shares = (di: string) =>
  `With a teacher that depends on its input, models leave of their first error: FA 10 %, DI ${di} %.`;

Deno.test("teacherEffect() says what models leave, and that DI's win over FA reverses where it does", () => {
  assertEquals(
    said(1e-5, .12, .01),
    `${
      shares("12")
    } So DI’s win over FA reverses: it leaves 0.5 times what FA does of the published teacher’s error, and 1.2 times of this one’s (5 seeds).`,
  );
  assertEquals(said(1e-5, .09, .01), shares("9"));
  assertEquals(said(3e-5, .12, .01), shares("12"));
});

Deno.test("teacherEffect() says where intervals overlap, and nothing where nothing was measured", () => {
  const overlapping = said(1e-5, .12, .2);
  assertEquals(
    overlapping.endsWith(", though their 95 % intervals overlap (5 seeds)."),
    true,
  );
  assertEquals(teacherEffect([]), "");
});
