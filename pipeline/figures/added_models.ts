/** Models that a run has and the paper does not: how figures show them. */
import type { FurtherModel } from "../../lib/experiments/further_model.ts";
import { experimentsOf } from "./catalogue.ts";
import type { FigureDescription, Panel } from "./figure.ts";

/** What of an experiment matters here. */
interface Shown {
  name: string;
  mnist: boolean;
  models: readonly (Pick<FurtherModel, "name" | "rule"> & { added?: true })[];
}

/**
 * `figure` with the models that `studies` add to the `published` experiments: each has a style by
 * its place among those of all regressions, or of all of MNIST, in the order they were defined, so
 * that it looks the same in every figure; and panels that list models of a rule show the added ones
 * of that rule too. One that is named as a published model of another experiment looks like it. A
 * figure of experiments to which none is added stays as it is.
 */
export function withAddedModels(
  figure: FigureDescription,
  { studies, published }: Record<"studies" | "published", readonly Shown[]>,
): FigureDescription {
  const names = experimentsOf(figure);
  const shown = studies.filter(({ name }) => names.includes(name));
  const additions = shown.flatMap(namesAdded);
  if ("columns" in figure || additions.length === 0) return figure;
  const alike = ({ mnist }: Shown) => mnist === shown[0].mnist;
  const usual = published.filter(alike)
    .flatMap(({ models }) => models.map(nameOf));
  const own = (all: readonly string[]) =>
    all.filter((name) => !usual.includes(name));
  // names that differ by the case of their letters share a place, as they share a class
  const places = own(studies.filter(alike).flatMap(namesAdded))
    .map((name) => name.toLowerCase());
  const placeOf = (name: string) =>
    [...new Set(places)].indexOf(name.toLowerCase());
  const added = Object.fromEntries(
    own(additions).map((name) => [name, placeOf(name)]),
  );
  const drawn = ({ caption, ...rest }: Panel): Panel => {
    // what errors are divided by does not count added models, see `withNormalisedError`
    const of = caption.replace("error of any", "error of any published");
    const panel = { ...rest, caption: of, added };
    if (!panel.models) return panel;
    const isOf = ({ name }: Shown) => name === panel.experiment;
    const rules = published.find(isOf)!.models
      .filter(({ name }) => panel.models!.includes(name))
      .map(({ rule }) => rule);
    const more = studies.find(isOf)!.models
      .filter(({ added, rule }) => added && rules.includes(rule));
    return { ...panel, models: [...panel.models, ...more.map(nameOf)] };
  };
  if ("keys" in figure || "ends" in figure) return { ...figure, added };
  if (!("places" in figure)) return drawn(figure);
  const inPlaces = figure.places
    .map((place) => ({ ...place, panel: drawn(place.panel) }));
  return { ...figure, places: inPlaces };
}

const nameOf = ({ name }: { name: string }) => name;

function namesAdded({ models }: Shown): string[] {
  return models.filter(({ added }) => added).map(nameOf);
}
