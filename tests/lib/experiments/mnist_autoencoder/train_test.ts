import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
} from "@std/assert";
import * as v from "valibot";
import { encodeValues } from "../../../../lib/experiments/archive.ts";
import {
  collapseOf,
  errorOfMeanImage,
} from "../../../../lib/experiments/mnist_autoencoder/collapse.ts";
import { decodeDigits } from "../../../../lib/experiments/mnist_autoencoder/digits.ts";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { mnistAutoencoderModels } from "../../../../lib/experiments/mnist_autoencoder/models.ts";
import {
  type MnistAutoencoderSettings,
  normalAutoencoderSettings,
} from "../../../../lib/experiments/mnist_autoencoder/settings.ts";
import { train } from "../../../../lib/experiments/mnist_autoencoder/train.ts";
import { conditionNumber } from "../../../../lib/linalg/condition.ts";
import type { FloatMatrix } from "../../../../lib/linalg/dense_algebra.ts";
import { matrix, transpose } from "../../../../lib/linalg/matrix.ts";
import { product } from "../../../../lib/linalg/product.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { assertAllClose } from "../../kernels/numbers.ts";
import { plainError, trainPlainly } from "./plain_training.ts";
import { wasm } from "../../network/backends.ts";
import { smallProblem } from "./small_problem.ts";

const problem = smallProblem();
const shortly = {
  epochs: 2,
  examples: 130,
  batchSize: 20,
  evaluateEvery: 4,
  eta: 2e-3,
  decay: 1e-3,
};
const modelOf = (name: string) =>
  mnistAutoencoderModels.find((model) => model.name === name)!;

function settingsWith(more: Partial<MnistAutoencoderSettings>) {
  return v.parse(normalAutoencoderSettings, { ...shortly, ...more });
}

/** Trains on `problem`, shortly but for `more`. */
function trainShortly(
  more: Partial<MnistAutoencoderSettings> = {},
  {
    name = "BP",
    model = modelOf(name),
    start = problem.start,
    data = problem.data,
    ...interrupted
  }:
    & {
      name?: string;
      model?: Model;
      start?: typeof problem.start;
      data?: typeof problem.data;
    }
    & Pick<Parameters<typeof train>[0], "pause" | "checkpoint" | "progress"> =
      {},
) {
  return train({
    backend: wasm,
    model,
    settings: settingsWith(more),
    start,
    data,
    ...interrupted,
  });
}

/** The images of each batch; every epoch shuffles what the one before has shuffled. */
function batches({ epochs, examples, batchSize }: typeof shortly): number[][] {
  const random = NumpyRandom.fromState(problem.start);
  let order = Array.from({ length: examples }, (_, k) => k);
  return Array.from({ length: epochs }, () => {
    const before = order;
    order = [...random.permutation(examples)].map((k) => before[k]);
    const starts = Array.from(
      { length: Math.ceil(examples / batchSize) },
      (_, k) => k * batchSize,
    );
    return starts.map((start) => order.slice(start, start + batchSize));
  }).flat();
}

/** Models of other feedback than the published ones. */
const others = (["pseudoinverse", "sign"] as const).map((kind): Model => (
  { name: kind, rule: "NDI", feedback: { kind, scale: -0.5 }, leak: 0.1 }
));

for (const model of [...mnistAutoencoderModels, ...others]) {
  const { name } = model;
  Deno.test(`train() with ${name} learns and measures as plain float64 does`, async () => {
    // plain steps of dynamic inversion take a quarter of a second an example
    const extent = name === "DI"
      ? { ...shortly, epochs: 1, examples: 5, batchSize: 2, evaluateEvery: 1 }
      : shortly;
    const { trace, weights } = await trainShortly(
      { ...extent, trainErrorEvery: "evaluation" },
      { model },
    );
    const errors: number[] = [], iterations: number[] = [];
    let done = 0;
    const plain = trainPlainly(problem.start, {
      ...extent,
      model,
      batches: batches(extent),
      pixels: problem.data.train.pixels,
    }, (network) => {
      if (++done % extent.evaluateEvery) return;
      iterations.push(done);
      errors.push(
        plainError(network, problem.data.test.pixels),
        plainError(network, problem.data.train.pixels),
      );
    });
    assertEquals(trace.outcome, { status: "finished" });
    const { test_error, train_error } = trace.series;
    assertEquals([...test_error.iteration], iterations);
    assertEquals(iterations.length, 3);
    assertEquals(train_error.iteration, test_error.iteration);
    test_error.value.forEach((value, k) => {
      assertAlmostEquals(value / errors[2 * k], 1, 1e-5);
      assertAlmostEquals(train_error.value[k] / errors[2 * k + 1], 1, 1e-5);
    });
    plain.W.forEach(({ data }, k) => {
      const { data: W } = weights[`W${k}`] as FloatMatrix;
      assertAllClose(Float64Array.from(W), data, 2e-4);
      assertAllClose(weights[`b${k}`] as Float64Array, plain.b[k], 2e-3);
    });
  });
}

Deno.test("train() measures the training error after each epoch and the last batch, or never", async () => {
  const ends = async (
    more: Partial<MnistAutoencoderSettings>,
  ) => [
    ...(await trainShortly(more)).trace.series.train_error?.iteration ?? [],
  ];
  assertEquals(await ends({}), [7, 14]);
  assertEquals(await ends({ batches: 9 }), [7, 9]);
  assertEquals(await ends({ trainErrorEvery: "never" }), []);
});

Deno.test("train() learns the same bits however often it measures", async () => {
  const seldom = await trainShortly({
    evaluateEvery: 100,
    trainErrorEvery: "never",
  }, {
    name: "NDI",
  });
  const often = await trainShortly(
    { evaluateEvery: 1, trainErrorEvery: "evaluation" },
    { name: "NDI" },
  );
  assertEquals(often.weights, seldom.weights);
});

for (const name of ["BP", "PBP", "NDI-2", "DI"]) {
  Deno.test(`train() with ${name} goes on from any batch to the very same end`, async () => {
    const kept: Uint8Array[] = [];
    const whole = await trainShortly({}, {
      name,
      pause: (state) => void kept.push(state()),
    });
    assertEquals(kept.length, 14);
    for (const bytes of [kept[0], kept[6], kept[10]]) {
      assertEquals(
        await trainShortly({}, { name, checkpoint: bytes }),
        whole,
      );
    }
  });
}

Deno.test("train() measures conditions every hundred batches, also where it goes on from a checkpoint", async () => {
  const long = { epochs: 30, batches: 205 };
  for (const name of ["NDI", "NDI-2"]) {
    const kept: Uint8Array[] = [];
    const whole = await trainShortly(long, {
      name,
      pause: (state) => void kept.push(state()),
    });
    const names = [1, 2, 3, 4, 5].map((k) => `condition_${k}`);
    const { series } = whole.trace;
    const measured = Object.keys(series).filter((k) => k.startsWith("cond"));
    assertEquals(measured, names);
    for (const metric of names) {
      assertEquals([...series[metric].iteration], [100, 200]);
    }
    for (const done of [99, 100, 120]) {
      assertEquals(
        await trainShortly(long, { name, checkpoint: kept[done - 1] }),
        whole,
      );
    }
  }
});

Deno.test("train() measures the condition of the weights as they are", async () => {
  const { trace, weights } = await trainShortly(
    { epochs: 30, batches: 100 },
    { name: "NDI-2" },
  );
  const { leak } = modelOf("NDI-2");
  for (const k of [1, 2, 3, 4, 5] as const) {
    const { rows, columns, data } = weights[`W${k}`] as FloatMatrix;
    const W = matrix(rows, columns, Float64Array.from(data));
    const B = transpose(problem.start[`W${k}`], -1);
    const A = rows <= columns ? product(W, B) : product(B, W);
    const wanted = conditionNumber(wasm.algebra, { A, shift: -leak });
    const [found] = trace.series[`condition_${k}`].value;
    // kept weights are rounded to float32
    assertAlmostEquals(found / wanted, 1, 1e-4);
  }
  const { series } = (await trainShortly({ epochs: 30, batches: 100 })).trace;
  assertEquals(Object.keys(series), ["test_error", "train_error"]);
});

Deno.test("train() notes a collapse to the mean image, also where it goes on from a checkpoint", async () => {
  // blank images: a network that answers nothing knows them, one that has learned others no more
  const data = structuredClone(problem.data);
  data.test.pixels.fill(0);
  const settings = { evaluateEvery: 1, eta: 0.02, epochs: 3 };
  const kept: Uint8Array[] = [];
  const whole = await trainShortly(settings, {
    data,
    pause: (state) => void kept.push(state()),
  });
  const error = errorOfMeanImage(
    data.train.pixels.subarray(0, shortly.examples * 784),
    data.test.pixels,
  );
  const { test_error } = whole.trace.series;
  assertEquals(whole.trace.events, [collapseOf(test_error, error)]);
  const checkpoint = kept[12];
  assertEquals(await trainShortly(settings, { data, checkpoint }), whole);
});

Deno.test("train() records that layers were badly conditioned, once each", async () => {
  // two units alike, and so are all that they learn
  const start = structuredClone(problem.start);
  start.W1.data.copyWithin(16, 0, 16);
  const { trace } = await trainShortly({ batches: 5 }, { name: "PBP", start });
  assertEquals(trace.outcome, { status: "finished" });
  assertEquals(
    trace.events.map(({ iteration, event }) => ({ iteration, event })),
    [
      { iteration: 1, event: "least squares" },
    ],
  );
  const [{ detail }] = trace.events;
  assert(/^weights W1 .* in \d of 5 batches$/.test(detail), detail);
});

Deno.test("train() ends as diverged where reconstructions stop being finite", async () => {
  for (const name of ["BP", "PBP", "NDI"]) {
    const { trace } = await trainShortly({ eta: 1e30 }, { name });
    const { outcome } = trace;
    if (outcome.status !== "diverged") throw new Error(outcome.status);
    assertEquals(outcome.reason, "a reconstruction is not finite");
    assert(outcome.iteration > 1 && outcome.iteration <= 14);
  }
});

Deno.test("train() ends as diverged where an error stops being finite, and does not record it", async () => {
  for (const evaluateEvery of [1, 100]) {
    const { outcome, series } = (await trainShortly(
      { eta: 1e30, evaluateEvery, examples: 20, epochs: 1 },
    )).trace;
    const set = evaluateEvery === 1 ? "test" : "train"; // at the end of the epoch
    assertEquals(outcome, {
      status: "diverged",
      iteration: 1,
      reason: `the ${set} error is not finite`,
    });
    const values = Object.values(series).flatMap(({ value }) => [...value]);
    assertEquals(values.filter((error) => !Number.isFinite(error)), []);
  }
});

Deno.test("train() carries a decay that float32 would lose", async () => {
  const { weights } = await trainShortly({ eta: 0, decay: 1e-9, epochs: 20 });
  const { data: W } = weights.W0 as FloatMatrix;
  const before = problem.start.W0.data;
  const kept = (1 - 1e-9) ** 140;
  W.forEach((w, i) => assertEquals(w, Math.fround(kept * before[i])));
  assert(W.some((w, i) => w !== before[i]));
});

Deno.test("train() leaves the start as it was, whether it ends well or not", async () => {
  const before = structuredClone(problem.start);
  for (const name of ["FA", "NDI"]) {
    await trainShortly({ batches: 2 }, { name });
  }
  await trainShortly({ eta: 1e30 });
  await assertRejects(
    () => trainShortly({ examples: 231 }),
    RangeError,
    "Cannot train on 231 examples: there are 230 training images",
  );
  assertEquals(problem.start, before);
});

Deno.test("train() reconstructs the first test image of each digit", async () => {
  const { archives } = await trainShortly({ batches: 1 });
  const digits = decodeDigits(encodeValues(archives!["digits.npz"]));
  const { labels, pixels } = problem.data.test;
  const first = labels.indexOf(3) * 784;
  const row = [...new Set(labels)].sort().indexOf(3) * 784;
  assertEquals(
    digits.images.data.slice(row, row + 784),
    pixels.slice(first, first + 784),
  );
  assertEquals(digits.reconstructions.shape, digits.images.shape);
  assert(digits.reconstructions.data.every(Number.isFinite));
});
