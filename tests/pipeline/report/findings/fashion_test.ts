import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { findingText } from "../../../../pipeline/report/findings/findings.ts";
import { run } from "../../figures/results.ts";
import { found } from "./found.ts";

const classification = "fashion-classification";
const autoencoder = "fashion-autoencoder";

/** The same error of a model at every measurement, a hundredth more from each further seed. */
const errors = (all: Record<string, number>, seeds: readonly number[]) =>
  Object.entries(all).flatMap(([model, error]) =>
    seeds.map((seed) =>
      run(model, seed, {
        ...{ metric: "test_error", length: 3 },
        value: () => error * (1 + seed / 100),
      })
    )
  );

const shares = { BP: .16, FA: .2, NDI: .14, "NDI-2": .15 };

Deno.test("a finding on clothing tells what each rule gets wrong, and by how much more than backpropagation", () => {
  const text = findingText(
    classification,
    found(classification, errors(shares, [0])),
  );
  assertStringIncludes(text, "(BP) classifies 16.00\u00a0% of the test images");
  assertStringIncludes(text, "(FA) 20.00\u00a0%, each a mean from seed 0");
  assertStringIncludes(
    text,
    "of the images NDI less BP is −2.00\u00a0%, and FA, whose random",
  );
  const several = findingText(
    classification,
    found(classification, errors(shares, [0, 1, 2])),
  );
  assertStringIncludes(several, "16.16\u00a0% (15.76\u00a0% to");
  assertStringIncludes(several, "over 3 seeds");
});

const pixels = { BP: .08, PBP: .02, NDI: .04, "NDI-2": .06 };

Deno.test("a finding on pictures of clothing tells errors beside backpropagation's, where they were least, and conditions", () => {
  const seeds = [0, 1];
  const conditions = ["NDI", "NDI-2"].flatMap((model) =>
    seeds.map((seed) =>
      run(model, seed, {
        ...{ metric: "condition_3", length: 3, every: 100 },
        value: (k) => (model === "NDI" ? 10 : 2) * 10 ** k,
      })
    )
  );
  // which is lost again
  const valleys = seeds.map((seed) =>
    run("NDI-2", seed, {
      ...{ metric: "test_error", length: 3, every: 50 },
      value: (k) => k === 1 ? .03 : .06,
    })
  );
  const text = findingText(
    autoencoder,
    found(autoencoder, [...errors(pixels, seeds), ...valleys, ...conditions]),
  );
  assertMatch(text, /NDI has 0\.5 .* times the error of BP, .* over 2 seeds\./);
  assertStringIncludes(text, "is 100 after 100 batches of NDI and 1,000 (");
  assertStringIncludes(text, "of NDI-2 it is then 200 (");
  assertStringIncludes(
    text,
    "that of NDI-2 is least after 50 batches, 0.03, and at the end 0.06 (",
  );
});

Deno.test("a finding on clothing says nothing of what was not measured", () => {
  const { FA: _, ...others } = shares;
  assertEquals(
    findingText(classification, found(classification, errors(others, [0]))),
    "",
  );
  assertEquals(
    findingText(autoencoder, found(autoencoder, errors(pixels, [0]))),
    [
      "At the end NDI has 0.5 times the error of BP, NDI-2 0.75 times, and PBP, whose feedback follows the weights, 0.25 times: ratios from the same start, means from seed 0 alone.",
      "The mean error of NDI is least after 0 batches, 0.04; that of NDI-2 is least after 0 batches, 0.06, and at the end 0.06.",
    ].join(" "),
  );
});
