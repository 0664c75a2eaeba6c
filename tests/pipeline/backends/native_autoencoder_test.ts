import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as v from "valibot";
import { normalAutoencoderSettings } from "../../../lib/experiments/mnist_autoencoder/settings.ts";
import { mnistAutoencoderModels } from "../../../lib/experiments/mnist_autoencoder/models.ts";
import { train } from "../../../lib/experiments/mnist_autoencoder/train.ts";
import type { Backend } from "../../../lib/network/backend.ts";
import { openBackend } from "../../../pipeline/backends/open.ts";
import { smallProblem } from "../../lib/experiments/mnist_autoencoder/small_problem.ts";
import { wasm } from "../../lib/network/backends.ts";
import { publishedModels } from "../../../lib/experiments/mnist_models.ts";
import { assertLearnsAsPublished } from "../../lib/experiments/mnist_autoencoder/published_batches.ts";
import { testsOf } from "./available.ts";

const test = await testsOf("native");
const problem = smallProblem();
const settings = v.parse(normalAutoencoderSettings, {
  epochs: 2,
  examples: 130,
  batchSize: 20,
  evaluateEvery: 4,
  eta: 2e-3,
  decay: 1e-3,
});

for (const model of mnistAutoencoderModels) {
  test(`native trains an autoencoder with ${model.name} as wasm does, its errors to five digits`, async (found) => {
    const errors = async (backend: Backend) => {
      const { trace } = await train({
        backend,
        model,
        settings,
        ...problem,
      });
      assertEquals(trace.outcome, { status: "finished" });
      return Object.entries(trace.series).flatMap(([name, { value }]) =>
        Array.from(value, (value) => ({ name, value }))
      );
    };
    const wanted = await errors(wasm);
    const measured = await errors(
      await openBackend({ name: "test", ...found }),
    );
    assert(wanted.length > 4);
    assertEquals(
      measured.map(({ name }) => name),
      wanted.map(({ name }) => name),
    );
    measured.forEach(({ value }, k) =>
      assertAlmostEquals(value / wanted[k].value, 1, 1e-5)
    );
  });
}

for (const weights of ["normal", "orthogonal"] as const) {
  for (const model of publishedModels) {
    test(`native learns 20 batches of MNIST with ${model.name} from ${weights} weights as published`, async (found) => {
      const backend = await openBackend({ name: "test", ...found });
      const measured = { test: [10, 20], train: [20] };
      await assertLearnsAsPublished(backend, { weights, model, measured });
    });
  }
}
