import type { Figure } from "../figures/catalogue.ts";
import { classOf } from "../figures/class_names.ts";
import type { Styles } from "../figures/figure.ts";
import { styleOf } from "../figures/style.ts";
import { commandText } from "../studies/command_text.ts";
import { arrange, drawingId } from "./arrange.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Content, Markup, markup } from "./markup.ts";

/**
 * A figure with its number, or its title where the paper has no such figure, its caption and the
 * command that remakes it, which one of a sweep has not. That of its points is wide, and may have to be
 * scrolled sideways.
 */
export function figureBlock(
  { name, title, caption, experiments, metrics, palette }:
    & Omit<Figure, "caption">
    & { caption: Content },
  { again }: Pick<ReportSettings, "again">,
  { figures }: Pick<ReportResults, "figures">,
): Markup {
  const isNumbered = name.startsWith("figure-");
  const isOfSweep = name.startsWith("sweep-");
  const label = isNumbered ? name.replace("figure-", "Figure ") : title;
  const arranged = arrange(name, figures);
  const [scrolls, scrolled] = isOfSweep && metrics.length === 0
    ? [
      " scrolls",
      markup` tabindex="0" role="region" aria-label="${label}, drawn"`,
    ]
    : ["", ""];
  const command = commandText(`render ${name}`, again, experiments);
  return markup`<figure id="${name}">
<div class="plot${scrolls} palette-${palette}"${scrolled} data-title="${
    isNumbered ? `${label}, ${title}` : title
  }">
${arranged?.drawing ?? named({ name, palette }, figures[name])}
${arranged ? markup`<p class="words">${arranged.words}</p>\n` : ""}</div>
<figcaption>${
    isOfSweep ? caption : markup`<strong>${label}.</strong> ${caption}
<span class="command">Remake: <code>${command}</code></span>`
  }</figcaption>
</figure>
`;
}

/** A drawing; if it is of one panel, with an id by which it can stand in for another, and its palette, which it then takes along. */
function named(
  { name, palette }: Pick<Figure, "name" | "palette">,
  { text }: Markup,
): Markup {
  return new Markup(
    text.replace(
      RegExp(`^<svg(?=[^>]* data-scales)([^>]* class="${name})`),
      `<svg id="${drawingId(name)}"$1 palette-${palette}`,
    ),
  );
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
  return markup`<div class="model-key palette-${palette}" role="group" aria-label="Hide or show models: ${title}" hidden="">
<span>Click to hide:</span>
${buttons}<button type="button">Show all</button>
</div>
`;
}
