import { assert } from "@std/assert";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { endsOf } from "../../../lib/statistics/ends.ts";
import { runOf } from "./runs.ts";

const samples = 1500;

/** In which share of samples the intervals of a model's ends hold what they estimate. */
function coverageOf(
  n: number,
  metric: string,
  truth: number,
  draw: (z: number) => number,
) {
  const normal = new NumpyRandom(n).normal(samples * n);
  const seeds = Array.from({ length: n }, (_, seed) => seed);
  const held = { mean: 0, median: 0, iqm: 0 };
  for (let k = 0; k < samples; k++) {
    const runs = seeds.map((seed) =>
      runOf("BP", seed, { [metric]: [draw(normal[k * n + seed])] })
    );
    const { models: [model] } = endsOf(runs, {
      experiment: "made-up",
      models: ["BP"],
      seeds,
    })!;
    for (const name of ["mean", "median", "iqm"] as const) {
      const { low, high } = model[name];
      if (low! <= truth && truth <= high!) held[name]++;
    }
  }
  return Object.entries(held).map(([name, count]) =>
    [name, count / samples] as const
  );
}

for (const n of [10, 20]) {
  Deno.test(`of ${n} normal or log-normal ends, 95 % intervals hold what they estimate in 92 to 97 % of samples`, () => {
    const normal = coverageOf(n, "test_error", 3, (z) => 3 + z);
    const logNormal = coverageOf(n, "error", 1, Math.exp);
    for (const [name, share] of [...normal, ...logNormal]) {
      assert(share > .92 && share < .97, `${name}: ${share}`);
    }
  });
}
