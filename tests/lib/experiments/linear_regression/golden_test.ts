/**
 * The linear regression against the published runs, seed for seed.
 *
 * Every model is compared number for number; the `-3` models start from the
 * published B1, since the descent that makes it is chaotic, and a model is
 * compared up to its first repair, which descends likewise.
 */
import { assert } from "@std/assert";
import { linearRegressionModels } from "../../../../lib/experiments/linear_regression/models.ts";
import { train } from "../../../../lib/experiments/linear_regression/train.ts";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { copy } from "../../../../lib/linalg/matrix.ts";
import type { Trace } from "../../../../lib/io/trace.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { type Golden, goldenRuns } from "./golden.ts";
import { settingsOf, startOf } from "./starts.ts";
import { matrixFromRows } from "../../linalg/matrix_from_rows.ts";

/**
 * With updates of unit length the weights never settle: near the smallest error
 * each step turns the next, and rounding grows a thousandfold every hundred
 * iterations. From here on two runs of the same equations part.
 */
const predictable = 3200;

const titles = Object.keys(goldenRuns) as (keyof typeof goldenRuns)[];

function follow(golden: Golden, model: Model, ownFeedback = false) {
  const start = { ...startOf(golden) };
  if (model.feedback.kind === "optimised" && !ownFeedback) {
    start.B1 = matrixFromRows(golden.initial.B1_opt);
  }
  return train({ start, model, settings: settingsOf(golden) });
}

/** The places k in a golden trace at which the runs can be compared. */
function comparable(golden: Golden, { events }: Trace): number[] {
  const repaired = events.find(({ event }) => event === "repaired");
  const unit = settingsOf(golden).normaliseUpdates;
  const end = Math.min(
    repaired?.iteration ?? Infinity,
    unit ? predictable : Infinity,
  );
  return [...golden.iterations.keys()].filter((k) =>
    golden.iterations[k] < end
  );
}

/** An arc cosine tells angles below 1e-6 degrees apart only as its cosine does. */
function sameAngle(own: number, published: number): boolean {
  const cosine = (degrees: number) => Math.cos(degrees * Math.PI / 180);
  return Math.abs(own - published) <= 1e-6 ||
    Math.abs(cosine(own) - cosine(published)) <= 2 ** -51;
}

for (const title of titles) {
  const golden = goldenRuns[title];
  const published = golden.parameters.model_name.length;
  for (const model of linearRegressionModels.slice(0, published)) {
    Deno.test(`${model.name} follows the published run of ${title}`, () => {
      const { trace, weights } = follow(golden, model);
      const { error, stability, angles } = golden.traces[model.name];
      const places = comparable(golden, trace);
      for (const k of places) {
        const i = golden.iterations[k];
        const own = trace.series.error.value[i];
        assertClose([own], [error[k]], 1e-9 * error[k] + 1e-15 * error[0]);
        if (!stability || !angles) continue;
        const { value } = trace.series.spectral_abscissa_1;
        assertClose([value[i]], stability[k], 1e-9);
        const names = ["angle_feedback_1", "angle_ndi_1", "angle_pbp_1"];
        names.forEach((name, column) => {
          const own = trace.series[name].value[i];
          const published = angles[k][column];
          assert(
            sameAngle(own, published),
            `${name} at ${i}: ${own}, published ${published}`,
          );
        });
      }
      if (places.length < golden.iterations.length) return;
      for (const name of ["W0", "W1", "B1"] as const) {
        const published = golden.final[model.name][name].flat();
        if (published.length === 0) continue; // BP and PBP have no feedback
        assertClose(weights[name].data, published, 1e-9);
      }
    });
  }
}

for (const title of titles.slice(0, 2)) {
  const published = goldenRuns[title].parameters.model_name.length;
  for (const model of linearRegressionModels.slice(0, published)) {
    if (model.feedback.kind !== "optimised") continue;
    Deno.test(`${model.name} learns as far with feedback optimised here, in ${title}`, () => {
      const { trace } = follow(goldenRuns[title], model, true);
      const { value } = trace.series.error;
      assert(value[value.length - 1] < 1e-8 * value[0]);
    });
  }
}

Deno.test("updates of unit length make the last digit of one weight felt", () => {
  const golden = goldenRuns["linear-regression-normalised, seed 0"];
  const model = linearRegressionModels.find(({ name }) => name === "FA")!;
  const settings = { ...settingsOf(golden), evaluateEvery: predictable - 1 };
  const start = startOf(golden);
  const W0 = copy(start.W0);
  W0.data[3] *= 1 + 2 ** -50;
  const [plain, moved] = [start, { ...start, W0 }].map((start) =>
    train({ start, model, settings }).trace.series.error.value
  );
  const distance = plain.map((error, k) => Math.abs(moved[k] / error - 1));
  assert(distance[1] < 1e-9, `${distance[1]} at iteration ${predictable - 1}`);
  assert(distance[2] > 1e-6, `${distance[2]} at the last iteration`);
});
