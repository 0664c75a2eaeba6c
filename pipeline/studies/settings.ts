/**
 * The settings of the experiments: published values, of which a profile changes
 * some, and a run others; their schemas, from which the help has them in words.
 */
import * as v from "valibot";
import type { Json } from "../engine/text/canonical_json.ts";
import type { Experiment } from "./experiment.ts";
import { profiles } from "./profiles.ts";

/** A valibot schema of named settings, each with its published value as default. */
export type SettingsSchema = v.StrictObjectSchema<
  // deno-lint-ignore no-explicit-any
  Record<string, v.OptionalSchema<any, any>>,
  undefined
>;

/** The same settings, some with other defaults: those of an experiment that runs the program of another. */
export function withDefaults(
  { entries }: SettingsSchema,
  defaults: Settings,
): SettingsSchema {
  const others = Object.entries(defaults)
    .map(([key, value]) => [key, v.optional(entries[key].wrapped, value)]);
  return v.strictObject({ ...entries, ...Object.fromEntries(others) });
}

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
