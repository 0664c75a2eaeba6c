/**
 * One colour, opacity and width per model, everywhere: the published ones, and for models that a run
 * adds others, by their place among these. Dark colours stand in on a dark page.
 *
 * Dashes distinguish layers, so no published model is dashed but the single loop (SDI), which is
 * dotted. An added one is dashed in an uneven way of its own; where a panel shows layers, these have
 * the dash, and its colour tells it apart. No model is known by its colour alone: lines have names at their ends, and the steady
 * state (NDI) is a broad pale line under the thin one of the dynamics (DI) that should lie on it.
 *
 * A departure: FA-2 has FA's light grey at the published opacity of .4, all but invisible as a thin
 * line, so it is a broad one of a darker grey.
 *
 * Podlaski & Machens, 2020, Figs. 3 and 4; `linear_regression.py`, `mnist_classification.py`.
 */
import { classOf } from "./class_names.ts";
import type { VisibleCurve } from "./curves.ts";
import type { Styles } from "./figure.ts";

/** How a model's line is drawn. */
export interface ModelStyle {
  light: string;
  dark: string;
  opacity: number;
  width: number;
  /** lengths of strokes and gaps; undefined is solid */
  dash?: string;
  /** how a line ends where strokes are as short as they are wide */
  cap?: "round";
}

const black = { light: "#000000", dark: "#ffffff" };
const grey = { light: "#bdbdbd", dark: "#8b949e" };
const middleGrey = { light: "#808080", dark: "#b1bac4" };
const green = { light: "#33a02c", dark: "#56d364" };
const blue = { light: "#1f78b4", dark: "#58a6ff" };
const red = { light: "#e31a1c", dark: "#ff7b72" };
const gold = { light: "#CCA700", dark: "#e3b341" };
export const purple = { light: "#6a3d9a", dark: "#bc8cff" };
export const orange = { light: "#e06c00", dark: "#ffa657" };
export const teal = { light: "#00857a", dark: "#39d0c4" };
export const magenta = { light: "#d01c8b", dark: "#ff80d5" };
export const olive = { light: "#6f7d00", dark: "#c3d94e" };
const brown = { light: "#7f4a1e", dark: "#b98a5e" };
const indigo = { light: "#2a2f8f", dark: "#8088ff" };

export const line = { opacity: 1, width: 1.5 };
export const pale = { opacity: .4, width: 4.5 };
const dotted = { dash: "0 3.5", width: 2, cap: "round" } as const;

const regression: Record<string, ModelStyle> = {
  "BP": { ...black, ...line },
  "FA": { ...grey, ...line },
  "FA-2": { ...middleGrey, ...pale },
  "PBP": { ...green, ...line },
  "NDI": { ...blue, ...pale },
  "NDI-2": { ...red, ...pale },
  "NDI-3": { ...gold, ...pale },
  "DI": { ...blue, ...line },
  "DI-2": { ...red, ...line },
  "DI-3": { ...gold, ...line },
  "SDI": { ...blue, ...line, ...dotted },
  "SDI-2": { ...red, ...line, ...dotted },
  "SDI-3": { ...gold, ...line, ...dotted },
};

/**
 * Where the published models are steady states alone they are thin lines, and the dynamics, which
 * were not published, have colours of their own.
 */
const mnist: Record<string, ModelStyle> = {
  ...regression,
  "NDI": { ...blue, ...line },
  "NDI-2": { ...gold, ...line },
  "DI": { ...purple, ...line, width: 1 },
  "DI-tanh": { ...orange, ...line },
  "SDI": { ...red, ...line, ...dotted },
};

export const palettes = { regression, mnist };

/** Colours that neighbours among added models differ by, and dashes, each unlike that of a layer. */
const addedColours = [purple, teal, orange, magenta, olive, brown, indigo];
const addedDashes = ["7 2 1.5 2", "12 3.5", "7 2 1.5 2 1.5 2", "4 1.5 4 6"];

/** The style at a place among added models, counted from 0: the same again after 28. */
export function addedStyle(place: number): ModelStyle {
  const dash = addedDashes[place % addedDashes.length];
  return { ...addedColours[place % addedColours.length], ...line, dash };
}

/** The place of a model that an experiment has without a style of its own: one that few added ones have. */
const unplaced = 11;

/** The style of `model`, or of one of its layers, counted from 1, which differ by their dash. */
export function styleOf(
  model: string,
  styles?: Styles,
  layer?: number,
): ModelStyle {
  const { palette = "regression", added = {} } = styles ?? {};
  const known = added[model] === undefined && palettes[palette][model];
  const style = known || addedStyle(added[model] ?? unplaced);
  const { light, dark } = style;
  return layer ? { light, dark, ...line, dash: dashOf(layer) } : style;
}

/** The dash of a layer: none of the first. */
export function dashOf(layer: number): string | undefined {
  return layer === 1 ? undefined : "5 2.5";
}

/** How wide the line of one seed is beside that of several. */
const seedWidth = .6;

/** Plot's options for a curve's line, so many times as wide as usual; `of` tells its model's style. */
export function strokeOf(
  { model, seed, layer }: Pick<VisibleCurve, "model" | "seed" | "layer">,
  times: number,
  styles: Styles,
  of = styleOf,
) {
  const { opacity, width, dash, cap = "butt" } = of(model, styles, layer);
  return {
    className: classOf(model),
    stroke: "currentColor",
    strokeOpacity: opacity,
    strokeWidth: times * width * (seed === undefined ? 1 : seedWidth),
    strokeDasharray: dash,
    strokeLinecap: cap,
    strokeLinejoin: "round",
  } as const;
}

/** The same for the line of one seed among several: thin and pale. */
export function seedStrokeOf(
  curve: Pick<VisibleCurve, "model" | "layer">,
  times: number,
  styles: Styles,
  of = styleOf,
) {
  const { strokeDasharray: _, ...stroke } = strokeOf(curve, times, styles, of);
  return { ...stroke, strokeOpacity: .3, strokeWidth: .6 * times } as const;
}

/** Ink of axes and text, and what they are on, light and dark. */
export const ink = { light: "#24292f", dark: "#e6edf3" };
export const paper = { light: "#ffffff", dark: "#0d1117" };

/** The rules that turn what is drawn light in elements of class `name` dark on a dark screen. */
export function darkRules(
  name: string,
  models: readonly string[],
  styles?: Styles,
  of = styleOf,
): string {
  const rules = [
    `.${name}{color:${ink.dark}}`,
    `.${name} .paper{fill:${paper.dark}}`,
    ...models.map((model) =>
      `.${name} .${classOf(model)}{color:${of(model, styles).dark}}`
    ),
  ];
  return `@media screen and (prefers-color-scheme:dark){${rules.join("")}}`;
}
