/// <reference lib="dom" />
import { classOf, nameClassOf } from "../../figures/class_names.ts";

/** Figures in which models can be hidden; who ends below whom is told of all. */
const hiding = 'figure:not([id^="ends-"])';

/** Whether a model is shown, on the whole page. */
export type ShownModels = Pick<Set<string>, "has">;

/** Lets the buttons of every key show and hide models in all figures, and calls `changed`. */
export function openModelKeys(changed: () => void): ShownModels {
  const hidden = new Set<string>();
  const buttons = [
    ...document.querySelectorAll<HTMLElement>(".model-key button"),
  ];
  const paint = () => {
    for (const button of buttons) {
      const { model } = button.dataset;
      if (model === undefined) button.toggleAttribute("disabled", !hidden.size);
      else button.setAttribute("aria-pressed", `${!hidden.has(model)}`);
    }
    changed();
  };
  const show = (model: string, shown: boolean) => {
    shown ? hidden.delete(model) : hidden.add(model);
    const parts = [classOf(model), nameClassOf(model)];
    for (
      const part of document.querySelectorAll(
        parts.map((name) => `${hiding} .plot .${CSS.escape(name)}`).join(),
      )
    ) part.classList.toggle("hidden-model", !shown);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const { model } = button.dataset;
      if (model === undefined) {
        for (const each of [...hidden]) show(each, true);
      } else show(model, hidden.has(model));
      paint();
    });
  }
  paint();
  for (const key of document.querySelectorAll(".model-key")) {
    key.removeAttribute("hidden");
  }
  return { has: (model) => !hidden.has(model) };
}
