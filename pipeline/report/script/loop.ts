/// <reference lib="dom" />
import {
  linkTo,
  onState,
  readState,
  refusalText,
  writeState,
} from "./address.ts";
import { copyButton } from "./copy.ts";
import { closest } from "./curves.ts";
import { loopDrawings } from "./loop_drawings.ts";
import {
  askFor,
  firstLoopState,
  type LoopSlider,
  loopSliders,
  type LoopState,
  loopStateOf,
  refusedOf,
  seedWords,
} from "./loop_state.ts";
import { createLoopView } from "./loop_view.ts";
import { digits } from "./loop_words.ts";
import { say } from "./voice.ts";

const section = "loop";
/** So long after the last change is what is seen read aloud, in milliseconds. */
const pause = 300;

/** Lets a reader change the loop of the page, if it has one. */
export function openLoop(): void {
  const form = document.querySelector<HTMLFormElement>("#loop-controls");
  if (!form) return;
  const view = createLoopView();
  let state = firstLoopState, frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const part = (name: string) => document.getElementById(`loop-${name}`)!;
  const control = (name: keyof LoopState) =>
    part(name) as HTMLInputElement | HTMLSelectElement;
  const refused = part("refused");
  const draw = () => {
    frame = 0;
    const { drawings, words, command, abscissa } = view(state);
    for (const name of loopDrawings) {
      const figure = part(name);
      figure.hidden = drawings[name] === "";
      figure.querySelector(".drawing")!.innerHTML = drawings[name];
    }
    part("command").textContent = command;
    part("words").textContent = words;
    form.dataset.abscissa = `${abscissa}`;
    clearTimeout(timer);
    timer = setTimeout(() => say(words), pause);
  };
  /** Shows a state, in the controls too. */
  const show = (next: LoopState) => {
    state = next;
    for (const name of Object.keys(loopSliders) as LoopSlider[]) {
      const slider = control(name), text = digits(state[name]);
      slider.value = `${closest(loopSliders[name], state[name])}`;
      slider.setAttribute("aria-valuetext", text);
      part(`${name}-value`).textContent = text;
    }
    for (const name of ["network", "feedback", "seed"] as const) {
      const field = control(name), value = `${state[name]}`;
      if (field.validity.valid && field.value !== value) field.value = value;
    }
    explain();
    frame ||= requestAnimationFrame(draw);
  };
  /** Says why a seed that is typed is not that of what is seen. */
  const explain = () => {
    refused.textContent = control("seed").validity.valid
      ? ""
      : `Still seen is seed ${state.seed}: a seed is ${seedWords}.`;
  };
  const forget = () => {
    control("seed").setCustomValidity("");
    control("seed").value = `${state.seed}`;
  };
  const open = (asked: URLSearchParams) => {
    forget();
    show(loopStateOf(asked));
    refused.textContent = refusalText(refusedOf(asked));
  };
  const change = (next: LoopState) => {
    show(next);
    writeState(section, askFor(next));
  };

  form.addEventListener("input", ({ target }) => {
    const field = target as HTMLInputElement, { name, value } = field;
    if (name in loopSliders) {
      const values = loopSliders[name as LoopSlider];
      change({ ...state, [name]: values[Number(value)] });
    } else {
      const asked = askFor(state);
      asked.set(name, value);
      const isFit = refusedOf(asked).length === 0;
      field.setCustomValidity(isFit ? "" : seedWords);
      if (isFit) change(loopStateOf(asked));
      else explain();
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  const reset = form.querySelector("button")!;
  reset.addEventListener("click", () => {
    forget();
    change(firstLoopState);
  });
  reset.after(copyButton(() => linkTo(section, askFor(state)), "Copy link"));
  onState(section, open);
  form.hidden = false;
  const asked = readState(section);
  if (asked.size > 0) open(asked);
}
