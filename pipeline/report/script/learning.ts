/// <reference lib="dom" />
/** The section in which models learn as a reader wants. */
import { encodeTable } from "../../../lib/io/table.ts";
import { rules } from "../../../lib/rules/mod.ts";
import { plural } from "../../engine/text/words.ts";
import type { Again } from "../../studies/config_of.ts";
import type { Exercise, ExerciseModel } from "../../studies/exercises.ts";
import { significant } from "../../figures/frame.ts";
import {
  linkTo,
  onState,
  readState,
  refusalText,
  writeState,
} from "./address.ts";
import * as choices from "./choice.ts";
import { Classroom } from "./classroom.ts";
import { copyButton } from "./copy.ts";
import type { CurveData } from "./curves.ts";
import { save } from "./downloads.ts";
import { feedbackName } from "./feedback_name.ts";
import { learningPlot, lineClass } from "./learning_plot.ts";
import { type Measured, tableRows } from "./measured.ts";

const name = "learning";

/** Milliseconds from one drawing to the next while models learn. */
const pause = 80;

/** Lets a reader use the section, if the page has it; `data` are the curves of the page's run. */
export function openLearning(data: CurveData): void {
  const section = document.getElementById(name);
  if (!section) return;
  const find = <E extends HTMLElement>(selector: string) =>
    section.querySelector<E>(selector)!;
  const { exercises, again }: { exercises: Exercise[]; again: Again } = JSON
    .parse(document.getElementById("learning-data")!.textContent!);
  const form = find<HTMLFormElement>("form"), rows = find("tbody");
  const picture = find(".live"), progress = find(".progress");
  const refused = find(".refused");
  const buttons = form.elements as unknown as Record<string, HTMLElement>;

  let choice: choices.Choice;
  let room: Classroom;
  let isWaiting = false;

  const paint = () => {
    isWaiting = false;
    const { clientWidth } = picture;
    picture.innerHTML = learningPlot(choice, room.models, data, clientWidth);
    for (const { dataset, cells } of rows.children as Iterable<Row>) {
      cells[3].textContent = ending(room.models.get(dataset.model!));
    }
    find(".command code").textContent = choices.commandOf(choice, again);
    buttons.play.textContent = room.isPlaying
      ? "Pause"
      : room.isOver
      ? "Learn again"
      : "Learn";
    // written only where it changes, since it is read aloud
    const said = progressOf(choice, room);
    if (progress.textContent !== said) progress.textContent = said;
  };
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => requestAnimationFrame(paint), pause);
  };
  const show = () => {
    if (rows.dataset.of !== choice.exercise.name) {
      rows.dataset.of = choice.exercise.name;
      rows.replaceChildren(
        ...choice.exercise.models.map((model) => rowOf(model, choice)),
      );
    }
    for (const field of fieldsIn(section)) {
      if (field.validity.valid) write(field, choice);
    }
    paint();
  };
  const begin = (next: choices.Choice, isPlaying = false) => {
    room?.close();
    choice = next;
    room = new Classroom(choice, later);
    if (isPlaying) room.play();
    show();
  };
  const change = (next: choices.Choice) => {
    writeState(name, choices.stateOf(next));
    begin(next, room.isPlaying);
    isMended();
  };
  /** Shows what is chosen in place of all that is typed. */
  const reset = (next: choices.Choice) => {
    for (const field of fieldsIn(section)) write(field, next);
    begin(next);
    refused.textContent = "";
  };
  const open = (state: URLSearchParams) => {
    reset(choices.choiceOf(exercises, state));
    refused.textContent = refusalText(choices.refusedIn(exercises, state));
  };
  /** Whether nothing stands in a field that cannot be so; says what, otherwise. */
  const isMended = () => {
    const wrong = [...fieldsIn(section)].find(({ validity }) =>
      !validity.valid
    );
    refused.textContent = wrong
      ? `Nothing learns until ${nameOf(wrong)} is ${
        choices.wordsFor(wrong.name)
      }.`
      : "";
    if (!wrong) return true;
    room.pause();
    later();
    return false;
  };

  section.addEventListener("change", ({ target }) => {
    const field = target as Field;
    if (field.name === "experiment") {
      const next = choices.first(exercises, field.value);
      writeState(name, choices.stateOf(next));
      return reset(next);
    }
    if (field.type === "checkbox") {
      const ticked = rows.querySelectorAll<Field>("input:checked");
      const models = [...ticked].map(({ value }) => value).join();
      const next = models === ""
        ? choice
        : choices.changed(choice, "models", models);
      writeState(name, choices.stateOf(next));
      room.choose(choice = next);
      return show();
    }
    const isFit = choices.fits(choice.exercise, field.name, field.value);
    field.setCustomValidity(isFit ? "" : choices.wordsFor(field.name));
    if (!isFit) {
      isMended();
      return void field.reportValidity();
    }
    change(choices.changed(choice, field.name, field.value));
  });
  const presses: Record<string, () => unknown> = {
    play() {
      if (room.isPlaying) room.pause();
      else if (isMended()) {
        if (room.isOver) begin(choice);
        room.play();
      }
      paint();
    },
    step: () => isMended() && room.step(),
    rewind: () => begin(choice),
    usual() {
      const next = { ...choice, changes: new Map() };
      writeState(name, choices.stateOf(next));
      reset(next);
    },
    csv() {
      const { name: experiment } = choice.exercise;
      const { seed } = choices.settingsOf(choice);
      const rows = tableRows(
        { experiment, seed },
        choices.modelsOf(choice).map((name) => [name, room.models.get(name)]),
      );
      save(choices.fileNameOf(choice), encodeTable(rows));
    },
  };
  section.addEventListener("click", ({ target }) => {
    presses[(target as HTMLButtonElement).name]?.();
  });
  buttons.usual.after(
    copyButton(() => linkTo(name, choices.stateOf(choice)), "Copy link"),
  );
  addEventListener("resize", later);
  onState(name, open);
  for (const part of section.querySelectorAll<HTMLElement>("[hidden]")) {
    part.hidden = false;
  }
  open(readState(name));
}

type Field = HTMLInputElement;
type Row = HTMLTableRowElement;

function fieldsIn(section: HTMLElement): Iterable<Field> {
  return section.querySelectorAll<Field>("input, select");
}

/** What a field is called. */
function nameOf({ labels, ariaLabel }: Field): string {
  return ariaLabel ?? `“${labels![0].firstChild!.textContent!.trim()}”`;
}

/** Writes into a field what is chosen. */
function write(field: Field, choice: choices.Choice): void {
  if (field.type === "checkbox") {
    field.checked = choices.modelsOf(choice).includes(field.value);
  } else {
    field.setCustomValidity("");
    field.value = field.name === "experiment"
      ? choice.exercise.name
      : choices.valueOf(choice, field.name);
  }
}

/** A model's row of the table, with fields for what its rule reads. */
function rowOf(
  { name, rule }: ExerciseModel,
  { exercise }: choices.Choice,
): Row {
  const row = document.createElement("tr");
  row.dataset.model = name;
  const { reads } = rules[rule];
  const words = Object.keys(exercise.feedbacks);
  row.innerHTML = `<th scope="row"><label><input type="checkbox">` +
    `<svg class="drawn swatch" viewBox="0 0 22 8" aria-hidden="true"><path class="line ${
      lineClass(name)
    }" d="M1,4h20"/></svg></label></th><td>${
      reads.includes("feedback")
        ? `<select>${
          words.map((word) =>
            `<option value="${word}">${feedbackName(word)}</option>`
          ).join("")
        }</select>`
        : ""
    }</td><td>${
      reads.includes("leak") ? `<input type="number" step="any">` : ""
    }</td><td></td>`;
  row.querySelector("label")!.append(name);
  row.querySelector("input")!.value = name;
  const [, feedback, leak] = [...row.cells]
    .map((cell) => cell.querySelector<Field>("select, input"));
  for (
    const [field, key] of [[feedback, "feedback"], [leak, "leak"]] as const
  ) {
    field?.setAttribute("name", `${name}.${key}`);
    field?.setAttribute("aria-label", `${key} of ${name}`);
  }
  return row;
}

/** The error of a model as far as it came, or how it ended if it did not finish, and how often its feedback was repaired. */
function ending(measured: Measured | undefined): string {
  if (!measured) return "";
  const { series: { error }, outcome, repairs } = measured;
  const told = outcome && outcome.status !== "finished"
    ? `${outcome.status} at ${outcome.iteration}`
    : error
    ? significant(error.value.at(-1)!)
    : "";
  return repairs > 0 ? `${told}, ${plural(repairs, "repair")}` : told;
}

/** Where the models are, in words. */
function progressOf(choice: choices.Choice, room: Classroom): string {
  const last = Number(choices.valueOf(choice, "iterations")) - 1;
  if (room.problem !== undefined) return `Cannot learn: ${room.problem}.`;
  if (room.isPlaying) return "Learning.";
  if (room.isOver) return `Done: ${endOf(choice, room)}.`;
  if (room.models.size === 0) return "Ready: nothing is learned yet.";
  // one that was ticked later has yet to begin
  return `Paused at iteration ${Math.max(0, room.iteration)} of ${last}.`;
}

/** How all models ended, in words. */
function endOf(choice: choices.Choice, { models }: Classroom): string {
  const learned = choices.modelsOf(choice);
  const statusOf = (name: string) => models.get(name)?.outcome?.status;
  const lost = learned.filter((name) => statusOf(name) !== "finished");
  if (lost.length === 0) return "every model came to its end";
  const ended = [...new Set(lost.map(statusOf))]
    .map((status) => status === "unstable" ? "became unstable" : status)
    .join(" or ");
  return lost.length === learned.length
    ? `every model ${ended}`
    : `${lost.join(", ")} ${ended}, the others came to their end`;
}
