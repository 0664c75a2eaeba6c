/**
 * What a run wants otherwise than its profile has it, as data: settings, lists and
 * models, from the command line or a file, each checked and put together here.
 */
import * as v from "valibot";
import { correctionsOf } from "./corrections.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import { unreadable, usageError } from "../engine/text/errors.ts";
import { alternatives, suggest } from "../engine/text/suggest.ts";
import { valueIn } from "../engine/text/grid.ts";
import { quoted } from "../engine/text/words.ts";
import { type Experiment, experiments } from "./experiments.ts";
import * as models from "./models.ts";
import { type Settings, settingsOf } from "./settings.ts";

/** One thing that is wanted otherwise. */
export interface Change {
  experiment: string;
  /** whose field it is; without it the experiment's own */
  model?: string;
  /** a setting, a field of a model, or `models` or `corrections`, whose value is a list of names */
  key: string;
  value: Json;
  /** how the value is written, where that is not as it is printed: `1e999`, `"0.01"` */
  written?: string;
  /** whether it adds the model, by its rule */
  adds?: boolean;
  /** where it is said, as an error names it: `--set "a.b=c"`, or `c.json:4:12` */
  where: string;
}

const lists = ["models", "corrections"];

/**
 * Reads `EXPERIMENT.KEY=VALUE` or `EXPERIMENT.MODEL.FIELD=VALUE`, as `--set` has it.
 *
 * @throws {CliError} if it is of neither form.
 */
export function readAssignment(text: string): Change {
  const where = `--set ${quoted(text)}`;
  const [, experiment, first, second, value] =
    /^([^.=]+)\.([^.=]+)(?:\.([^.=]+))?=(.*)$/s.exec(text) ?? [];
  if (experiment === undefined) {
    throw unreadable(
      where,
      "it is neither EXPERIMENT.KEY=VALUE nor EXPERIMENT.MODEL.FIELD=VALUE",
    );
  }
  const key = second ?? first;
  return {
    ...{ experiment, key, value: valueOf(key, value), written: value, where },
    ...second !== undefined && { model: first },
  };
}

/**
 * Reads `EXPERIMENT.NAME=RULE,FIELD=VALUE…`, as `--model` has it.
 *
 * @throws {CliError} if it is not of that form.
 */
export function readModel(text: string): Change[] {
  const where = `--model ${quoted(text)}`;
  const [, experiment, model, rule, rest] =
    /^([^.=,]+)\.([^=,]+)=([^=,]*)((?:,[^=,]+=[^,]*)*)$/s.exec(text) ?? [];
  if (experiment === undefined) {
    const form = "EXPERIMENT.NAME=RULE,FIELD=VALUE…";
    throw unreadable(where, `it is not of the form ${form}`);
  }
  const added = { experiment, model: model.trim(), where };
  const fields = rest.split(",").slice(1).map((field) => {
    const [key, value] = field.split("=").map((word) => word.trim());
    return { ...added, key, value: valueOf(key, value), written: value };
  });
  const keys = ["rule", ...fields.map(({ key }) => key)];
  const twice = keys.find((key, i) => keys.indexOf(key) < i);
  if (twice) throw unreadable(where, `it gives ${twice} twice`);
  return [{ ...added, key: "rule", value: rule.trim(), adds: true }, ...fields];
}

/** Numbers and booleans as themselves, lists by their commas, all else as text. */
function valueOf(key: string, text: string): Json {
  if (!lists.includes(key)) return valueIn(text.trim());
  return text.split(",").map((name) => name.trim());
}

/** What a change is of, as `--set` has it: `EXPERIMENT.KEY` or `EXPERIMENT.MODEL.FIELD`. */
export function pathOf({ experiment, model, key }: Change): string {
  return [experiment, ...model === undefined ? [] : [model], key].join(".");
}

/** Says that a word is not there, of what an experiment has, and what may have been meant. */
export function unknown(
  what: string,
  word: string,
  known: readonly string[],
  { experiment, where }: Pick<Change, "experiment" | "where">,
) {
  const meant = suggest(word, known, `deno task settings ${experiment}`);
  return unreadable(where, `${what}; ${meant}`);
}

/**
 * What a study takes of an experiment under a profile and of changes, of which a later one counts
 * more; of its models all that are `known`, published ones first, and those to train.
 *
 * @throws {CliError} if a change names what is not there, or its value does not fit.
 */
export function changed(
  experiment: Experiment,
  profile: string,
  changes: readonly Change[],
) {
  const known = modelsOf(experiment, changes);
  const settings: Settings = {};
  const chosen: Record<string, string[]> = {};
  for (const change of changes) {
    const { model, key } = change;
    if (model !== undefined) continue;
    if (key === "models") chosen[key] = named(change, known.map(nameOf));
    else if (key === "corrections") {
      const ids = correctionsOf(experiment.name).map(({ id }) => id);
      chosen[key] = named(change, ["none", ...ids]);
    } else settings[key] = settingOf(experiment, change);
  }
  const alsoAdded = addedBeside(chosen.models ?? [], changes);
  const wanted = chosen.models ?? experiment.defaultModels;
  return {
    settings: settingsOf(experiment, profile, settings),
    known,
    models: known.filter(({ name, added }) =>
      !wanted || wanted.includes(name) || added && alsoAdded.includes(name)
    ),
    corrections: correctionsOf(experiment.name).filter(({ id }) =>
      chosen.corrections?.includes(id) ?? true
    ),
  };
}

/**
 * The models that are added to those that a list names: all if there is no list, and by the
 * command line beside the list of a file.
 *
 * @throws {CliError} if a list leaves out one that is added where it stands itself.
 */
function addedBeside(
  names: readonly string[],
  changes: readonly Change[],
): string[] {
  const list = changes.findLast(({ model, key }) =>
    model === undefined && key === "models"
  );
  const added = changes.filter(({ adds, model }) =>
    adds && !names.includes(model!)
  );
  if (list) {
    const together = added.find(({ where }) =>
      isOption(where) === isOption(list.where)
    );
    if (together) {
      const called = isOption(list.where) ? pathOf(list) : "its train";
      throw unfitModel(together, `${called} leaves it out; name it there`);
    }
    if (isOption(list.where)) return [];
  }
  return added.map(({ model }) => model!);
}

const isOption = (where: string) => where.startsWith("--");

const nameOf = ({ name }: { name: string }) => name;

/** The names of a list, each of which is known. */
function named(change: Change, known: readonly string[]): string[] {
  const { experiment, key, value } = change;
  const names = Array.isArray(value) ? value.map(String) : [String(value)];
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    const what = `there is no ${key.slice(0, -1)} ${quoted(wrong)}`;
    const meant = suggest(wrong, known, `deno task settings ${experiment}`);
    throw refusalOf(change, `${what}; ${meant}`);
  }
  if (names.length > 1 && names.includes("none")) {
    throw refusalOf(change, "none stands alone");
  }
  return names;
}

/** The value of a setting, as its schema has it. */
function settingOf(experiment: Experiment, change: Change): Json {
  const { key, where } = change;
  const { name, settings: { entries } } = experiment;
  if (Object.hasOwn(entries, key)) return fitting(entries[key], change);
  const what = `${name} has no setting ${key}`;
  if (models.isModelField(key)) {
    const whose = `it is a model's: ${name}.MODEL.${key}=VALUE sets it`;
    throw unreadable(where, `${what}; ${whose}`);
  }
  const known = [...Object.keys(entries), ...lists];
  throw unknown(what, key, known, change);
}

/** The value of a change, as a schema has it. */
function fitting(schema: v.GenericSchema, change: Change): Json {
  const { success, output, issues } = v.safeParse(schema, change.value);
  if (success) return output as Json;
  throw refusalOf(change, issues[0].message);
}

/** Every model of an experiment as the changes have it, published ones first. */
function modelsOf(
  experiment: Experiment,
  changes: readonly Change[],
): models.StudyModel[] {
  const fields = new Map(
    experiment.models.map((model) => [model.name, models.fieldsOf(model)]),
  );
  const last = new Map<string, Change>();
  for (const change of changes) {
    const { model, key, adds } = change;
    if (model === undefined) continue;
    const known = [...fields.keys()];
    if (adds) requireNew(change, known);
    else if (!fields.has(model)) {
      const what = `${experiment.name} has no model ${quoted(model)}`;
      throw unknown(what, model, known, change);
    }
    const before = fields.get(model) ?? {};
    const value = { [key]: fieldOf(experiment, change) };
    fields.set(model, models.withFields(before, value, experiment));
    last.set(`${model}.${key}`, change).set(model, change);
  }
  return [...fields].map(([name, ofModel]) => {
    const published = experiment.models.find((each) => each.name === name);
    const change = last.get(name);
    if (published && !change) return published;
    try {
      const model = models.modelOf(name, ofModel, experiment);
      return published ? model : { ...model, added: true };
    } catch (error) {
      if (!(error instanceof models.FieldError)) throw error;
      const { field, message } = error;
      throw refusalOf(last.get(`${name}.${field}`) ?? change!, message);
    }
  });
}

/** The value of a model's field or own setting, as its schema has it. */
function fieldOf(experiment: Experiment, change: Change): Json {
  const { model, key, value } = change;
  const { name, initialiseSettings, settings: { entries } } = experiment;
  if (models.isModelField(key)) {
    const field = fitting(models.modelFields[key], change);
    const { rule } = models.choicesOf(experiment);
    if (key !== "rule" || rule.includes(`${value}`)) return field;
    const why = `${name} has no such rule; it can be ${alternatives(rule)}`;
    throw refusalOf(change, why);
  }
  const own = models.ownSettings(experiment);
  if (own.includes(key)) return fitting(entries[key], change);
  if (Object.hasOwn(entries, key)) {
    const why = initialiseSettings.includes(key)
      ? "all models share the start, which depends on it"
      : "iterations are batches, which figures count alike for all models";
    throw refusalOf(change, `${why}; set ${name}.${key}`);
  }
  const known = [...Object.keys(models.modelFields), ...own];
  const what = `${model} has no field ${key}`;
  throw unknown(what, key, known, change);
}

/** The names that models may have. */
export const modelName = /^[A-Za-z0-9][\w-]{0,39}$/;

/** Sees that a model's name is a word that no other has, whatever the case of its letters. */
function requireNew(change: Change, taken: readonly string[]): void {
  const { experiment, model = "", where } = change;
  const isSame = (name: string) => name.toLowerCase() === model.toLowerCase();
  const same = taken.find(isSame);
  const elsewhere = experiments.flatMap(({ models }) => models.map(nameOf))
    .find((name) => isSame(name) && name !== model);
  const other = isOption(where)
    ? `it by --set ${experiment}.${same}.FIELD=VALUE`
    : same;
  const why = !modelName.test(model)
    ? "a name has letters, digits, - and _, at most 40, and begins with a letter or digit"
    : /^start$/i.test(model)
    ? "export calls the folder of starts so; choose another name"
    : same !== undefined
    ? `there is a model ${same}; choose another name, or change ${other}`
    : elsewhere !== undefined
    ? `another experiment has a model ${elsewhere}; choose that name, or another`
    : null;
  if (why === null) return;
  throw unfitModel(change, why);
}

/** Says why a model cannot be added. */
function unfitModel({ experiment, model, where }: Change, why: string) {
  return usageError(`Cannot add ${experiment}.${model} by ${where}: ${why}`);
}

/** Says why a value does not fit, and where it is if not on the command line. */
function refusalOf(change: Change, why: string) {
  const { value, written = `${value}`, where } = change;
  const at = isOption(where) ? "" : ` at ${where}`;
  const shown = at === "" ? quoted(written) : written;
  return usageError(`Cannot set ${pathOf(change)} to ${shown}${at}: ${why}`);
}
