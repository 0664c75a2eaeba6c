import {
  bestPoint,
  type Sweep,
  type SweptAxis,
  type SweptPoint,
  sweptPoint,
  type SweptRun,
  type SweptValue,
} from "../../../lib/statistics/sweep.ts";

/** How a made-up run ended: with a value, or with a word for why it has none. */
type End = number | Exclude<SweptRun["status"], "finished">;

/** A model of a made-up sweep: what it has otherwise, and how it ended at a point from a seed. */
export interface MadeUp {
  name: string;
  usual: SweptPoint["values"];
  end(values: SweptPoint["values"], seed: number): End;
}

/** A made-up sweep, each model at every point of the axes that it has a usual value of. */
export function madeUpSweep(
  axes: SweptAxis[],
  models: readonly MadeUp[],
  {
    seeds = [0, 1, 2],
    measure = "error_left",
    experiment = "linear-regression",
  }: Partial<
    Pick<Sweep, "seeds" | "measure" | "experiment">
  > = {},
): Sweep {
  return {
    ...{ experiment, measure, axes, seeds },
    models: models.map(({ name, usual, end }) => {
      const points = axes.filter(({ key }) => key in usual)
        .reduce<Record<string, SweptValue>[]>(
          (points, { key, values }) =>
            points.flatMap((point) =>
              values.map((value) => ({ ...point, [key]: value }))
            ),
          [{}],
        ).map((values) =>
          sweptPoint(
            values,
            seeds.map((seed) => runOf(seed, end(values, seed))),
            measure,
          )
        );
      return { name, usual, points, best: bestPoint(points) };
    }),
  };
}

function runOf(seed: number, end: End): SweptRun {
  return typeof end === "number"
    ? { seed, status: "finished", iteration: 119, final: end, lowest: end }
    : { seed, status: end, iteration: 7, final: null, lowest: null };
}

export const etas: SweptAxis = {
  key: "eta",
  values: [1e-4, .001, .01, .1],
  scale: "log",
};
export const leaks: SweptAxis = {
  key: "leak",
  values: [0, .01, .1],
  scale: "log",
};

/** BP, which reads no leak, and DI, which diverges, loses its stability and ends high at some points. */
export const twoModels: readonly MadeUp[] = [
  {
    name: "BP",
    usual: { eta: .01 },
    end: ({ eta }, seed) =>
      eta === .1
        ? "diverged"
        : 10 ** (-1 - seed / 4) * Math.exp(-1e3 * Number(eta)),
  },
  {
    name: "DI",
    usual: { eta: .01, leak: .01 },
    end: ({ eta, leak }, seed) =>
      eta === .1
        ? leak === 0 ? "unstable" : seed === 0 ? 1e3 : "diverged"
        : eta === .001 && leak === .1 && seed === 1
        ? "missing"
        : 10 ** (-1 - seed / 4) *
          Math.exp(-800 * Number(eta) + 20 * Number(leak)),
  },
];
