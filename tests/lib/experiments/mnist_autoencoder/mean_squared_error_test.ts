import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  AutoencoderNetwork,
  meanSquaredErrorOver,
} from "../../../../lib/experiments/mnist_autoencoder/network.ts";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import type { Gemm } from "../../../../lib/linalg/gemm.ts";
import { plainGemm } from "../../network/plain_gemm.ts";
import { wasm } from "../../network/backends.ts";
import { smallProblem } from "./small_problem.ts";

const { data, start } = smallProblem();
const [model] = publishedModels;

Deno.test("meanSquaredErrorOver() measures with products at once as without, as the network learns", async () => {
  const network = new AutoencoderNetwork({
    backend: wasm,
    model,
    start,
    settings: { eta: 2e-3, decay: 1e-3 },
  });
  let products = 0;
  const syncGemm: Gemm = (...operands) => {
    products++;
    plainGemm(...operands);
  };
  const { pixels } = data.test;
  const plain = meanSquaredErrorOver(pixels, {});
  const sorted = meanSquaredErrorOver(pixels, { syncGemm });
  const errors: number[] = [];
  for (let batch = 0; batch < 3; batch++) {
    const wanted = await plain(network);
    assertAlmostEquals(await sorted(network) / wanted, 1, 1e-6);
    errors.push(wanted);
    await network.learn({ pixels: data.train.pixels.subarray(0, 20 * 784) });
  }
  assertEquals(errors, errors.toSorted((a, b) => b - a));
  // the first is not a product of full matrices
  assertEquals(products, 3 * 5 * Math.ceil(data.test.count / 500));
});
