import type { Figure } from "../figures/catalogue.ts";
import { classOf } from "../figures/class_names.ts";
import type { Styles } from "../figures/figure.ts";
import { styleOf } from "../figures/style.ts";
import { commandText } from "../studies/command_text.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { Markup, markup } from "./markup.ts";

/**
 * A figure with its number, or its title where the paper has no such figure, its caption and the
 * command that remakes it, which one of a sweep has not. One of several experiments, or that shows
 * no curves, is wide, and may have to be scrolled sideways.
 */
export function figureBlock(
  { name, title, caption, experiments, metrics }: Figure,
  { again }: Pick<ReportSettings, "again">,
  { figures }: Pick<ReportResults, "figures">,
): Markup {
  const isNumbered = name.startsWith("figure-");
  const isOfSweep = name.startsWith("sweep-");
  const label = isNumbered ? name.replace("figure-", "Figure ") : title;
  const isWide = experiments.length > 1 || metrics.length === 0;
  const scrolled = isWide
    ? markup` tabindex="0" role="region" aria-label="${label}, drawn"`
    : "";
  const command = commandText(`render ${name}`, again, experiments);
  return markup`<figure id="${name}">
<div class="plot"${scrolled} data-title="${
    isNumbered ? `${label}, ${title}` : title
  }">
${figures[name]}
</div>
<figcaption>${
    isOfSweep ? caption : markup`<strong>${label}.</strong> ${caption}
<span class="command">Remake: <code>${command}</code></span>`
  }</figcaption>
</figure>
`;
}

/**
 * Buttons that show and hide models, one for each, with a sample of the model's line; hidden until
 * there is a script to serve them. Empty where no model is drawn.
 */
export function modelKey(
  models: readonly { name: string }[],
  title: string,
  { palette = "regression", added }: Styles = {},
): Markup {
  if (models.length === 0) return new Markup("");
  const buttons = [...new Set(models.map(({ name }) => name))].map((model) => {
    const style = styleOf(model, { palette, added });
    const { light, opacity, width, dash = "none", cap = "butt" } = style;
    return markup`<button type="button" aria-pressed="true" data-model="${model}"><svg width="22" height="8" aria-hidden="true"><line class="${
      classOf(model)
    }" x1="1" x2="21" y1="4" y2="4" color="${light}" stroke="currentColor" stroke-opacity="${opacity}" stroke-width="${width}" stroke-dasharray="${dash}" stroke-linecap="${cap}"/></svg>${model}</button>
`;
  });
  return markup`<div class="model-key key-${palette}" role="group" aria-label="Hide or show models: ${title}" hidden="">
<span>Click to hide:</span>
${buttons}<button type="button">Show all</button>
</div>
`;
}
