import { assert, assertAlmostEquals, assertEquals, equal } from "@std/assert";
import * as v from "valibot";
import {
  inversionSettlingChoices,
  inversionSettlingModels,
} from "../../../../lib/experiments/inversion_settling/models.ts";
import {
  type InversionSettlingSettings,
  inversionSettlingSettings,
} from "../../../../lib/experiments/inversion_settling/settings.ts";
import { stepCounts } from "../../../../lib/experiments/inversion_settling/settling.ts";
import { train } from "../../../../lib/experiments/inversion_settling/train.ts";
import { mnistClassificationSettings } from "../../../../lib/experiments/mnist_classification/settings.ts";
import { train as trainClassifier } from "../../../../lib/experiments/mnist_classification/train.ts";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import { transpose } from "../../../../lib/linalg/matrix.ts";
import { wasm } from "../../network/backends.ts";
import { smallProblem } from "../mnist_classification/small_problem.ts";

const problem = smallProblem();
const [DI, , , DI5, tanh] = inversionSettlingModels;

/** Measures three images before and after learning. */
function settle(
  model = DI,
  more: Partial<InversionSettlingSettings> = {},
  progress: (done: number, total: number) => void = () => {},
) {
  const settings = v.parse(inversionSettlingSettings, {
    ...{ images: 3, longest: 150, examples: 200, eta: 0.005 },
    ...more,
  });
  return train({ backend: wasm, model, settings, ...problem, progress });
}

Deno.test("train() measures angle and gain by steps of four lengths, twice", async () => {
  const { trace } = await settle();
  assertEquals(
    Object.keys(trace.series).toSorted(),
    ["angle", "gain"].flatMap((measure) =>
      ["start", "trained"].flatMap((when) =>
        [0.1, 0.25, 0.5, 1].map((dt) => `${measure}_${when}_dt_${dt}`)
      )
    ).toSorted(),
  );
  for (const { iteration } of Object.values(trace.series)) {
    assertEquals([...iteration], stepCounts(150));
  }
  assertEquals(trace.outcome, { status: "finished" });
});

Deno.test("train() has the network learn as NDI-2 does in classification, whatever the loop", async () => {
  const model = publishedModels.find(({ name }) => name === "NDI-2")!;
  const settings = v.parse(mnistClassificationSettings, {
    ...{ epochs: 1, examples: 200, evaluateEvery: 200, eta: 0.005 },
    trainErrorEvery: "never",
  });
  const { weights: wanted } = await trainClassifier({
    ...{ backend: wasm, model, settings },
    ...problem,
  });
  for (const loop of [DI, tanh]) {
    // told as yes or no, since a difference would be long
    assert(equal((await settle(loop)).weights, wanted), loop.name);
  }
});

Deno.test("train() runs the loop with the model's feedback at the start, and keeps that", async () => {
  const feedback = { kind: "random", scale: -1 } as const;
  const published = await settle(), random = await settle({ ...DI, feedback });
  assertEquals(published.weights.B1, transpose(problem.start.W1, -1));
  const { data } = problem.start.B1_large;
  assertEquals(random.weights.B1.data, data.map((b) => -b));
  const [one, other] = [published, random]
    .map(({ trace }) => trace.series["angle_start_dt_0.1"].value[0]);
  assert(one !== other);
});

Deno.test("train() measures the start before anything is learned, and what is learned after", async () => {
  const [little, much] = [
    await settle(DI, { examples: 1 }),
    await settle(DI, { examples: 200 }),
  ].map(({ trace }) => trace.series);
  for (const [metric, { value }] of Object.entries(little)) {
    const isSame = metric.includes("start");
    assertEquals(`${value}` === `${much[metric].value}`, isSame, metric);
  }
});

Deno.test("train() tells the loop of tanh from the linear one, and a leak that draws it in", async () => {
  const end = async (model: typeof DI) => {
    const { series } = (await settle(model)).trace;
    return series["angle_trained_dt_0.5"].value.at(-1)!;
  };
  const [linear, leaky, bent] = [
    await end(DI),
    await end(DI5),
    await end(tanh),
  ];
  assert(leaky < linear);
  assert(bent > 1);
  assertAlmostEquals(linear, 0, 1);
});

Deno.test("train() counts the images that it learns and measures", async () => {
  const counts: number[] = [];
  await settle(DI, { examples: 100 }, (done, total) => {
    assertEquals(total, 106);
    counts.push(done);
  });
  assertEquals(counts.at(-1), 106);
  assertEquals(counts, counts.toSorted((a, b) => a - b));
});

Deno.test("inversionSettlingModels are loops of their names' leaks, of the rule that can be had", () => {
  assertEquals(
    inversionSettlingModels.map(({ name, leak }) => `${name} ${leak}`),
    ["DI 0.01", "DI-2 0.001", "DI-4 0", "DI-5 0.1", "DI-tanh 0.01"],
  );
  for (const { rule, feedback } of inversionSettlingModels) {
    assert(inversionSettlingChoices.rules.includes(rule));
    assert(inversionSettlingChoices.feedbacks.includes(feedback.kind));
  }
});
