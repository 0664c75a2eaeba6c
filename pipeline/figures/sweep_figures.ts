/** The two figures of a sweep: how far each model came at every point, and how it learned at its best. */
import type { SweepMeasure } from "../../lib/statistics/sweep.ts";
import { figures } from "./catalogue.ts";
import type { Panel, SweepFigure } from "./figure.ts";

const errorLeft = "squared error, share of that before training";

/** The figures of a sweep of `keys`, whose axes are those of its experiment's own; `title` is the experiment's. */
export function sweepFigures(
  { name, experiment, title, measure, keys }:
    & Record<"name" | "experiment" | "title", string>
    & { measure: SweepMeasure; keys: string[] },
): [points: SweepFigure, best: Panel] {
  const own = figures.find((figure): figure is Panel =>
    "metrics" in figure && figure.experiment === experiment
  );
  const { palette, large } = own ?? {};
  const vertical = measure === "error_left"
    ? { label: errorLeft, scale: "log" as const }
    : own?.vertical ?? { label: "test error" };
  const { label, factor } = vertical as Panel["vertical"];
  const list = new Intl.ListFormat("en-GB").format(keys);
  return [
    {
      name,
      title: `${title}: sweep of ${list}`,
      caption:
        `How far every model came at each point of a grid of ${list}. A dot is a seed, a line the mean where every seed finished, a ring the best point of a model; a dashed line is the value that the model has otherwise. Marks above a frame are trainings that did not finish, or whose error lies above it.`,
      experiment: name,
      keys,
      vertical: {
        label: `${label}, at the end`,
        ...factor !== undefined && { factor },
      },
      ...palette && { palette },
    },
    {
      name: `${name}-best`,
      title: `${title}: each model at its best point`,
      caption:
        `How every model learns at the point of the grid of ${list} where its error ends lowest.`,
      experiment: name,
      metrics: [measure],
      vertical,
      ...large && { large },
      ...palette && { palette },
    },
  ];
}
