/**
 * The settings of the experiments: published values, changed by a profile and
 * then by `--set EXPERIMENT.KEY=VALUE`, each checked by the experiment's schema.
 */
import * as v from "valibot";
import { correctionsOf } from "./corrections.ts";
import type { Json } from "./engine/text/canonical_json.ts";
import { usageError } from "./engine/text/errors.ts";
import { suggest } from "./engine/text/suggest.ts";
import { quoted, readDecimal } from "./engine/text/words.ts";
import { type Experiment, experiments } from "./experiments.ts";
import { profiles } from "./profiles.ts";

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
  const [, name, key, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(text) ?? [];
  const where = `--set ${quoted(text)}`;
  if (name === undefined) {
    throw usageError(
      `Cannot read ${where}: it is not of the form EXPERIMENT.KEY=VALUE`,
    );
  }
  const experiment = experimentNamed(name, where);
  const entries: Record<string, v.GenericSchema> = {
    ...experiment.settings.entries,
    ...listsOf(experiment),
  };
  if (!Object.hasOwn(entries, key)) {
    throw usageError(
      `Cannot read ${where}: ${name} has no setting ${key}; ${
        suggest(key, Object.keys(entries), `deno task settings ${name}`)
      }`,
    );
  }
  const parsed = v.safeParse(entries[key], valueOf(value));
  if (parsed.success) {
    return { experiment: name, key, value: parsed.output as Json };
  }
  throw usageError(
    `Cannot set ${name}.${key} to ${quoted(value)}: ${
      parsed.issues[0].message
    }`,
  );
}

/** Numbers and booleans as themselves, all else as text. */
function valueOf(text: string): number | boolean | string {
  const word = text.trim();
  if (word === "true" || word === "false") return word === "true";
  return readDecimal(word) ?? word;
}

/** Which models of an experiment to train, and which corrections to measure: lists that change no number. */
function listsOf({ name, models }: Experiment) {
  const lister = `deno task settings ${name}`;
  const corrections = correctionsOf(name).map(({ id }) => id);
  return {
    models: listSchema("model", models.map(({ name }) => name), { lister }),
    corrections: listSchema("correction", corrections, {
      lister,
      empty: ["none"],
    }),
  };
}

/** Some of the `known` names, as in `BP,DI-2`, in their own order; or the word `empty`, alone, for none. */
function listSchema(
  what: string,
  known: readonly string[],
  { lister, empty = [] }: { lister: string; empty?: string[] },
) {
  const wrongIn = (names: string[]) =>
    empty.includes(names.join())
      ? undefined
      : names.find((name) => !known.includes(name));
  return v.pipe(
    v.unknown(),
    v.transform((list) => String(list).split(",").map((name) => name.trim())),
    v.check((names) => wrongIn(names) === undefined, ({ input }) => {
      const wrong = wrongIn(input)!;
      return empty.includes(wrong)
        ? `${wrong} stands alone`
        : `there is no ${what} ${quoted(wrong)}; ${
          suggest(wrong, [...empty, ...known], lister)
        }`;
    }),
    v.transform((names) => known.filter((name) => names.includes(name))),
  );
}

/** What is assigned to an experiment, each key its last value. */
export function assignedTo(
  { name }: Experiment,
  assignments: readonly Assignment[],
): Settings {
  return Object.fromEntries(
    assignments.filter(({ experiment }) => experiment === name)
      .map(({ key, value }) => [key, value]),
  );
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

/** The published settings of an experiment. */
export function publishedSettings({ settings }: Experiment): Settings {
  return v.parse(settings, {}) as Settings;
}

/** The settings of an experiment under a profile and assignments. */
export function settingsOf(
  experiment: Experiment,
  { profile, assignments }: {
    profile: string;
    assignments: readonly Assignment[];
  },
): Settings {
  const { models: _, corrections: __, ...assigned } = assignedTo(
    experiment,
    assignments,
  );
  const changed = { ...profiles[profile][experiment.name], ...assigned };
  return v.parse(experiment.settings, changed) as Settings;
}

/** What a figure says of its scale: the profile, and each setting that is not the published one. */
export function scaleLabel(
  experiment: Experiment,
  { profile, settings }: { profile: string; settings: Settings },
): string {
  const published = publishedSettings(experiment);
  const changes = Object.keys(published)
    .filter((key) => settings[key] !== published[key])
    .map((key) => `${key} ${settings[key]} (published ${published[key]})`);
  return [`${profile} profile`, ...changes].join(", ");
}
