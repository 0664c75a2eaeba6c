/** Every panel and composite of the catalogue. */
import { experiments } from "../../../pipeline/studies/experiments.ts";
import { figures } from "../../../pipeline/figures/catalogue.ts";
import type { Panel } from "../../../pipeline/figures/figure.ts";

export const composites = figures.filter((figure) => "places" in figure);

export const panels = figures.filter((figure) => "metrics" in figure);

/** The models that a panel can show: its own, or all that its experiment knows. */
export function modelsShown({ models, experiment }: Panel): readonly string[] {
  return models ?? experiments.find(({ name }) => name === experiment)!
    .models.map(({ name }) => name);
}
