/**
 * The settings of the experiments: published values, changed by a profile and
 * then by `--set EXPERIMENT.KEY=VALUE`, each checked by the experiment's schema.
 */
import * as v from "valibot";
import { type Correction, correctionsOf } from "./corrections.ts";
import { quoted, readDecimal } from "./engine/text/words.ts";
import type { Json } from "./engine/text/canonical_json.ts";
import { usageError } from "./engine/text/errors.ts";
import { type Experiment, experiments } from "./experiments.ts";
import { type ProfileName, profiles } from "./profiles.ts";
import { suggest } from "./engine/text/suggest.ts";

/** A valibot schema of named settings, each with its published value as default. */
export type SettingsSchema = v.StrictObjectSchema<
  // deno-lint-ignore no-explicit-any
  Record<string, v.OptionalSchema<any, any>>,
  undefined
>;

/** The settings of one experiment. */
export type Settings = Record<string, Json>;

/** One `--set`, taken apart and checked. */
export interface Assignment {
  experiment: string;
  key: string;
  value: Json;
}

/**
 * Reads `EXPERIMENT.KEY=VALUE`.
 *
 * @throws {CliError} if the experiment or the key is unknown, or the value does not fit.
 */
export function parseAssignment(text: string): Assignment {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(text);
  if (!match) {
    throw usageError(
      `Cannot read --set ${
        quoted(text)
      }: it is not of the form EXPERIMENT.KEY=VALUE`,
    );
  }
  const [, name, key, valueText] = match;
  const experiment = experimentNamed(name, `--set ${quoted(text)}`);
  const entries = {
    ...experiment.settings.entries,
    models: modelsSchema(experiment),
    corrections: correctionsSchema(experiment),
  };
  if (!Object.hasOwn(entries, key)) {
    throw usageError(
      `Cannot read --set ${quoted(text)}: ${name} has no setting ${key}; ${
        suggest(key, Object.keys(entries), `deno task settings ${name}`)
      }`,
    );
  }
  const schema = entries[key as keyof typeof entries];
  const parsed = v.safeParse(schema, valueOf(valueText));
  if (!parsed.success) {
    const [{ message }] = parsed.issues;
    throw usageError(
      `Cannot set ${name}.${key} to ${quoted(valueText)}: ${message}`,
    );
  }
  return { experiment: name, key, value: parsed.output as Json };
}

/**
 * Which models of an experiment to train, as a list such as `BP,DI-2`: a setting
 * that each experiment has besides its own. It decides what there is to run, and
 * changes no number.
 */
function modelsSchema({ name, models }: Experiment) {
  const known: string[] = models.map(({ name }) => name);
  return listSchema(
    known,
    (wrong) =>
      `there is no model ${quoted(wrong)}; ${
        suggest(wrong, known, `deno task settings ${name}`)
      }`,
  );
}

/** Which corrections of an experiment to measure, likewise; `none` for none. */
function correctionsSchema({ name }: Experiment) {
  const known = correctionsOf(name).map(({ id }) => id);
  const complaint = (wrong: string) =>
    wrong === "none"
      ? "none stands alone"
      : `there is no correction ${quoted(wrong)}; ${
        suggest(wrong, ["none", ...known], `deno task settings ${name}`)
      }`;
  return v.lazy((text) =>
    text === "none"
      ? v.pipe(v.literal("none"), v.transform((): string[] => []))
      : listSchema(known, complaint)
  );
}

/** Some of the `known` names, separated by commas, in their own order. */
function listSchema(
  known: readonly string[],
  complaint: (wrong: string) => string,
) {
  const isUnknown = (name: string) => !known.includes(name);
  return v.pipe(
    v.unknown(),
    v.transform((list) => String(list).split(",").map((name) => name.trim())),
    v.check(
      (names) => !names.some(isUnknown),
      ({ input }) => complaint(input.find(isUnknown)!),
    ),
    v.transform((names) => known.filter((name) => names.includes(name))),
  );
}

/** The models of an experiment that are wanted: those assigned, or else its own list. */
export function modelsOf(
  { name, models, defaultModels }: Experiment,
  assignments: readonly Assignment[],
): Experiment["models"] {
  const wanted = listAssigned(name, "models", assignments) ?? defaultModels;
  return wanted ? models.filter(({ name }) => wanted.includes(name)) : models;
}

/** The corrections of an experiment whose effect is wanted: those assigned, or else all. */
export function correctionsWanted(
  { name }: Experiment,
  assignments: readonly Assignment[],
): Correction[] {
  const all = correctionsOf(name);
  const wanted = listAssigned(name, "corrections", assignments);
  return wanted ? all.filter(({ id }) => wanted.includes(id)) : all;
}

/** The names last assigned to a list of an experiment, if any are. */
function listAssigned(
  name: string,
  list: "models" | "corrections",
  assignments: readonly Assignment[],
): string[] | undefined {
  return assignments.findLast(({ experiment, key }) =>
    experiment === name && key === list
  )?.value as string[] | undefined;
}

/** The experiment of a name. */
export function experimentNamed(name: string, where: string): Experiment {
  const experiment = experiments.find((experiment) => experiment.name === name);
  if (experiment) return experiment;
  const names = experiments.map(({ name }) => name);
  throw usageError(
    `Cannot read ${where}: there is no experiment ${quoted(name)}; ${
      suggest(name, names)
    }`,
  );
}

/** Numbers and booleans as themselves, all else as text. */
function valueOf(text: string): number | boolean | string {
  const word = text.trim();
  if (word === "true" || word === "false") return word === "true";
  return readDecimal(word) ?? word;
}

/** The published settings of an experiment. */
export function publishedSettings({ settings }: Experiment): Settings {
  return v.parse(settings, {}) as Settings;
}

/** The settings of an experiment under a profile and assignments. */
export function settingsOf(
  experiment: Experiment,
  { profile, assignments }: {
    profile: ProfileName;
    assignments: readonly Assignment[];
  },
): Settings {
  const overrides = (profiles[profile] as Record<string, Settings>)[
    experiment.name
  ];
  const assigned = assignments
    .filter((assignment) =>
      assignment.experiment === experiment.name &&
      Object.hasOwn(experiment.settings.entries, assignment.key)
    )
    .map(({ key, value }) => [key, value]);
  return v.parse(experiment.settings, {
    ...overrides,
    ...Object.fromEntries(assigned),
  }) as Settings;
}

/** What a figure says of its scale: the profile, and each setting that is not the published one. */
export function scaleLabel(
  experiment: Experiment,
  { profile, settings }: { profile: ProfileName; settings: Settings },
): string {
  const published = publishedSettings(experiment);
  const changes = Object.keys(published)
    .filter((key) => settings[key] !== published[key])
    .map((key) => `${key} ${settings[key]} (published ${published[key]})`);
  return [`${profile} profile`, ...changes].join(", ");
}
