/**
 * In what a study is not as published: of its settings, and of its models' fields, in words,
 * by their names, and as what a configuration has to say.
 */
import type { Experiment } from "./experiment.ts";
import { isPublished } from "./experiments.ts";
import {
  everyFieldOf,
  type Fields,
  fieldsOf,
  modelText,
  type StudyModel,
  valuesOf,
} from "./models.ts";
import { shortened } from "./profiles.ts";
import { publishedSettings, type Settings, settingsOf } from "./settings.ts";
import type { Study } from "./studies.ts";

/** The entries that are not those of `usual`. */
export function differing(entries: Fields, usual: Fields): Fields {
  return Object.fromEntries(
    Object.entries(entries).filter(([key, value]) =>
      JSON.stringify(value) !== JSON.stringify(usual[key])
    ),
  );
}

/** The entries that are not as an experiment has them, each in words: `eta 0.005 (published 0.01)`; beyond the paper `(usually 0.01)`. */
function inWords(
  entries: Fields,
  published: Fields,
  experiment: Pick<Experiment, "name">,
): Record<string, string> {
  const as = isPublished(experiment) ? "published" : "usually";
  const words = Object.entries(differing(entries, published))
    .map(([key, value]) => [
      key,
      `${key} ${value} (${as} ${published[key] ?? "none"})`,
    ]);
  return Object.fromEntries(words);
}

const textsOf = (words: Record<string, string>) =>
  Object.entries(words).map((pair) => pair.join(" "));

/** What tables and figures say of settings and models that are not as published. */
export function differencesFrom(
  experiment: Experiment,
  study: Pick<Study, "settings" | "models"> & { profile: string },
): Pick<Study, "label" | "changed" | "departures" | "differing"> {
  const { profile, settings, models } = study;
  const words = inWords(settings, publishedSettings(experiment), experiment);
  const changed = modelChanges(experiment, models);
  const departures = Object.entries(words)
    .filter(([key]) => !shortened.has(key)).map(([, text]) => text);
  return {
    label: [
      ...[`${profile} profile`, ...Object.values(words)],
      ...textsOf(changed),
    ].join(", "),
    ...Object.keys(changed).length > 0 && { changed },
    ...departures.length > 0 && { departures: departures.join(", ") },
    differing: Object.fromEntries(models.map((model) => [
      model.name,
      differingKeys(experiment, model, study),
    ])),
  };
}

const publishedOf = ({ models }: Experiment, { name }: StudyModel) =>
  models.find((model) => model.name === name);

/** How published models are not as published, by name: `leak 0.005 (published 0.001)`. */
export function modelChanges(
  experiment: Experiment,
  models: readonly StudyModel[],
): Record<string, string> {
  const settings = publishedSettings(experiment);
  return Object.fromEntries(models.flatMap((model) => {
    const published = publishedOf(experiment, model);
    const words = published &&
      inWords(everyFieldOf(model), valuesOf(published, settings), experiment);
    const text = Object.values(words ?? {}).join(", ");
    return text === "" ? [] : [[model.name, text]];
  }));
}

/**
 * In what a model differs from the published one under the profile: names of settings and
 * of the model's fields. One that is added differs in all fields.
 */
function differingKeys(
  experiment: Experiment,
  model: StudyModel,
  { profile, settings }: { profile: string; settings: Settings },
): string[] {
  const published = publishedOf(experiment, model);
  const before: Settings = {
    ...settingsOf(experiment, profile),
    ...published && fieldsOf(published),
  };
  const after: Settings = { ...settings, ...fieldsOf(model) };
  return Object.keys({ ...before, ...after })
    .filter((key) => before[key] !== after[key]);
}

/** The fields in which a model differs from the published one; all of them if there is none, or its rule or feedback is another. */
export function changedFields(
  model: StudyModel,
  experiment: Experiment,
): Fields {
  const fields = everyFieldOf(model);
  const published = publishedOf(experiment, model);
  if (!published) return fields;
  const changed = differing(fields, everyFieldOf(published));
  return "rule" in changed || "feedback" in changed ? fields : changed;
}

/** In what a study is not as published beyond its profile, in words: `x: eta 0.02 (published 0.01)`. */
export function differencesOf(
  { name, models, departures, changed = {} }: Study,
): string[] {
  const added = models.filter(({ added }) => added)
    .map((model) => `${model.name} ${modelText(model)}`);
  const texts = [
    ...departures === undefined ? [] : [departures],
    ...textsOf(changed),
    ...added,
  ];
  return texts.length > 0 ? [`${name}: ${texts.join(", ")}`] : [];
}

/** What any model differs in, if there is anything, of every model: null where it has no such field. */
export function differingOf(
  { differing = {}, settings, models }: Study,
): { differing?: Record<string, Settings> } {
  const keys = new Set(models.flatMap(({ name }) => differing[name] ?? []));
  if (keys.size === 0) return {};
  const rows = models.map((model) => {
    const values: Settings = { ...settings, ...fieldsOf(model) };
    const row = [...keys].map((key) => [key, values[key] ?? null]);
    return [model.name, Object.fromEntries(row)];
  });
  return { differing: Object.fromEntries(rows) };
}
