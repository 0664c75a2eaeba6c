/** What a reader has chosen to have learned, as the page's address keeps it, and what follows from it. */
import { rules } from "../../../lib/rules/mod.ts";
import { shellWord } from "../../engine/text/words.ts";
import type { Again } from "../../studies/config_of.ts";
import type { Exercise, ExerciseModel } from "../../studies/exercises.ts";
import { commandText } from "../../studies/command_text.ts";

/** An exercise, and what in it is not as in the run. */
export interface Choice {
  exercise: Exercise;
  /** by the name that `--set` has for it, such as `eta`, `models` or `DI.leak`; and `seed` */
  changes: ReadonlyMap<string, string>;
}

/** Settings that are numbers, with what they can be. */
const numbers: Record<
  string,
  { words: string; fits: (value: number) => boolean }
> = {
  seed: {
    words: "a whole number from 0 to 4294967295",
    fits: (value) => isWhole(value) && value >= 0 && value < 2 ** 32,
  },
  eta: {
    words: "a number above 0",
    fits: (value) => value > 0 && value <= 1e38,
  },
  iterations: {
    words: "a whole number from 1 to 500000",
    fits: (value) => isWhole(value) && value >= 1 && value <= 500_000,
  },
  evaluateEvery: {
    words: "a whole number from 1",
    fits: (value) => isWhole(value) && value >= 1 && value <= 1e9,
  },
};

const isWhole = Number.isInteger;

/** What the address says, without what is not so: the first exercise where it names none. */
export function choiceOf(
  exercises: readonly Exercise[],
  state: URLSearchParams,
): Choice {
  const exercise =
    exercises.find(({ name }) => name === state.get("experiment")) ??
      exercises[0];
  let choice: Choice = { exercise, changes: new Map() };
  for (const [key, value] of state) {
    if (fits(exercise, key, value)) choice = changed(choice, key, value);
  }
  return choice;
}

/** What of an address cannot be had, as it says it. */
export function refusedIn(
  exercises: readonly Exercise[],
  state: URLSearchParams,
): string[] {
  const { exercise } = choiceOf(exercises, state);
  return [...state].filter(([key, value]) =>
    key === "experiment" ? value !== exercise.name : !fits(exercise, key, value)
  ).map((pair) => pair.join("="));
}

/** Measurements of a nonlinear regression unless a reader wants more, since they take most of its time. */
const mostMeasurements = 2000;

/** An exercise as a reader finds it. */
export function first(exercises: readonly Exercise[], name: string): Choice {
  const choice = choiceOf(exercises, new URLSearchParams({ experiment: name }));
  const { program, settings: { iterations, evaluateEvery } } = choice.exercise;
  const every = Math.ceil(Number(iterations) / mostMeasurements);
  return program === "nonlinear_regression" && every > Number(evaluateEvery)
    ? changed(choice, "evaluateEvery", `${every}`)
    : choice;
}

/** What the address is to say. */
export function stateOf({ exercise, changes }: Choice): URLSearchParams {
  return new URLSearchParams([["experiment", exercise.name], ...changes]);
}

/** What a value can be, where it is typed. */
export function wordsFor(key: string): string {
  return numbers[key]?.words ?? "a number from 0";
}

/** Whether an exercise can have a value. */
export function fits(exercise: Exercise, key: string, value: string): boolean {
  if (Object.hasOwn(numbers, key)) {
    return value !== "" && numbers[key].fits(+value);
  }
  const { models, feedbacks } = exercise;
  const isModel = (name: string) => models.some((model) => model.name === name);
  if (key === "models") return value.split(",").every(isModel);
  const { model, field } = fieldIn(exercise, key);
  if (!model || !rules[model.rule].reads.includes(field)) return false;
  return field === "leak"
    ? value !== "" && +value >= 0 && +value <= 1e38
    : Object.hasOwn(feedbacks, value);
}

/** The model and field that a key such as `DI.leak` names; no model if it names none. */
function fieldIn({ models }: Exercise, key: string) {
  const [, name, field] = /^(.*)\.(leak|feedback)$/.exec(key) ?? [];
  const model = models.find((model) => model.name === name);
  return { model, field: field as "leak" | "feedback" };
}

/** A choice with a value that fits, which is none of its changes where the run has it so. */
export function changed(
  { exercise, changes }: Choice,
  key: string,
  value: string,
): Choice {
  const isWord = key === "models" || key.endsWith(".feedback");
  const written = isWord ? value : `${+value}`;
  const others = [...changes].filter(([other]) => other !== key);
  const isUsual = written === usualOf(exercise, key);
  const all = new Map(isUsual ? others : [...others, [key, written] as const]);
  return { exercise, changes: all };
}

/** A value as it is chosen. */
export function valueOf({ exercise, changes }: Choice, key: string): string {
  return changes.get(key) ?? usualOf(exercise, key);
}

/** A value as the run has it. */
function usualOf(exercise: Exercise, key: string): string {
  const { seed, settings, models } = exercise;
  if (key === "seed") return `${seed}`;
  if (key === "models") return models.map(({ name }) => name).join();
  const { model, field } = fieldIn(exercise, key);
  if (!model) return `${settings[key]}`;
  return field === "leak" ? `${model.leak}` : model.word ?? "";
}

/** The names of the models that learn, in the order of tables. */
export function modelsOf(choice: Choice): string[] {
  const chosen = valueOf(choice, "models").split(",");
  return choice.exercise.models.map(({ name }) => name)
    .filter((name) => chosen.includes(name));
}

/** A seed and settings with their changes. */
export function settingsOf(choice: Choice) {
  const { exercise: { settings } } = choice;
  const changed = Object.keys(numbers).filter((key) => key !== "seed")
    .map((key) => [key, Number(valueOf(choice, key))]);
  return {
    seed: Number(valueOf(choice, "seed")),
    settings: { ...settings, ...Object.fromEntries(changed) },
  };
}

/** A model of the exercise with its changes. */
export function modelOf(
  { exercise: { models, feedbacks }, changes }: Choice,
  name: string,
): ExerciseModel {
  const model = models.find((model) => model.name === name)!;
  const leak = changes.get(`${name}.leak`);
  const word = changes.get(`${name}.feedback`);
  return {
    ...model,
    ...leak !== undefined && { leak: Number(leak) },
    ...word !== undefined && { word, feedback: feedbacks[word] },
  };
}

/** What a file of its numbers is called: after what is not as in the run. */
export function fileNameOf(choice: Choice): string {
  const { exercise: { name }, changes } = choice;
  const parts = [...changes].filter(([key]) => key !== "seed")
    .map(([key, value]) => `${key}-${value.replaceAll(",", "-")}`);
  // file systems take no names above 255 bytes
  return [`${name}.seed-${valueOf(choice, "seed")}`, ...parts].join(".")
    .slice(0, 200) + ".csv";
}

/** The command that prints the same numbers. */
export function commandOf(choice: Choice, again: Again): string {
  const { exercise, changes } = choice, { name } = exercise;
  const learns = modelsOf(choice);
  const options = (again.changes?.[name] ?? []).map((words) => {
    const [, option, key] = /^--(\S+) '?[^.]*\.([^=]*)=/.exec(words) ?? [];
    return { words, option, key };
  });
  // an added model that is left out must not be named
  const idle = options.filter(({ option, key }) =>
    option === "model" && !learns.includes(key)
  ).map(({ key }) => key);
  const said = options.filter(({ option, key }) =>
    option === "model" ? !idle.includes(key) : !changes.has(key)
  ).map(({ words }) => words);
  const set = [...changes].filter(([key]) =>
    key !== "seed" && !idle.includes(fieldIn(exercise, key).model?.name ?? "")
  ).map(([key, value]) => `--set ${shellWord(`${name}.${key}=${value}`)}`);
  return commandText(`table ${name}`, {
    profile: again.profile,
    seeds: [valueOf(choice, "seed")],
    changes: { [name]: [...said, ...set] },
  });
}
