/**
 * The nonlinear regression against the published runs, seed for seed.
 *
 * Every model is compared number for number; the `-3` models start from the
 * published B1 and B2, since the descent that makes them is chaotic. No loop
 * needs a repair in these runs.
 */
import { assert, assertEquals } from "@std/assert";
import { nonlinearRegressionModels } from "../../../../lib/experiments/nonlinear_regression/models.ts";
import { train } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import type { Matrix } from "../../../../lib/linalg/matrix.ts";
import type { Trace } from "../../../../lib/io/trace.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { type Golden, goldenRuns } from "./golden.ts";
import { modelNamed, publishedStartOf, settingsOf, startOf } from "./starts.ts";

/** An arc cosine tells angles below 1e-6 degrees apart only as its cosine does. */
function sameAngle(own: number, published: number): boolean {
  const cosine = (degrees: number) => Math.cos(degrees * Math.PI / 180);
  return Math.abs(own - published) <= 1e-6 ||
    Math.abs(cosine(own) - cosine(published)) <= 2 ** -51;
}

/** What `metric` was at an iteration, if that was measured. */
function at({ series }: Trace, metric: string, iteration: number) {
  const { iteration: measured, value } = series[metric];
  const k = measured.indexOf(iteration);
  return k < 0 ? null : value[k];
}

/** Compares a trace with the published one wherever both were measured; returns at how many places. */
function assertSameTrace(own: Trace, golden: Golden, name: string): number {
  const { error, stability, angles } = golden.traces[name];
  let places = 0;
  golden.iterations.forEach((i, k) => {
    const ownError = at(own, "error", i);
    if (ownError === null) return;
    places++;
    assertClose([ownError], [error[k]], 1e-9 * error[k] + 1e-15 * error[0]);
    stability?.[k].forEach((published, l) => {
      const abscissa = at(own, `spectral_abscissa_${l + 1}`, i)!;
      assertClose([abscissa], [published], 1e-9);
    });
    angles?.[k].forEach((published, column) => {
      const metric = ["feedback_1", "feedback_2", "ndi_1", "ndi_2"][column];
      const angle = at(own, `angle_${metric}`, i)!;
      assert(
        sameAngle(angle, published),
        `angle_${metric} at ${i}: ${angle}, published ${published}`,
      );
    });
  });
  return places;
}

const short = ["1000 examples, seed 0", "1000 examples, seed 1"] as const;

for (const title of short) {
  const golden = goldenRuns[title];
  const published = golden.parameters.model_name.length;
  for (const model of nonlinearRegressionModels.slice(0, published)) {
    Deno.test(`${model.name} follows the published run of ${title}`, () => {
      const { trace, weights } = train({
        start: publishedStartOf(golden),
        model,
        settings: { ...settingsOf(golden), evaluateEvery: 10 },
      });
      const places = assertSameTrace(trace, golden, model.name);
      assertEquals(
        places,
        golden.iterations.filter((i) => i % 10 === 0).length + 1,
      );
      assertEquals(trace.events, []);
      for (const [name, own] of Object.entries(weights)) {
        const published = golden.final[model.name][name as "W0"]?.flat() ?? [];
        if (published.length === 0) continue; // BP and PBP have no feedback
        const data = own instanceof Float64Array ? own : (own as Matrix).data;
        assertClose(data, published, 1e-12);
      }
    });
  }
}

Deno.test("every iteration at the beginning is as published", () => {
  const golden = goldenRuns["1000 examples, seed 0"];
  const start = startOf(golden);
  const settings = { ...settingsOf(golden), iterations: 21 };
  // the order is that of the whole run, cut off
  const first = { ...start, order: start.order.subarray(0, 21) };
  for (const name of ["NDI-2", "DI-2"]) {
    const model = modelNamed(name);
    const { trace } = train({
      start: first,
      model,
      settings,
    });
    assertEquals(assertSameTrace(trace, golden, name), 21);
  }
});

for (const name of ["PBP", "NDI-2"]) {
  Deno.test(`${name} follows the published run of 10000 examples to its end`, () => {
    const golden = goldenRuns["10000 examples, seed 0"];
    const { trace } = train({
      start: startOf(golden),
      model: modelNamed(name),
      settings: { ...settingsOf(golden), evaluateEvery: 5000 },
    });
    assertEquals(assertSameTrace(trace, golden, name), 3);
  });
}

/** The last error over the first, with feedback optimised by the published script or here. */
function progress(golden: Golden, name: string, start = startOf(golden)) {
  const { trace } = train({
    start,
    model: modelNamed(name),
    settings: { ...settingsOf(golden), evaluateEvery: 1000 },
  });
  const { value } = trace.series.error;
  return value[value.length - 1] / value[0];
}

for (const name of ["NDI-3", "DI-3", "SDI-3"]) {
  Deno.test(`${name} learns about as far with feedback optimised here`, () => {
    for (const title of short) {
      const golden = goldenRuns[title];
      const { error } = golden.traces[name];
      const ratio = progress(golden, name) /
        (error[error.length - 1] / error[0]);
      assert(ratio > 1 / 3 && ratio < 3, `${ratio} times the published error`);
    }
  });
}
