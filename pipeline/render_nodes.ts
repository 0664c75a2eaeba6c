/** render: figures, drawn from what is gathered. */
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import type { Json } from "./engine/text/canonical_json.ts";
import { withAddedModels } from "./figures/added_models.ts";
import { experimentsOf, figures, panelsOf } from "./figures/catalogue.ts";
import type {
  FigureDescription,
  Panel,
  SweepFigure,
} from "./figures/figure.ts";
import { sweepFigures } from "./figures/sweep_figures.ts";
import { from, type Inputs, node } from "./node.ts";
import { figureConfig } from "./studies/config_of.ts";
import { beyond } from "./studies/beyond.ts";
import { isPublished, published } from "./studies/experiments.ts";
import type { Study } from "./studies/studies.ts";
import type { StudySweep } from "./studies/sweep.ts";

/**
 * The figures of the studies of a run, with the models that are added to these; none of an
 * experiment that is not there, or with a panel none of whose models is trained.
 */
export function figuresOf(studies: readonly Study[]): FigureDescription[] {
  const studyOf = (experiment: string) =>
    studies.find(({ name }) => name === experiment);
  const hasModels = ({ experiment, models }: Panel) =>
    !models ||
    studyOf(experiment)!.models.some(({ name }) => models.includes(name));
  return figures.filter((figure) => experimentsOf(figure).every(studyOf))
    .map((figure) =>
      withAddedModels(figure, { studies, published: fellowsOf(studies) })
    )
    .filter((figure) => panelsOf(figure).every(hasModels));
}

/** The experiments of the profile that some studies are of. */
const fellowsOf = (studies: readonly Study[]) =>
  studies.every(isPublished) ? published : beyond;

export function render(
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
  const numbers = (seeds: readonly number[]) => {
    if ("ends" in figure) return ["statistics.json"];
    if (digits) return [];
    return seeds.length > 1 ? ["curves.npz", "runs.npz"] : ["curves.npz"];
  };
  const inputs = shown.flatMap(({ name, models, seeds }) => [
    from(
      `aggregate/${name}`,
      [...numbers(seeds), "summary.json"],
      `${name}/`,
    ),
    ...(digits ? models : []).map((model) =>
      from(
        `train/${name}/${model.name}/seed-${seeds[0]}`,
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
  return node(`render/${figure.name}`, "pipeline/nodes/render.ts", {
    settings: { ...figure, ...Object.keys(config).length > 0 && { config } },
    inputs,
    ...partial && { partial },
    outputs: [svg],
    shown: { [svg]: `figures/${svg}` },
  });
}

/** The figure of a drawing's node, made of pixels, if such are wanted. */
export function rasterise(
  { name, outputs: [svg] }: NodeSpec,
  { scale }: Wanted,
): NodeSpec[] {
  if (!scale) return [];
  const png = svg.replace(/svg$/, "png");
  return [
    node(`${name}/png`, "pipeline/nodes/rasterise.ts", {
      settings: { scale },
      inputs: [from(name, [svg])],
      outputs: [png],
      shown: { [png]: `figures/${png}` },
    }),
  ];
}

/** A sweep with its figures: of its points, and of each model at its best. */
export type DrawnSweep = StudySweep & {
  figures: readonly [SweepFigure, Panel];
};

export function withFigures(
  sweep: StudySweep,
  published: readonly Study[],
): DrawnSweep {
  const { name, study, measure, axes } = sweep;
  const { name: experiment, title } = study;
  const keys = axes.map(({ key }) => key);
  const studies = published.map((other) =>
    other.name === experiment ? study : other
  );
  // added models look as they do in the figures of the experiment
  const [points, best] = sweepFigures(
    { name, experiment, title, measure, keys },
  ).map((figure) => ({
    ...withAddedModels(
      { ...figure, experiment },
      { studies, published: fellowsOf(studies) },
    ),
    experiment: name,
  }));
  return { ...sweep, figures: [points as SweepFigure, best as Panel] };
}

export function renderSweep(
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
