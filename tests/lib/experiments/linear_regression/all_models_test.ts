/**
 * Every model that the linear regression can be given: whatever its rule,
 * feedback and loop, it learns, or ends with a reason. Positive feedback makes
 * loops unstable, −W⁺ makes them too strong for their steps.
 */
import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { linearRegressionChoices } from "../../../../lib/experiments/linear_regression/models.ts";
import { linearRegressionSettings } from "../../../../lib/experiments/linear_regression/settings.ts";
import { train } from "../../../../lib/experiments/linear_regression/train.ts";
import type { FeedbackSpec } from "../../../../lib/feedback/initial.ts";
import { rules } from "../../../../lib/rules/mod.ts";
import { drawStart } from "./starts.ts";

const published = v.parse(linearRegressionSettings, { iterations: 40 });
const start = drawStart(0, published);
// a loop that cannot be repaired soon is not repaired at all
const settings = {
  ...published,
  repairAttempts: 1,
  optimisationMaximumSteps: 100,
};
const scales = [-50, -1, 1];

/** All models of a rule, with and without what it reads. */
function* modelsOf(rule: Model["rule"]): Generator<Model> {
  const { feedbacks, transfers } = linearRegressionChoices;
  const { reads } = rules[rule];
  const specs = feedbacks.flatMap((kind): FeedbackSpec[] =>
    kind === "none"
      ? [{ kind }]
      : reads.includes("feedback")
      ? scales.map((scale) => ({ kind, scale }))
      : []
  );
  for (const feedback of specs) {
    for (
      const transfer of reads.includes("transfer") ? transfers : [undefined]
    ) {
      for (const leak of reads.includes("leak") ? [0, 0.01] : [0]) {
        yield { name: "any", rule, feedback, leak, transfer };
      }
    }
  }
}

for (const rule of linearRegressionChoices.rules) {
  Deno.test(`train() of ${rule} with feedback of every kind learns, or ends with a reason`, () => {
    const ends = new Set<string>();
    for (const model of modelsOf(rule)) {
      const { trace: { outcome, series } } = train({ start, model, settings });
      const what = JSON.stringify({ model, outcome });
      const { iteration, value } = series.error;
      assert(
        Object.values(series).every(({ value }) =>
          value.every(Number.isFinite)
        ),
        what,
      );
      if (outcome.status === "finished") {
        assertEquals(iteration.at(-1), settings.iterations - 1, what);
        assert(value.at(-1)! < value[0], what);
      } else {
        assert(iteration.at(-1)! >= outcome.iteration - 1, what);
        assert(outcome.reason.length > 0, what);
      }
      ends.add(outcome.status);
    }
    // only loops need stable feedback, and not all can be made so
    const possible = ["diverged", "finished", "unstable"];
    assertEquals([...ends].sort(), rule === "DI" ? possible : ["finished"]);
  });
}
