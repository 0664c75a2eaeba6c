/** Every panel and composite of the catalogue. */
import { experiments } from "../../../pipeline/experiments.ts";
import { figure3 } from "../../../pipeline/figures/figure_3.ts";
import { figure4, figure4b } from "../../../pipeline/figures/figure_4.ts";
import type { Panel } from "../../../pipeline/figures/figure.ts";

export const composites = [figure3, figure4, figure4b];

export const panels: readonly Panel[] = [figure3, figure4]
  .flatMap(({ places }) => places.map(({ panel }) => panel));

/** The models that a panel can show: its own, or all that its experiment knows. */
export function modelsShown({ models, experiment }: Panel): readonly string[] {
  return models ?? experiments.find(({ name }) => name === experiment)!
    .models.map(({ name }) => name);
}
