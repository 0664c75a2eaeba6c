import { assert, assertAlmostEquals, assertEquals, equal } from "@std/assert";
import * as v from "valibot";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { mirroredAutoencoderModels } from "../../../../lib/experiments/mirrored_autoencoder/models.ts";
import {
  type MirroredAutoencoderSettings,
  mirroredAutoencoderSettings,
} from "../../../../lib/experiments/mirrored_autoencoder/settings.ts";
import { train } from "../../../../lib/experiments/mirrored_autoencoder/train.ts";
import {
  collapseOf,
  errorOfMeanImage,
} from "../../../../lib/experiments/mnist_autoencoder/collapse.ts";
import {
  batchesOf,
  train as trainAutoencoder,
} from "../../../../lib/experiments/mnist_autoencoder/train.ts";
import type { FloatMatrix } from "../../../../lib/linalg/dense_algebra.ts";
import {
  type Matrix,
  matrix,
  transpose,
} from "../../../../lib/linalg/matrix.ts";
import { angle } from "../../../../lib/linalg/norms.ts";
import { product } from "../../../../lib/linalg/product.ts";
import type { Backend } from "../../../../lib/network/backend.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { assertAllClose } from "../../kernels/numbers.ts";
import { wasm } from "../../network/backends.ts";
import { trainPlainly } from "../mnist_autoencoder/plain_training.ts";
import {
  matricesOf,
  smallProblem,
} from "../mnist_autoencoder/small_problem.ts";

const problem = smallProblem();
const shortly = {
  ...{ epochs: 2, examples: 130, batchSize: 20, evaluateEvery: 4 },
  ...{ trainErrorEvery: "never", eta: 2e-3, decay: 1e-3 } as const,
  ...{ mirrorFirst: 9, mirrorEvery: 3, mirrorNoises: 40, mirrorDecay: 0.3 },
};

function modelOf(name: string) {
  return mirroredAutoencoderModels.find((model) => model.name === name)!;
}

/** Trains a model on `problem`, shortly but for `more`. */
function trainShortly(
  name: string,
  more: Partial<MirroredAutoencoderSettings> = {},
  { data = problem.data, backend = wasm, ...interrupted }:
    & { data?: typeof problem.data; backend?: Backend }
    & Pick<Parameters<typeof train>[0], "pause" | "checkpoint"> = {},
) {
  const { own, ...model } = modelOf(name);
  return train({
    ...{ backend, data, start: problem.start },
    model: model as Model,
    settings: v.parse(mirroredAutoencoderSettings, {
      ...{ ...shortly, ...own, ...more },
    }),
    ...interrupted,
  });
}

/** Lesson `number` of every B, with noises as the network draws them. */
function teachPlainly(B: readonly Matrix[], W: Matrix[], number: number) {
  const { mirrorNoises: n, mirrorDecay: λ } = shortly;
  const random = new NumpyRandom(problem.start.random_words[0] + number);
  B.forEach((B, i) => {
    const X = matrix(B.rows, n, random.normal(B.rows * n));
    const correlation = product(X, transpose(product(W[i + 1], X)));
    B.data.forEach((b, ij) =>
      B.data[ij] = (1 - λ) * b - λ / n * correlation.data[ij]
    );
  });
}

Deno.test("train() without a mirror learns as the published autoencoder does", async () => {
  for (const name of ["NDI", "PBP"]) {
    const { trace, weights } = await trainShortly(name);
    const published = await trainAutoencoder({
      ...{ backend: wasm, data: problem.data, start: problem.start },
      model: modelOf(name) as Model,
      settings: { ...v.parse(mirroredAutoencoderSettings, shortly) },
    });
    assertEquals(
      trace.series.test_error,
      published.trace.series.test_error,
    );
    const others = Object.entries(weights)
      .filter(([name]) => !name.startsWith("B"));
    assert(equal(Object.fromEntries(others), published.weights));
  }
});

Deno.test("train() with a mirror learns, and its feedback does, as plain float64 does", async () => {
  const settings = v.parse(mirroredAutoencoderSettings, shortly);
  const batches = [...batchesOf(settings, problem.start)]
    .map(({ images }) => images);
  const W = matricesOf(problem.start, "W");
  const B = matricesOf(problem.start, "B").map((B) => structuredClone(B));
  const { mirrorFirst, mirrorEvery } = shortly;
  let lessons = 0, done = 0;
  while (lessons < mirrorFirst) teachPlainly(B, W, lessons++);
  const plain = trainPlainly(problem.start, {
    ...{ ...shortly, batches, pixels: problem.data.train.pixels },
    model: modelOf("NDI-mirror") as Model,
    feedback: B,
  }, ({ W }) => {
    const another = ++done % mirrorEvery === 0 && done < batches.length;
    if (another) teachPlainly(B, W, lessons++);
  });
  assertEquals([done, lessons], [14, 13]);
  const { weights } = await trainShortly("NDI-mirror");
  plain.W.forEach(({ data }, k) => {
    const { data: W } = weights[`W${k}`] as FloatMatrix;
    assertAllClose(Float64Array.from(W), data, 1e-5);
    assertAllClose(weights[`b${k}`] as Float64Array, plain.b[k], 1e-4);
  });
  B.forEach(({ data }, i) =>
    assertAllClose((weights[`B${i + 1}`] as Matrix).data, data, 1e-6)
  );
});

for (const products of ["fast", "slow"]) {
  Deno.test(`train() goes on from any batch to the very same end, where products are ${products}`, async () => {
    const backend = products === "fast"
      ? wasm
      : { ...wasm, syncGemm: undefined };
    const kept: Uint8Array[] = [];
    const whole = await trainShortly("NDI-mirror", {}, {
      backend,
      pause: (state) => void kept.push(state()),
    });
    assertEquals(whole.trace.outcome, { status: "finished" });
    assertEquals(kept.length, 14);
    for (const done of [1, 2, 3, 7, 13]) {
      const checkpoint = kept[done - 1];
      const rest = await trainShortly("NDI-mirror", {}, {
        backend,
        checkpoint,
      });
      assert(equal(rest, whole), `differs from batch ${done} on`);
    }
  });
}

Deno.test("train() learns the same bits however often it measures", async () => {
  const often = await trainShortly("NDI-mirror", { evaluateEvery: 1 });
  const seldom = await trainShortly("NDI-mirror", { evaluateEvery: 100 });
  assert(equal(often.weights, seldom.weights));
});

Deno.test("train() measures with each test error the angle of feedback to −Wᵀ, of rules that read any", async () => {
  for (const name of ["NDI", "NDI-mirror"]) {
    const { trace: { series }, weights } = await trainShortly(name, {
      batches: 12,
    });
    for (const k of [1, 2, 3, 4, 5]) {
      const { iteration, value } = series[`angle_feedback_${k}`];
      assertEquals(iteration, series.test_error.iteration);
      assertEquals(series[`condition_${k}`].iteration, iteration);
      const { rows, columns, data } = weights[`W${k}`] as FloatMatrix;
      const W = matrix(rows, columns, Float64Array.from(data));
      const B = name === "NDI"
        ? transpose(problem.start[`W${k}`], -1)
        : weights[`B${k}`] as Matrix;
      const wanted = angle(B.data, transpose(W, -1).data);
      assertAlmostEquals(value.at(-1)!, wanted, 1e-3);
    }
  }
  const { series } = (await trainShortly("PBP")).trace;
  const metrics = [1, 2, 3, 4, 5].map((k) => `condition_${k}`);
  assertEquals(Object.keys(series), ["test_error", ...metrics]);
});

Deno.test("train() brings random feedback close to −Wᵀ before the first batch", async () => {
  const angles = async (more: Partial<MirroredAutoencoderSettings>) => {
    const { series } = (await trainShortly("NDI-mirror", {
      ...{ eta: 0, batches: 1, evaluateEvery: 1 },
      ...more,
    })).trace;
    return [1, 2, 3, 4, 5].map((k) => series[`angle_feedback_${k}`].value[0]);
  };
  assert((await angles({ mirror: false })).every((angle) => angle > 60));
  const taught = await angles({ mirrorNoises: 2000 });
  assert(taught.every((angle) => angle < 10), `${taught}`);
});

Deno.test("train() notes a collapse to the mean image", async () => {
  // blank images: a network that answers nothing knows them, one that has learned others no more
  const data = structuredClone(problem.data);
  data.test.pixels.fill(0);
  const settings = { evaluateEvery: 1, eta: 0.02, epochs: 3 };
  const { trace } = await trainShortly("PBP", settings, { data });
  const learned = data.train.pixels.subarray(0, shortly.examples * 784);
  const error = errorOfMeanImage(learned, data.test.pixels);
  const event = collapseOf(trace.series.test_error, error);
  assert(event);
  assertEquals(trace.events.filter(({ event }) => event === "collapsed"), [
    event,
  ]);
});

Deno.test("train() leaves the start as it was", async () => {
  const before = structuredClone(problem.start);
  await trainShortly("NDI-mirror", { batches: 4 });
  assert(equal(problem.start, before));
});
