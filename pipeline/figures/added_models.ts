/** Models that a run has and the paper does not: how figures show them. */
import type { Model } from "../../lib/experiments/experiment.ts";
import { type Experiment, experiments } from "../experiments.ts";
import { experimentsOf } from "./catalogue.ts";
import type { FigureDescription, Panel } from "./figure.ts";

/** What of a study matters here. */
type Shown = Pick<Experiment, "name" | "mnist"> & {
  models: readonly (Pick<Model, "name" | "rule"> & { added?: true })[];
};

/**
 * `figure` with the models that `studies` add: each has a style by its place among those of all
 * regressions, or of all of MNIST, in the order they were defined, so that it looks the same in
 * every figure; and panels that list models of a rule show the added ones of that rule too. A
 * figure of experiments to which none is added stays as it is.
 */
export function withAddedModels(
  figure: FigureDescription,
  studies: readonly Shown[],
): FigureDescription {
  const names = experimentsOf(figure);
  const shown = studies.filter(({ name }) => names.includes(name));
  const additions = new Set(shown.flatMap(namesAdded));
  if ("columns" in figure || additions.size === 0) return figure;
  const [{ mnist }] = shown;
  const places = Object.entries(placesOf(studies, mnist))
    .filter(([name]) => additions.has(name));
  const added = Object.fromEntries(places);
  const drawn = (panel: Panel): Panel => ({
    ...panel,
    ...panel.models && { models: [...panel.models, ...alike(panel, shown)] },
    added,
  });
  return "places" in figure
    ? {
      ...figure,
      places: figure.places.map((place) => (
        { ...place, panel: drawn(place.panel) }
      )),
    }
    : drawn(figure);
}

function namesAdded({ models }: Shown): string[] {
  return models.filter(({ added }) => added).map(({ name }) => name);
}

/** The places of added models among each other; one that is named as a published model looks like it. */
function placesOf(
  studies: readonly Shown[],
  mnist: boolean,
): Record<string, number> {
  const published = new Set(
    experiments.filter((one) => one.mnist === mnist)
      .flatMap(({ models }) => models.map(({ name }) => name)),
  );
  const added = new Set(
    studies.filter((one) => one.mnist === mnist).flatMap(namesAdded),
  );
  const placed = [...added].filter((name) => !published.has(name));
  return Object.fromEntries(placed.map((name, place) => [name, place]));
}

/** The models added to a panel's experiment that have the rule of some model it lists. */
function alike(panel: Panel, studies: readonly Shown[]): string[] {
  const named = ({ name }: { name: string }) => name === panel.experiment;
  const rules = experiments.find(named)!.models
    .filter(({ name }) => panel.models!.includes(name))
    .map(({ rule }) => rule);
  return studies.find(named)!.models
    .filter(({ added, rule }) => added && rules.includes(rule))
    .map(({ name }) => name);
}
