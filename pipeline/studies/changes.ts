/** The settings and models of a study, put together of what its profile has and what a run wants otherwise. */
import * as v from "valibot";
import type { Json } from "../engine/text/canonical_json.ts";
import { unreadable } from "../engine/text/errors.ts";
import { alternatives, suggest } from "../engine/text/suggest.ts";
import { quoted } from "../engine/text/words.ts";
import {
  type Change,
  isOption,
  lists,
  pathOf,
  refusalOf,
  unfitModel,
  unknown,
} from "./change.ts";
import { correctionsOf } from "./corrections.ts";
import type { Experiment } from "./experiment.ts";
import { experiments } from "./experiments.ts";
import * as models from "./models.ts";
import { type Settings, settingsOf } from "./settings.ts";

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
  const corrections = correctionsOf(experiment.name);
  const possible: Record<string, string[]> = {
    models: known.map(nameOf),
    corrections: ["none", ...corrections.map(({ id }) => id)],
  };
  const settings: Settings = {};
  const chosen: Record<string, { list: Change; names: string[] }> = {};
  for (const change of changes) {
    const { model, key } = change;
    if (model !== undefined) continue;
    if (lists.includes(key)) {
      chosen[key] = { list: change, names: named(change, possible[key]) };
    } else settings[key] = settingOf(experiment, change);
  }
  const { list, names = experiment.defaultModels ?? possible.models } =
    chosen.models ?? {};
  const additions = changes.filter(({ adds }) => adds);
  const isTrained = ({ name }: models.StudyModel) => {
    if (names.includes(name)) return true;
    const addition = additions.find(({ model }) => model === name);
    return addition !== undefined && joins(addition, list);
  };
  return {
    settings: settingsOf(experiment, profile, settings),
    known,
    models: known.filter(isTrained),
    corrections: corrections.filter(({ id }) =>
      chosen.corrections?.names.includes(id) ?? true
    ),
  };
}

/**
 * Whether a model that is added joins a list that leaves it out: that of a file, if it is
 * added by the command line itself.
 *
 * @throws {CliError} if both stand in the same place.
 */
function joins(addition: Change, list: Change | undefined): boolean {
  if (!list) return true;
  if (isOption(addition) !== isOption(list)) return isOption(addition);
  const called = isOption(list) ? pathOf(list) : "its train";
  throw unfitModel(addition, `${called} leaves it out; name it there`);
}

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
  const { experiment, model = "" } = change;
  const isSame = (name: string) => name.toLowerCase() === model.toLowerCase();
  const same = taken.find(isSame);
  const elsewhere = experiments.flatMap(({ models }) => models.map(nameOf))
    .find((name) => isSame(name) && name !== model);
  const other = isOption(change)
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
