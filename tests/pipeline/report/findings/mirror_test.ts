import { assertEquals, assertStringIncludes } from "@std/assert";
import { findingText } from "../../../../pipeline/report/findings/findings.ts";
import { run } from "../../figures/results.ts";
import { found } from "./found.ts";

const name = "mnist-autoencoder-mirror";

const errors = { PBP: .05, NDI: .06, "NDI-2": .04, "NDI-mirror": .03 };

/** Errors that have fallen by a third in the second half; NDI's has doubled, and it collapsed from seed 1. */
const learned = (seeds: readonly number[]) =>
  Object.entries(errors).flatMap(([model, error]) =>
    seeds.map((seed) =>
      run(model, seed, {
        ...{ metric: "test_error", length: 3, every: 4000 },
        value: (k) => k === 2 ? error : model === "NDI" ? .03 : 1.5 * error,
        collapsed: model === "NDI" && seed === 1 ? 8000 : undefined,
      })
    )
  );

Deno.test("a finding on the weight mirror tells errors on the way and at the end, angles, and collapses", () => {
  const angles = Object.entries({ NDI: 80, "NDI-mirror": 9 }).map(
    ([model, angle]) =>
      run(model, 0, {
        ...{ metric: "angle_feedback_3", length: 3, every: 4000 },
        value: () => angle,
      }),
  );
  const conditions = Object.entries({ NDI: 300, "NDI-mirror": 9000 }).map(
    ([model, condition]) =>
      run(model, 0, {
        ...{ metric: "condition_2", length: 3, every: 4000 },
        value: () => condition,
      }),
  );
  const runs = [...learned([0]), ...angles, ...conditions];
  const text = findingText(name, found(name, runs));
  assertStringIncludes(text, "of 0.03 after 4000 batches and of 0.06 at the");
  assertStringIncludes(text, "of 0.045 and 0.03 where a weight mirror");
  assertStringIncludes(text, "(NDI-mirror): means from seed 0 alone.");
  assertStringIncludes(text, "no feedback, ends at 0.05.");
  assertStringIncludes(text, "a leak, ends at 0.04.");
  assertStringIncludes(text, "is 80° at the end where it is fixed, and 9° ");
  assertStringIncludes(text, "where it is learned: 9,000 to 300.");
  assertStringIncludes(text, "From 0 of 1 seed NDI-mirror collapsed");
});

Deno.test("a finding on the weight mirror says nothing of what was not measured", () => {
  const runs = learned([0, 1]).filter(({ model }) => model === "NDI");
  assertEquals(
    findingText(name, found(name, runs)),
    "From 1 of 2 seeds NDI collapsed to the mean image.",
  );
});
