/** How models look: published and added ones as `published_style.ts` has it, and those of experiments beyond the paper. */
import type { VisibleCurve } from "./curves.ts";
import type { Palette, Styles } from "./figure.ts";
import * as published from "./published_style.ts";

export * from "./published_style.ts";

const { line, pale, magenta, olive, orange, purple, teal } = published;

/** Models of experiments beyond the paper, which the script of a page does without. */
export const furtherPalettes: Record<
  Palette,
  Record<string, published.ModelStyle>
> = {
  regression: {
    "LGN": { ...orange, ...line },
    "GN": { ...purple, ...pale },
    "GN-2": { ...purple, ...line },
  },
  mnist: {
    "NDI-mirror": { ...magenta, ...line, dash: "9 2 3 2" },
    "DI-4": { ...teal, ...line },
    "DI-5": { ...olive, ...line },
  },
};

/** The style of `model`, or of one of its layers, counted from 1, which differ by their dash. */
export function styleOf(
  model: string,
  styles?: Styles,
  layer?: number,
): published.ModelStyle {
  const { palette = "regression", added = {} } = styles ?? {};
  const further = added[model] === undefined && furtherPalettes[palette][model];
  if (!further) return published.styleOf(model, styles, layer);
  const { light, dark } = further;
  return layer
    ? { light, dark, ...line, dash: published.dashOf(layer) }
    : further;
}

/** Plot's options for a curve's line, so many times as wide as usual. */
export function strokeOf(
  curve: Pick<VisibleCurve, "model" | "seed" | "layer">,
  times: number,
  styles: Styles,
) {
  return published.strokeOf(curve, times, styles, styleOf);
}

/** The same for the line of one seed among several: thin and pale. */
export function seedStrokeOf(
  curve: Pick<VisibleCurve, "model" | "layer">,
  times: number,
  styles: Styles,
) {
  return published.seedStrokeOf(curve, times, styles, styleOf);
}

/** The rules that turn what is drawn light in elements of class `name` dark on a dark screen. */
export function darkRules(
  name: string,
  models: readonly string[],
  styles?: Styles,
): string {
  return published.darkRules(name, models, styles, styleOf);
}
