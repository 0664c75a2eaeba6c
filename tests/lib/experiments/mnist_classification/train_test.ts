import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as v from "valibot";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import {
  type MnistClassificationSettings,
  mnistClassificationSettings,
} from "../../../../lib/experiments/mnist_classification/settings.ts";
import { train } from "../../../../lib/experiments/mnist_classification/train.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { wasm } from "../../network/backends.ts";
import { plainErrorRate, trainPlainly } from "./plain_training.ts";
import { smallProblem } from "./small_problem.ts";

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
function trainShortly(
  more: Partial<MnistClassificationSettings> = {},
  { model = BP, start, data } = { ...problem, model: BP },
) {
  const settings = v.parse(mnistClassificationSettings, {
    ...shortly,
    ...more,
  });
  return train({ backend: wasm, model, settings, start, data });
}

/** The order of the first epochs, one after another. */
function orderOf(epochs: number, { start } = problem): number[] {
  const random = NumpyRandom.fromState(start);
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
  Deno.test(`train() in blocks of ${block} learns as one example at a time does`, async () => {
    const { weights } = await trainShortly({ block, evaluateEvery: 1000 });
    const plain = trainPlainly(problem.start, {
      train: problem.data.train,
      order: orderOf(1),
      ...shortly,
    });
    assertClose(weights.W0.data, plain.W0.data, 1e-5);
    assertClose(weights.b0, plain.b0, 1e-5);
    assertClose(weights.W1.data, plain.W1.data, 1e-5);
    assertClose(weights.b1, plain.b1, 1e-5);
  });
}

Deno.test("train() of 1000 hidden units learns as one example at a time does", async () => {
  const large = smallProblem({ hidden: 1000 });
  const { weights } = await trainShortly({ eta: 1e-3 }, {
    ...large,
    model: BP,
  });
  const plain = trainPlainly(large.start, {
    train: large.data.train,
    order: orderOf(1, large),
    eta: 1e-3,
    decay: 1e-4,
  });
  assertClose(weights.W0.data, plain.W0.data, 1e-4);
  assertClose(weights.W1.data, plain.W1.data, 1e-4);
});

Deno.test("train() measures after examples 0, n, 2n, … of all epochs", async () => {
  const { trace } = await trainShortly({
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

Deno.test("train() measures the training error at the end of each epoch", async () => {
  const { series } = (await trainShortly({ epochs: 2 })).trace;
  assertEquals([...series.train_error.iteration], [199, 399]);
  assertEquals(series.test_error.iteration.length, 8);
});

Deno.test("train() never measures the training error where it is not wanted", async () => {
  const { series } = (await trainShortly({ trainErrorEvery: "never" })).trace;
  assertEquals(Object.keys(series), ["test_error"]);
});

Deno.test("train() learns", async () => {
  const { series } = (await trainShortly({ epochs: 4 })).trace;
  const { value } = series.train_error;
  assertEquals(value[3] < value[0] / 2, true, `${value}`);
});

Deno.test("train() gives the same bits each time", async () => {
  assertEquals(await trainShortly(), await trainShortly());
});

Deno.test("train() learns the same however often it measures", async () => {
  const often = await trainShortly({
    evaluateEvery: 7,
    trainErrorEvery: "evaluation",
  });
  const seldom = await trainShortly({ evaluateEvery: 1000 });
  assertClose(often.weights.W0.data, seldom.weights.W0.data, 1e-6);
  assertClose(often.weights.W1.data, seldom.weights.W1.data, 1e-6);
});

Deno.test("train() leaves the start as it was", async () => {
  const before = structuredClone(problem.start);
  await trainShortly();
  assertEquals(problem.start, before);
});

Deno.test("train() ends as diverged where the output stops being finite", async () => {
  const { trace } = await trainShortly({ eta: 1e38 });
  const { outcome } = trace;
  if (outcome.status !== "diverged") throw new Error(outcome.status);
  assertEquals(outcome.reason, "the output is not finite");
  assertEquals(outcome.iteration > 0 && outcome.iteration < 200, true);
  const { iteration } = trace.series.test_error;
  assertEquals(iteration.every((n) => n < outcome.iteration), true);
});

Deno.test("train() tells its progress to the last example", async () => {
  const told: number[] = [];
  const settings = v.parse(mnistClassificationSettings, {
    ...shortly,
    epochs: 2,
  });
  await train({
    backend: wasm,
    model: BP,
    settings,
    ...problem,
    progress: (done) => void told.push(done),
  });
  assertEquals(told.at(-1), 400);
  assertEquals(told, told.toSorted((a, b) => a - b));
});

Deno.test("train() goes on from any block to the very same end", async () => {
  const settings = v.parse(mnistClassificationSettings, {
    ...shortly,
    epochs: 2,
    block: 32,
  });
  const model = publishedModels[4];
  const kept: Uint8Array[] = [];
  const whole = await train({
    backend: wasm,
    model,
    settings,
    ...problem,
    pause: (state) => void kept.push(state()),
  });
  for (const bytes of kept.filter((_, k) => k % 5 === 0)) {
    const resumed = await train({
      backend: wasm,
      model,
      settings,
      ...problem,
      checkpoint: bytes,
    });
    assertEquals(resumed, whole);
  }
});

Deno.test("train() refuses more examples than there are", async () => {
  await assertRejects(
    () => trainShortly({ examples: 231 }),
    RangeError,
    "Cannot train on 231 examples: there are 230 training images",
  );
});
