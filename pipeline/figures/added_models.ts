/** Models that a run has and the paper does not: how figures show them. */
import type { Model } from "../../lib/experiments/experiment.ts";
import { experimentsOf } from "./catalogue.ts";
import type { FigureDescription, Panel } from "./figure.ts";

/** What of an experiment matters here. */
interface Shown {
  name: string;
  mnist: boolean;
  models: readonly (Pick<Model, "name" | "rule"> & { added?: true })[];
}

/**
 * `figure` with the models that `studies` add to the `published` experiments: each has a style by
 * its place among those of all regressions, or of all of MNIST, in the order they were defined, so
 * that it looks the same in every figure; and panels that list models of a rule show the added ones
 * of that rule too. A figure of experiments to which none is added stays as it is.
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
  const places = placesOf(
    studies.filter(alike).flatMap(namesAdded),
    published.filter(alike).flatMap(({ models }) => models.map(nameOf)),
  );
  const added = Object.fromEntries(
    [...places].filter(([name]) => additions.includes(name)),
  );
  const drawn = ({ caption, ...rest }: Panel): Panel => {
    const panel = { ...rest, caption: ofPublished(caption), added };
    if (!panel.models) return panel;
    const isOf = ({ name }: Shown) => name === panel.experiment;
    const rules = published.find(isOf)!.models
      .filter(({ name }) => panel.models!.includes(name))
      .map(({ rule }) => rule);
    const more = studies.find(isOf)!.models
      .filter(({ added, rule }) => added && rules.includes(rule));
    const models = [...panel.models, ...more.map(nameOf)];
    return { ...panel, models };
  };
  if ("keys" in figure) return { ...figure, added };
  return "places" in figure
    ? {
      ...figure,
      places: figure.places.map((place) => (
        { ...place, panel: drawn(place.panel) }
      )),
    }
    : drawn(figure);
}

const nameOf = ({ name }: { name: string }) => name;

function namesAdded({ models }: Shown): string[] {
  return models.filter(({ added }) => added).map(nameOf);
}

/** What errors are divided by does not count added models, see `withNormalisedError`. */
function ofPublished(caption: string): string {
  return caption.replace("error of any model", "error of any published model");
}

/**
 * The places of added models among each other. One that is named as a published model of another
 * experiment looks like it, and names that differ by the case of their letters share a place, as
 * they share a class.
 */
function placesOf(
  added: readonly string[],
  published: readonly string[],
): Map<string, number> {
  const own = added.filter((name) => !published.includes(name));
  const words = [...new Set(own.map((name) => name.toLowerCase()))];
  return new Map(own.map((name) => [name, words.indexOf(name.toLowerCase())]));
}
