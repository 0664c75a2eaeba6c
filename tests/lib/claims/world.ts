/**
 * Made-up results in which every claim holds, small enough for a table: what each model
 * of each experiment comes to. Tests change one thing in it and see what becomes of a claim.
 */
import type { Evidence } from "../../../lib/claims/compare.ts";
import { type Readings, readingsOf } from "../../../lib/claims/readings.ts";
import type { Run } from "../../../lib/statistics/run.ts";
import type { Outcome, TraceEvent } from "../../../lib/io/trace.ts";

/** Metric → value at each of the experiment's iterations, or one function of the iteration. */
type Curve = (iteration: number) => number;

/** What one model comes to, in every seed alike but for a small spread. */
export interface MadeUpModel {
  curves: Record<string, Curve>;
  outcome: Outcome;
  events: TraceEvent[];
  /** the last iteration it is measured at; that of the experiment if not given */
  end?: number;
}

export interface World {
  seeds: number[];
  models: Record<string, Record<string, MadeUpModel>>;
}

/** Where each experiment is measured. */
const grids: Record<string, number[]> = {
  "linear-regression": [0, 50, 99, 199, 1000, 1499, 1600, 1999],
  "linear-regression-normalised": [0, 199, 1999, 3999],
  "nonlinear-regression": [0, 5000, 9999, 19999],
  "mnist-classification": [0, 59000, 899000, 899999],
  "mnist-autoencoder-normal": [10, 100, 150, 12000],
  "mnist-autoencoder-orthogonal": [10, 100, 150, 12000],
  "mnist-dynamic-inversion": [0, 9500],
  "mnist-autoencoder-dynamic-inversion": [10, 200],
  "dynamic-inversion-settling": [1, 100, 999],
  "fashion-classification": [0, 58000, 118000, 119999],
  "fashion-autoencoder": [10, 100, 150, 1200],
  "mnist-autoencoder-mirror": [10, 4000, 8000],
  "gauss-newton-linear": [1e-6, .01, 1e3],
  "gauss-newton-nonlinear": [1e-6, .01, 1e3],
  "gauss-newton-teacher": [1e-6, .01, 1e3],
  "nonlinear-regression-teacher": [0, 5000, 9999],
};

/** An error that falls by so many powers of ten until `end`. */
export const falling = (powers: number, end: number): Curve => (iteration) =>
  10 ** (-powers * Math.min(1, iteration / end));

export const constant = (value: number): Curve => () => value;

/** From one value to another, in a straight line until `end`. */
const from = (first: number, last: number, end: number): Curve => (iteration) =>
  first + (last - first) * Math.min(1, iteration / end);

function madeUp(curves: Record<string, Curve>): MadeUpModel {
  return { curves, outcome: { status: "finished" }, events: [] };
}

function mapped<Value>(
  values: Record<string, Value>,
  made: (value: Value, name: string) => MadeUpModel,
): Record<string, MadeUpModel> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, made(value, name)]),
  );
}

/** A world in which every claim holds. */
export function claimedWorld(seeds: number[] = [0, 1, 2]): World {
  const linear = {
    ...{ "BP": 7, "FA": 7, "FA-2": 7, "PBP": 12, "NDI": 11, "NDI-2": 13 },
    ...{ "NDI-3": 11, "DI": 11, "DI-2": 13, "DI-3": 11 },
  };
  const nonlinear = {
    ...{ "BP": 5, "FA": 5, "FA-2": 5, "PBP": 6, "NDI": 6, "NDI-2": 7 },
    ...{ "NDI-3": 6, "DI": 6, "DI-2": 7, "DI-3": 6 },
    ...{ "SDI": 6, "SDI-2": 7, "SDI-3": 6 },
  };
  const autoencoder = { BP: 2, FA: 1.5, PBP: 3, NDI: 3, "NDI-2": 2.5 };
  const toBP: Curve = (leak) => leak < .01 ? 60 : 1 / (1 + leak);
  const toPBP: Curve = (leak) => leak < .01 ? .1 : 60;
  const toGN = constant(40);
  const angles = { BP: toBP, PBP: toPBP, LGN: toGN, GN: toGN };
  const compared = () =>
    mapped(angles, (angle) =>
      madeUp({
        ...{ angle_start_1: angle, angle_start_2: angle },
        ...{ angle_trained_1: angle, angle_trained_2: angle },
      }));
  return {
    seeds,
    models: {
      "linear-regression": mapped(linear, (powers, name) =>
        madeUp({
          error: falling(powers, 1999),
          ...name.startsWith("DI")
            ? {
              angle_ndi_1: name === "DI-2" ? from(7, 1, 500) : constant(1),
              angle_pbp_1: from(60, 10, 1999),
              angle_feedback_1: from(0, 30, 500),
            }
            : {},
        })),
      "linear-regression-normalised": mapped(
        { BP: 3, FA: 3, DI: 3.5, "DI-2": 3.5, "DI-3": 3.5 },
        (powers) => madeUp({ error: falling(powers, 1999) }),
      ),
      "nonlinear-regression": mapped(nonlinear, (powers, name) =>
        madeUp({
          error: falling(powers, 9999),
          ...name.includes("DI") && !name.startsWith("N")
            ? { angle_ndi_1: constant(8), angle_ndi_2: constant(8) }
            : {},
        })),
      "mnist-classification": {
        BP: madeUp({ test_error: from(.06, .02, 899000) }),
        FA: madeUp({ test_error: from(.06, .03, 899000) }),
        PBP: madeUp({ test_error: from(.05, .02, 899000) }),
        NDI: madeUp({ test_error: from(.05, .02, 899000) }),
        "NDI-2": madeUp({ test_error: from(.05, .02, 899000) }),
      },
      "mnist-autoencoder-normal": mapped(autoencoder, (powers) =>
        madeUp({
          test_error: (batch) =>
            batch < 12000 ? 10 ** (-powers / 3) : 10 ** -powers,
        })),
      "mnist-autoencoder-orthogonal": mapped(autoencoder, (powers) =>
        madeUp({
          test_error: (batch) =>
            batch < 12000 ? 10 ** (-powers / 3) : 10 ** -powers,
        })),
      "mnist-dynamic-inversion": mapped(
        { "NDI-2": .08, "DI": .08 },
        (error) => madeUp({ test_error: constant(error) }),
      ),
      "mnist-autoencoder-dynamic-inversion": mapped(
        { "NDI-2": .04, "DI": .04 },
        (error) => madeUp({ test_error: constant(error) }),
      ),
      "dynamic-inversion-settling": mapped(
        { "DI": 1, "DI-2": 1.5, "DI-4": 2, "DI-5": .01 },
        (angle) =>
          madeUp({
            "angle_start_dt_0.5": constant(angle),
            "angle_trained_dt_0.5": (steps) => 5 / steps ** 2,
          }),
      ),
      "fashion-classification": mapped(
        { BP: .16, FA: .18, PBP: .15, NDI: .15, "NDI-2": .15 },
        (end) => madeUp({ test_error: from(.3, end, 118000) }),
      ),
      "fashion-autoencoder": mapped(autoencoder, (powers) =>
        madeUp({
          test_error: (batch) =>
            batch < 1200 ? 10 ** (-powers / 3) : 10 ** -powers,
        })),
      "mnist-autoencoder-mirror": mapped(
        { NDI: .06, "NDI-mirror": .04 },
        (end, name) =>
          madeUp({
            test_error: from(.07, end, 8000),
            ...name === "NDI-mirror" && Object.fromEntries(
              [1, 2, 3, 4, 5].map((layer) => [
                `angle_feedback_${layer}`,
                from(90, 10, 4000),
              ]),
            ),
          }),
      ),
      "gauss-newton-linear": compared(),
      "gauss-newton-nonlinear": compared(),
      "gauss-newton-teacher": compared(),
      "nonlinear-regression-teacher": mapped(
        {
          ...{ "BP": 1, "FA": 1, "FA-2": .7, "PBP": 1.2, "NDI": 1, "NDI-2": 1 },
          ...{ "DI": 1, "DI-2": 1, "SDI": .7, "SDI-2": .7, "GN": 1, "GN-2": 1 },
        },
        (powers) => {
          const error = falling(powers, 9999);
          return madeUp({ error, centred_error: error });
        },
      ),
    },
  };
}

/** The runs of a world by experiment: seeds differ by a ten-thousandth. */
export function runsOf({ seeds, models: all }: World): Record<string, Run[]> {
  return Object.fromEntries(
    Object.entries(all).map(([experiment, models]) => [
      experiment,
      Object.entries(models).flatMap(([name, model]) =>
        seeds.map((seed) => runOf(name, model, { seed, experiment }))
      ),
    ]),
  );
}

/** What claims are held against in a world. */
export function resultsOf(world: World): Evidence {
  const { seeds } = world;
  const readings: Record<string, Readings> = {};
  const summaries: Record<string, { seeds: number[] }> = {};
  for (const [experiment, runs] of Object.entries(runsOf(world))) {
    summaries[experiment] = { seeds };
    readings[experiment] = readingsOf(runs, experiment);
  }
  return { readings, summaries };
}

function runOf(
  name: string,
  { curves, outcome, events, end = Infinity }: MadeUpModel,
  { seed, experiment }: { seed: number; experiment: string },
): Run {
  const iteration = Float64Array.from(
    grids[experiment].filter((iteration) => iteration <= end),
  );
  const series = Object.fromEntries(
    Object.entries(curves).map(([metric, curve]) => [metric, {
      iteration,
      value: iteration.map((i) => curve(i) * (1 + 1e-4 * seed)),
    }]),
  );
  return { model: name, seed, trace: { series, outcome, events } };
}
