import * as v from "valibot";
import { initialise } from "../../../../lib/experiments/mnist_classification/initialise.ts";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import { mnistClassificationSettings } from "../../../../lib/experiments/mnist_classification/settings.ts";
import { train } from "../../../../lib/experiments/mnist_classification/train.ts";
import { transpose } from "../../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { wasm } from "../../network/backends.ts";
import { mnist } from "./mnist.ts";
import {
  plainInversion,
  plainPseudobackpropagation,
  trainPlainly,
} from "./plain_training.ts";

// 500 digits as they are, 784-1000-10, from seed 0: one example at a time in
// float64, and in blocks of different lengths, on pixels that are not zero or on all.

const start = initialise(0);
const order = NumpyRandom.fromState(start).permutation(500);
const rates = { eta: 1e-3, decay: 1e-6 };
const rules = {
  BP: undefined,
  PBP: plainPseudobackpropagation,
  "NDI-2": plainInversion(transpose(start.W1, -1), 0.01),
};
const ways = {
  BP: ["sparse", "dense"],
  PBP: ["sparse"],
  "NDI-2": ["sparse"],
} as const;

for (const name of ["BP", "PBP", "NDI-2"] as const) {
  Deno.test(`train() of ${name} leaves the weights of the plain loop after 500 digits, in blocks of 16, 64 and 128`, async () => {
    const plain = trainPlainly(start, {
      train: mnist.train,
      order,
      ...rates,
      rule: rules[name],
    });
    for (const firstLayer of ways[name]) {
      for (const block of [16, 64, 128]) {
        const { weights } = await train({
          backend: wasm,
          model: publishedModels.find((model) => model.name === name)!,
          settings: v.parse(mnistClassificationSettings, {
            epochs: 1,
            examples: 500,
            evaluateEvery: 500,
            trainErrorEvery: "never",
            firstLayer,
            block,
          }),
          start,
          // measured once, which is no matter here: few images will do
          data: {
            train: mnist.train,
            test: {
              count: 1,
              pixels: mnist.test.pixels.subarray(0, 784),
              labels: mnist.test.labels.subarray(0, 1),
            },
          },
        });
        assertClose(weights.W0.data, plain.W0.data, 1e-5);
        assertClose(weights.b0, plain.b0, 1e-5);
        assertClose(weights.W1.data, plain.W1.data, 1e-5);
        assertClose(weights.b1, plain.b1, 1e-5);
      }
    }
  });
}
