import type { Palette } from "../figures/figure.ts";
import { classOf } from "../figures/class_names.ts";
import { styleOf } from "../figures/style.ts";
import { Markup, markup } from "./markup.ts";

/** The class of the buttons of models that have the colours of a palette. */
export function keyClass(palette: Palette): string {
  return `key-${palette}`;
}

/**
 * Buttons that show and hide models, each with a sample of the model's line; hidden until there is
 * a script to serve them. Empty where no model is drawn.
 */
export function modelKey(
  models: readonly string[],
  { palette = "regression", title }: { palette?: Palette; title: string },
): Markup {
  if (models.length === 0) return new Markup("");
  return markup`<div class="model-key ${
    keyClass(palette)
  }" role="group" aria-label="Models shown: ${title}" hidden="">
${
    models.map((model) =>
      markup`<button type="button" aria-pressed="true" data-model="${model}">${
        sample(model, palette)
      }${model}</button>
`
    )
  }<button type="button">Show all</button>
</div>
`;
}

function sample(model: string, palette: Palette): Markup {
  const { light, opacity, width, dash = "none", cap = "butt" } = styleOf(
    model,
    palette,
  );
  return markup`<svg width="22" height="8" aria-hidden="true"><line class="${
    classOf(model)
  }" x1="1" x2="21" y1="4" y2="4" color="${light}" stroke="currentColor" stroke-opacity="${opacity}" stroke-width="${width}" stroke-dasharray="${dash}" stroke-linecap="${cap}"/></svg>`;
}
