/**
 * The settings of the experiments: published values, of which a profile changes
 * some, and a run others; their schemas, from which the help has them in words.
 */
import * as v from "valibot";
import type { Json } from "../engine/text/canonical_json.ts";
import type { Experiment } from "./experiments.ts";
import { everyFieldOf, fieldsOf, type StudyModel, valuesOf } from "./models.ts";
import { profiles, shortened } from "./profiles.ts";

/** A valibot schema of named settings, each with its published value as default. */
export type SettingsSchema = v.StrictObjectSchema<
  // deno-lint-ignore no-explicit-any
  Record<string, v.OptionalSchema<any, any>>,
  undefined
>;

/** The settings of one experiment. */
export type Settings = Record<string, Json>;

/** The published settings of an experiment. */
export function publishedSettings({ settings }: Experiment): Settings {
  return v.parse(settings, {}) as Settings;
}

/** The settings of an experiment under a profile, but for those that are changed. */
export function settingsOf(
  { name, settings }: Experiment,
  profile: string,
  changed: Settings = {},
): Settings {
  return v.parse(settings, { ...profiles[profile][name], ...changed });
}

/** What a figure says of its scale: the profile, and what of settings and models is not as published. */
export function scaleLabel(
  experiment: Experiment,
  { profile, settings, models = [] }: {
    profile: string;
    settings: Settings;
    models?: readonly StudyModel[];
  },
): string {
  const changes = settingChanges(experiment, settings)
    .map(([, change]) => change);
  const ofModels = Object.entries(modelChanges(experiment, models))
    .map(([name, what]) => `${name} ${what}`);
  return [`${profile} profile`, ...changes, ...ofModels].join(", ");
}

/** How settings are not as published, but for what profiles shorten: `eta 0.005 (published 0.01)`. */
export function departuresOf(
  experiment: Experiment,
  settings: Settings,
): string {
  return settingChanges(experiment, settings)
    .filter(([key]) => !shortened.has(key)).map(([, change]) => change)
    .join(", ");
}

/** The settings that are not as published, each with how it is and was. */
function settingChanges(experiment: Experiment, settings: Settings) {
  return Object.entries(publishedSettings(experiment))
    .filter(([key, published]) => settings[key] !== published)
    .map(([key, published]) => [
      key,
      `${key} ${settings[key]} (published ${published})`,
    ]);
}

/**
 * In what a model differs from the published one under the profile: names of settings and
 * of the model's fields. One that is added differs in all fields.
 */
export function differingKeys(
  experiment: Experiment,
  model: StudyModel,
  { profile, settings }: { profile: string; settings: Settings },
): string[] {
  const published = experiment.models.find(({ name }) => name === model.name);
  const before: Settings = {
    ...settingsOf(experiment, profile),
    ...published && fieldsOf(published),
  };
  const after: Settings = { ...settings, ...fieldsOf(model) };
  return Object.keys({ ...before, ...after })
    .filter((key) => before[key] !== after[key]);
}

/** How published models are not as published, by name: `leak 0.005 (published 0.001)`. */
export function modelChanges(
  experiment: Experiment,
  models: readonly StudyModel[],
): Record<string, string> {
  const settings = publishedSettings(experiment);
  const texts = experiment.models.flatMap((published) => {
    const model = models.find(({ name }) => name === published.name);
    if (!model || model === published) return [];
    const before = valuesOf(published, settings);
    const changes = Object.entries(everyFieldOf(model))
      .filter(([field, value]) => value !== before[field])
      .map(([field, value]) =>
        `${field} ${value} (published ${before[field] ?? "none"})`
      );
    return changes.length > 0 ? [[model.name, changes.join(", ")]] : [];
  });
  return Object.fromEntries(texts);
}
