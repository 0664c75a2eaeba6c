import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as v from "valibot";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import {
  decodeProgress,
  encodeProgress,
} from "../../../../lib/experiments/progress.ts";
import {
  type MnistClassificationSettings,
  mnistClassificationSettings,
} from "../../../../lib/experiments/mnist_classification/settings.ts";
import { trainMnistClassification } from "../../../../lib/experiments/mnist_classification/train.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { plainErrorRate, trainPlainly } from "./plain_training.ts";
import { smallProblem } from "./small_problem.ts";
import { wasm } from "../../network/backends.ts";

const BP = publishedModels[0];
const problem = smallProblem();

const shortly = {
  epochs: 1,
  examples: 200,
  evaluateEvery: 50,
  eta: 0.005,
  decay: 1e-4,
};

/** Trains on `problem`, shortly but for `more`. */
function train(
  more: Partial<MnistClassificationSettings> = {},
  { model = BP, start, data } = { ...problem, model: BP },
) {
  const settings = v.parse(mnistClassificationSettings, {
    ...shortly,
    ...more,
  });
  return trainMnistClassification(wasm, { model, settings, start, data });
}

/** The order of the first epochs, one after another. */
function orderOf(epochs: number, { start } = problem): number[] {
  const random = NumpyRandom.fromState(start.random);
  return Array.from({ length: epochs }, () => [...random.permutation(200)])
    .flat();
}

function assertClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
): void {
  assertEquals(found.length, wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    assertAlmostEquals(found[i], wanted[i], tolerance);
  }
}

for (const block of [1, 16, 64, 128]) {
  Deno.test(`trainMnistClassification() in blocks of ${block} learns as one example at a time does`, async () => {
    const { weights } = await train({ block, evaluateEvery: 1000 });
    const plain = trainPlainly(problem.start, {
      train: problem.data.train,
      order: orderOf(1),
      ...shortly,
    });
    assertClose(weights.W0, plain.W0.data, 1e-5);
    assertClose(weights.b0, plain.b0, 1e-5);
    assertClose(weights.W1, plain.W1.data, 1e-5);
    assertClose(weights.b1, plain.b1, 1e-5);
  });
}

Deno.test("trainMnistClassification() of 1000 hidden units learns as one example at a time does", async () => {
  const large = smallProblem({ hidden: 1000 });
  const { weights } = await train({ eta: 1e-3 }, { ...large, model: BP });
  const plain = trainPlainly(large.start, {
    train: large.data.train,
    order: orderOf(1, large),
    eta: 1e-3,
    decay: 1e-4,
  });
  assertClose(weights.W0, plain.W0.data, 1e-4);
  assertClose(weights.W1, plain.W1.data, 1e-4);
});

Deno.test("trainMnistClassification() measures after examples 0, n, 2n, … of all epochs", async () => {
  const { trace } = await train({
    epochs: 2,
    evaluateEvery: 150,
    trainErrorEvery: "evaluation",
  });
  const measured: { iteration: number; test: number; train: number }[] = [];
  let iteration = 0;
  trainPlainly(problem.start, {
    train: problem.data.train,
    order: orderOf(2),
    ...shortly,
  }, (network) => {
    if (iteration % 150 === 0) {
      const [test, train] = [problem.data.test, problem.data.train]
        .map((images) => plainErrorRate(network, images));
      measured.push({ iteration, test, train });
    }
    iteration++;
  });
  const { test_error, train_error } = trace.series;
  assertEquals([...test_error.iteration], [0, 150, 300]);
  assertEquals([...test_error.value], measured.map(({ test }) => test));
  assertEquals([...train_error.iteration], [0, 150, 300]);
  assertEquals([...train_error.value], measured.map(({ train }) => train));
  assertEquals(trace.outcome, { status: "finished" });
});

Deno.test("trainMnistClassification() measures the training error at the end of each epoch", async () => {
  const { series } = (await train({ epochs: 2 })).trace;
  assertEquals([...series.train_error.iteration], [199, 399]);
  assertEquals(series.test_error.iteration.length, 8);
});

Deno.test("trainMnistClassification() never measures the training error where it is not wanted", async () => {
  const { series } = (await train({ trainErrorEvery: "never" })).trace;
  assertEquals(Object.keys(series), ["test_error"]);
});

Deno.test("trainMnistClassification() learns", async () => {
  const { series } = (await train({ epochs: 4 })).trace;
  const { value } = series.train_error;
  assertEquals(value[3] < value[0] / 2, true, `${value}`);
});

Deno.test("trainMnistClassification() gives the same bits each time", async () => {
  assertEquals(await train(), await train());
});

Deno.test("trainMnistClassification() learns the same however often it measures", async () => {
  const often = await train({
    evaluateEvery: 7,
    trainErrorEvery: "evaluation",
  });
  const seldom = await train({ evaluateEvery: 1000 });
  assertClose(often.weights.W0, seldom.weights.W0, 1e-6);
  assertClose(often.weights.W1, seldom.weights.W1, 1e-6);
});

Deno.test("trainMnistClassification() leaves the start as it was", async () => {
  const before = structuredClone(problem.start);
  await train();
  assertEquals(problem.start, before);
});

Deno.test("trainMnistClassification() ends as diverged where the output stops being finite", async () => {
  const { trace } = await train({ eta: 1e38 });
  const { outcome } = trace;
  if (outcome.status !== "diverged") throw new Error(outcome.status);
  assertEquals(outcome.reason, "the output is not finite");
  assertEquals(outcome.iteration > 0 && outcome.iteration < 200, true);
  const { iteration } = trace.series.test_error;
  assertEquals(iteration.every((n) => n < outcome.iteration), true);
});

Deno.test("trainMnistClassification() tells its progress to the last example", async () => {
  const told: number[] = [];
  const settings = v.parse(mnistClassificationSettings, {
    ...shortly,
    epochs: 2,
  });
  await trainMnistClassification(wasm, {
    model: BP,
    settings,
    ...problem,
    onBlock: (done) => void told.push(done),
  });
  assertEquals(told.at(-1), 400);
  assertEquals(told, told.toSorted((a, b) => a - b));
});

Deno.test("trainMnistClassification() goes on from any block to the very same end", async () => {
  const settings = v.parse(mnistClassificationSettings, {
    ...shortly,
    epochs: 2,
    block: 32,
  });
  const model = publishedModels[4];
  const kept: Uint8Array[] = [];
  const whole = await trainMnistClassification(wasm, {
    model,
    settings,
    ...problem,
    async onBlock(_done, progress) {
      kept.push(encodeProgress(await progress()));
    },
  });
  for (const bytes of kept.filter((_, k) => k % 5 === 0)) {
    const resumed = await trainMnistClassification(wasm, {
      model,
      settings,
      ...problem,
      progress: decodeProgress(bytes),
    });
    assertEquals(resumed, whole);
  }
});

Deno.test("trainMnistClassification() refuses more examples than there are", async () => {
  await assertRejects(
    () => train({ examples: 231 }),
    RangeError,
    "Cannot train on 231 examples: there are 230 training images",
  );
});
