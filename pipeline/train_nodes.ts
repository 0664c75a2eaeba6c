/** fetch → initialise → train: the nodes whose results all others read. */
import { resolve } from "node:path";
import type { EveryRuleName } from "../lib/rules/further_rules.ts";
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import { from, node, placeOf, step } from "./node.ts";
import { project } from "./project.ts";
import { imageSets } from "./studies/image_sets.ts";
import type { Study } from "./studies/studies.ts";
import type { StudySweep } from "./studies/sweep.ts";

/** How long a model takes beside one of backpropagation, roughly: as long, if it is not here. */
const lengths: Partial<Record<EveryRuleName, number>> = {
  ...{ PBP: 3, NDI: 3, DI: 4, SDI: 5 },
};

/** Takes the files of every data set that some studies learn from the folder asked for, or from where a package has it. */
export function fetchImages(
  { source }: Wanted,
  studies: readonly Study[],
): NodeSpec[] {
  const names = new Set(studies.flatMap(imagesOf));
  return [...names].map((name) => {
    const { title, files, folder, remedy } = imageSets[name];
    return node(`fetch/${name}`, "pipeline/nodes/fetch_mnist.ts", {
      settings: { title, files },
      outputs: Object.keys(files),
      resources: {
        source: realPath(source ?? resolve(project.folder, folder)),
        remedy: source === null
          ? `${remedy}, or name another folder by --source`
          : `or ${remedy} and leave out --source`,
      },
    });
  });
}

/** The images that a study learns, if it learns any. */
const imagesOf = ({ mnist, images = "mnist" }: Study) => mnist ? [images] : [];

function realPath(folder: string): string {
  try {
    return Deno.realPathSync(folder);
  } catch {
    return folder; // the node says that it is not there
  }
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
  const images = imagesOf(study).map((name) =>
    from(`fetch/${name}`, Object.keys(imageSets[name].files))
  );
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
            ...images,
          ],
          outputs: ["trace.npz", "outcome.json", "weights.npz", ...leaves],
          backend: study.backend ?? null,
          priority: priority + (lengths[model.rule] ?? 1),
        },
      )
    )
  );
}
