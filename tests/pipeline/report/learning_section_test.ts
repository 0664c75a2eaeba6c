import { assertEquals, assertStringIncludes } from "@std/assert";
import { learningSection } from "../../../pipeline/report/learning_section.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { exercisesOf } from "../../../pipeline/studies/exercises.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";
import { wantedBy } from "../../support/wanted.ts";
import { elementsOf } from "../../support/well_formed.ts";

Deno.test("learningSection() hides what only a script can serve", () => {
  const exercises = exercisesOf(studiesOf(wantedBy()));
  const [section] = learningSection({ exercises, again: {} });
  const { text } = sectionMarkup(section);
  const elements = elementsOf(text.trim());
  const hidden = elements.filter(({ attributes }) => attributes.has("hidden"));
  assertEquals(hidden.map(({ attributes }) => attributes.get("class")), [
    "controls",
    "lesson",
  ]);
  assertStringIncludes(text, "Nonlinear regression</option>");
});

Deno.test("learningSection() is none of a run without regressions", () => {
  assertEquals(learningSection({ again: {} }), []);
});
