/** aggregate: tables, curves and numbers, from the runs of all seeds. */
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import { from, type Inputs, node, placeOf } from "./node.ts";
import { differingOf } from "./studies/differences.ts";
import { modelText } from "./studies/models.ts";
import type { CorrectedStudy, Study } from "./studies/studies.ts";
import type { StudySweep } from "./studies/sweep.ts";

/** Tables of an experiment, by the files of its node; all measurements of MNIST, of which there are few, as Parquet, too. */
function tablesOf({ name, mnist }: Study) {
  return {
    "table.csv": `tables/${name}.csv`,
    ...mnist && { "table.parquet": `tables/${name}.parquet` },
    "curves.csv": `tables/${name}-curves.csv`,
    "ends.csv": `tables/${name}-ends.csv`,
  };
}

export function aggregate(study: Study): NodeSpec {
  const { name, label, settings, seeds, mnist, changed, departures } = study;
  const tables = tablesOf(study);
  const models = study.models.map(({ name }) => name);
  return node(`aggregate/${name}`, "pipeline/nodes/aggregate.ts", {
    settings: {
      ...{ experiment: name, models, seeds: [...seeds], label, settings },
      ...addedOf(study),
      ...changed && { changed },
      ...departures && { departures },
      ...differingOf(study),
      ...mnist && { parquet: true },
    },
    inputs: runsOf(name, models, { seeds }),
    partial: true,
    outputs: [
      ...Object.keys(tables),
      ...["curves.npz", "runs.npz", "readings.json", "statistics.json"],
      "summary.json",
    ],
    shown: tables,
  });
}

/** What each model is that the paper does not have, if there are any. */
function addedOf(
  { models }: Pick<Study, "models">,
): Record<string, Record<string, string>> {
  const added = models.filter(({ added }) => added)
    .map((model) => [model.name, modelText(model)]);
  return added.length > 0 ? { added: Object.fromEntries(added) } : {};
}

/** The effects of corrections, if there are any. */
export function aggregateCorrections(
  corrected: readonly CorrectedStudy[],
): NodeSpec[] {
  if (corrected.length === 0) return [];
  return [
    node("aggregate/corrections", "pipeline/nodes/aggregate_corrections.ts", {
      settings: {
        corrections: corrected.map((study) => ({
          experiment: study.published,
          correction: study.correction.id,
          models: study.models.map(({ name }) => name),
          seeds: [...study.seeds],
          measures: [...study.correction.measures],
          ...differingOf(study),
        })),
      },
      inputs: corrected.flatMap((study) => {
        const { name, published, correction, seeds } = study;
        const models = study.models.map(({ name }) => name);
        const before = { seeds, prefix: `published/${published}/` };
        const after = { seeds, prefix: `${published}/${correction.id}/` };
        return [
          ...runsOf(published, models, before),
          ...runsOf(name, models, after),
        ];
      }),
      partial: true,
      outputs: ["table.csv", "effects.json"],
      shown: { "table.csv": "tables/corrections.csv" },
    }),
  ];
}

export function aggregateSweep(sweep: StudySweep): NodeSpec {
  const { name, study: { name: experiment, label, settings, seeds } } = sweep;
  const { measure, axes, models } = sweep;
  const swept = models.map(({ name, usual, points }) => ({
    ...{ name, usual },
    points: points.map((point) => (
      { place: placeOf(name, point.name), values: point.values }
    )),
  }));
  const places = swept.flatMap(({ points }) =>
    points.map(({ place }) => place)
  );
  return node(`aggregate/${name}`, "pipeline/nodes/aggregate_sweep.ts", {
    settings: {
      ...{ name, experiment, measure, label, settings, seeds: [...seeds] },
      ...addedOf(sweep.study),
      axes: axes.map((axis) => ({ ...axis })),
      models: swept,
    },
    inputs: runsOf(experiment, places, { seeds }),
    partial: true,
    outputs: ["table.csv", "sweep.json", "curves.npz", "summary.json"],
    shown: { "table.csv": `tables/${name}.csv` },
  });
}

/** Traces and outcomes of an experiment's runs from every seed, as inputs: of models, or at places of a sweep. */
function runsOf(
  experiment: string,
  places: readonly string[],
  { seeds, prefix = "" }: { seeds: readonly number[]; prefix?: string },
): Inputs[] {
  const files = ["trace.npz", "outcome.json"];
  return places.flatMap((place) => seeds.map((seed) => `${place}/seed-${seed}`))
    .map((run) =>
      from(`train/${experiment}/${run}`, files, `${prefix}${run}/`)
    );
}
