/**
 * The whole pipeline on one page: every node, what it reads and what it makes.
 *
 *     fetch → initialise → train → aggregate → render → report
 */
import type { NodeSpec } from "./engine/node_spec.ts";
import type { Experiment } from "./experiments.ts";
import { type Figure, figures } from "./figures/catalogue.ts";
import { withPriorities } from "./priorities.ts";
import type { Settings } from "./settings.ts";

/** One experiment as a run wants it. */
export interface Study extends Omit<Experiment, "settings"> {
  settings: Settings;
  label: string;
  /** what opens its backend; nothing by default */
  hints?: NodeSpec["hints"];
}

/** What a run wants of the pipeline. */
export interface Wanted {
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

/** The nodes of a run, in the direction of flow. */
export function stages({ studies, seeds, profile, mnistSource }: Wanted) {
  const drawn = figures.filter(({ experiments }) =>
    experiments.every((experiment) =>
      studies.some(({ name }) => name === experiment)
    )
  );
  return withPriorities([
    fetchMnist(mnistSource),
    ...studies.flatMap((study) => seeds.map((seed) => initialise(study, seed))),
    ...studies.flatMap((study) =>
      study.models.flatMap((model) =>
        seeds.map((seed) => train(study, { model, seed }))
      )
    ),
    ...studies.map((study) => aggregate(study, seeds)),
    ...drawn.map((figure) => render(figure, { studies, seeds })),
    report(drawn, { studies, seeds, profile }),
  ]);
}

const plain = { seed: null, backend: null, hints: {} };

function fetchMnist(source: string): NodeSpec {
  return {
    ...plain,
    name: "fetch/mnist",
    stage: "fetch",
    entry: "pipeline/nodes/fetch_mnist.ts",
    settings: {},
    inputs: {},
    outputs: mnistFiles,
    hints: { source },
  };
}

function initialise(study: Study, seed: number): NodeSpec {
  return {
    ...plain,
    name: `initialise/${study.name}/seed-${seed}`,
    stage: "initialise",
    entry: `pipeline/nodes/initialise_${study.program}.ts`,
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
  const start = `initialise/${study.name}/seed-${seed}`;
  return {
    ...plain,
    name: `train/${study.name}/${model.name}/seed-${seed}`,
    stage: "train",
    entry: `pipeline/nodes/train_${study.program}.ts`,
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
    hints: study.hints ?? {},
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
    inputs: Object.assign(
      {},
      ...models.flatMap((model) =>
        seeds.map((seed) =>
          outputsOf(
            `train/${name}/${model}/seed-${seed}`,
            ["trace.npz", "outcome.json"],
            `${model}/seed-${seed}/`,
          )
        )
      ),
    ),
    partial: true,
    outputs: ["table.csv", "curves.npz", "runs.npz", "summary.json"],
  };
}

function render(
  { name, experiments, digits = false }: Figure,
  { studies, seeds: [seed] }: Pick<Wanted, "studies" | "seeds">,
): NodeSpec {
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
    entry: `pipeline/nodes/render_${name.replaceAll("-", "_")}.ts`,
    settings: {},
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
  };
}

function report(
  drawn: readonly Figure[],
  { studies, seeds, profile }: Pick<Wanted, "studies" | "seeds" | "profile">,
): NodeSpec {
  return {
    ...plain,
    name: "report",
    stage: "report",
    entry: "pipeline/nodes/report.ts",
    settings: {
      label: `${profile} profile`,
      profile,
      seeds: [...seeds],
      figures: drawn.map((figure) => ({ ...figure })),
      experiments: studies.map(({ name, title, label }) => (
        { name, title, label }
      )),
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
    ),
    outputs: ["index.html"],
  };
}

/** Outputs of a node as inputs of another, under the same names after a prefix. */
function outputsOf(node: string, outputs: string[], prefix = "") {
  return Object.fromEntries(
    outputs.map((output) => [`${prefix}${output}`, { node, output }]),
  );
}

function pick(settings: Settings, keys: readonly string[]): Settings {
  return Object.fromEntries(keys.map((key) => [key, settings[key]]));
}
