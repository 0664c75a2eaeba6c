/**
 * The settings of the experiments: published values, of which a profile changes
 * some, and a run others; their schemas, from which the help has them in words.
 */
import * as v from "valibot";
import type { Json } from "./engine/text/canonical_json.ts";
import type { Experiment } from "./experiments.ts";
import { fieldsOf, type StudyModel } from "./models.ts";
import { profiles } from "./profiles.ts";

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
  const published = publishedSettings(experiment);
  const changes = Object.keys(published)
    .filter((key) => settings[key] !== published[key])
    .map((key) => `${key} ${settings[key]} (published ${published[key]})`);
  const ofModels = models.flatMap((model) => modelChanges(experiment, model));
  return [`${profile} profile`, ...changes, ...ofModels].join(", ");
}

/** How a published model is changed, field by field: `DI-2 leak 0.005 (published 0.001)`. */
function modelChanges(
  experiment: Experiment,
  model: StudyModel,
): string[] {
  const published = experiment.models.find(({ name }) => name === model.name);
  if (!published || published === model) return [];
  const before = { ...publishedSettings(experiment), ...fieldsOf(published) };
  return Object.entries(fieldsOf(model))
    .filter(([field, value]) => value !== before[field])
    .map(([field, value]) =>
      `${model.name} ${field} ${value} (published ${before[field] ?? "none"})`
    );
}
