import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import { publishedModels } from "../../../lib/experiments/mnist_models.ts";
import {
  type FirstLayerKind,
  type MnistClassificationSettings,
  mnistClassificationSettings,
} from "../../../lib/experiments/mnist_classification/settings.ts";
import { train } from "../../../lib/experiments/mnist_classification/train.ts";
import type { Backend } from "../../../lib/network/backend.ts";
import { wasm } from "../../lib/network/backends.ts";
import { smallProblem } from "../../lib/experiments/mnist_classification/small_problem.ts";

const problem = smallProblem({ hidden: 100 });

/** 400 examples of BP, by default settings but for these. */
async function trainShortly(
  backend: Backend,
  more: Partial<MnistClassificationSettings> = {},
) {
  const settings = v.parse(mnistClassificationSettings, {
    epochs: 2,
    examples: 200,
    evaluateEvery: 50,
    eta: 0.005,
    decay: 1e-4,
    ...more,
  });
  return await train({
    backend,
    model: publishedModels[0],
    settings,
    ...problem,
  });
}

/**
 * With the first layer of that kind, what 400 examples change in the weights is
 * the same as by default on `wasm` to one part in 10⁴ (in norm), and the errors
 * measured are equal.
 */
export async function assertAgreesWithWasm(
  backend: Backend,
  firstLayer: FirstLayerKind = "dense",
): Promise<void> {
  const wanted = await trainShortly(wasm);
  const found = await trainShortly(backend, { firstLayer });
  assertEquals(found.trace, wanted.trace);
  for (const name of ["W0", "W1", "b0", "b1"] as const) {
    const before = name === "W0" || name === "W1"
      ? problem.start[name].data
      : undefined;
    const [w, f] = [wanted, found].map(({ weights }) => {
      const value = weights[name];
      return "rows" in value ? value.data : value;
    });
    const learned = distance(w, before);
    const apart = distance(f, w);
    assert(learned > 0.001, `${name} learned ${learned}`);
    assert(apart < 1e-4 * learned, `${name} differs by ${apart / learned}`);
  }
}

/** ‖a − b‖, or ‖a‖. */
function distance(a: ArrayLike<number>, b?: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i] - (b?.[i] ?? 0)) ** 2;
  return Math.sqrt(squares);
}
