/**
 * The settings of the experiments: published values, changed by a profile and
 * then by `--set EXPERIMENT.KEY=VALUE`, each checked by the experiment's schema,
 * from which the help has them in words.
 */
import * as v from "valibot";
import { correctionsOf } from "./corrections.ts";
import type { SettingsHelp } from "./engine/cli/pipeline.ts";
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

/**
 * Reads `EXPERIMENT.KEY=VALUE`, where a value of `models` or `corrections` is a list.
 *
 * @throws {CliError} if the experiment or the key is unknown, or the value does not fit.
 */
export function parseAssignment(
  text: string,
): { experiment: string; key: string; value: Json } {
  const [, name, key, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(text) ?? [];
  const where = `--set ${quoted(text)}`;
  if (name === undefined) {
    throw usageError(
      `Cannot read ${where}: it is not of the form EXPERIMENT.KEY=VALUE`,
    );
  }
  const experiment = experimentNamed(name, where);
  const { settings: { entries } } = experiment;
  const lister = `deno task settings ${name}`;
  const refusal = (why: string) =>
    usageError(`Cannot set ${name}.${key} to ${quoted(value)}: ${why}`);
  const lists = listsOf(experiment);
  if (key === "models" || key === "corrections") {
    const known = lists[key];
    const names = value.split(",").map((name) => name.trim());
    const wrong = names.find((name) => !known.includes(name));
    if (wrong === undefined) {
      const value = known.filter((name) => names.includes(name));
      if (value.length > 1 && value.includes("none")) {
        throw refusal("none stands alone");
      }
      return { experiment: name, key, value };
    }
    throw refusal(
      `there is no ${key.slice(0, -1)} ${quoted(wrong)}; ${
        suggest(wrong, known, lister)
      }`,
    );
  }
  if (!Object.hasOwn(entries, key)) {
    const known = [...Object.keys(entries), ...Object.keys(lists)];
    throw usageError(
      `Cannot read ${where}: ${name} has no setting ${key}; ${
        suggest(key, known, lister)
      }`,
    );
  }
  const parsed = v.safeParse(entries[key], valueOf(value));
  if (!parsed.success) throw refusal(parsed.issues[0].message);
  return { experiment: name, key, value: parsed.output };
}

/** Numbers and booleans as themselves, all else as text. */
function valueOf(text: string): number | boolean | string {
  const word = text.trim();
  if (word === "true" || word === "false") return word === "true";
  return readDecimal(word) ?? word;
}

/** What `models` and `corrections`, lists that change no number, can name of an experiment. */
function listsOf({ name, models }: Experiment) {
  return {
    models: models.map(({ name }) => name as string),
    corrections: ["none", ...correctionsOf(name).map(({ id }) => id)],
  };
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

/** The settings of an experiment under a profile, but for those that are changed. */
export function settingsOf(
  { name, settings }: Experiment,
  profile: string,
  changed: Settings = {},
): Settings {
  return v.parse(settings, { ...profiles[profile][name], ...changed });
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

/** What the command line says of settings. */
export const settingsHelp: SettingsHelp = {
  form: "EXPERIMENT.KEY=VALUE",
  operands: "[EXPERIMENT…]",
  summary: () => [
    "settings and their published values; deno task settings EXPERIMENT explains them",
    ...experiments.map((experiment) => {
      const settings = Object.entries(publishedSettings(experiment))
        .map(([name, value]) => `${name} ${value}`);
      const lists = listRows(experiment).map(([name]) => name);
      return `  ${experiment.name}: ${[...settings, ...lists].join(", ")}`;
    }),
  ],
  describe(names) {
    const chosen = names.length === 0
      ? experiments
      : names.map((name) => experimentNamed(name, `settings ${name}`));
    return chosen.map(describeExperiment).join("\n\n");
  },
};

/** One setting: its name, the values it takes, the usual one, and what it means. */
type Row = readonly [string, string, string, string];

/** An experiment's name, and each of its settings in a line of its own. */
function describeExperiment(experiment: Experiment): string {
  const { name, title, settings: { entries } } = experiment;
  const published = publishedSettings(experiment);
  const rows: Row[] = [
    ["setting", "values", "published", "meaning"],
    ...Object.entries(entries).map(([key, { wrapped }]) =>
      [
        key,
        valuesOf(wrapped),
        [published[key], ...inProfiles(name, key)].join(", "),
        v.getDescription(wrapped) ?? "",
      ] as const
    ),
    ...listRows(experiment),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column].length))
  );
  return [
    `${name}: ${title}`,
    ...rows.map((row) =>
      row.map((text, i) => `  ${text.padEnd(widths[i] ?? 0)}`).join("")
    ),
  ].join("\n");
}

/** What profiles take in place of the published value: `smoke 120`. */
function inProfiles(experiment: string, setting: string): string[] {
  return Object.entries(profiles)
    .flatMap(([profile, { [experiment]: settings = {} }]) =>
      Object.hasOwn(settings, setting) ? `${profile} ${settings[setting]}` : []
    );
}

/** What every experiment can be set to besides: which models, which corrections. */
function listRows(experiment: Experiment): Row[] {
  const { models, corrections: [, ...corrections] } = listsOf(experiment);
  const usual = experiment.defaultModels?.join(",") ?? "all";
  const measured = `corrections whose effect is measured, of ${corrections}`;
  const rows: Row[] = [
    ["models", "list", usual, `models to train, of ${models}`],
    ["corrections", "list | none", "all", measured],
  ];
  return corrections.length > 0 ? rows : rows.slice(0, 1);
}

/** The values that a schema lets through: `whole number from 1 to 60000`, `true or false`. */
// deno-lint-ignore no-explicit-any
function valuesOf({ pipe }: { pipe: readonly any[] }): string {
  const find = (type: string) => pipe.find((item) => item.type === type);
  const options: unknown[] | undefined = find("picklist")?.options;
  if (options) return options.join(" | ");
  if (find("boolean")) return "true | false";
  const bounds = [
    ...[["min_value", "from"], ["gt_value", "above"]],
    ...[["max_value", "to"], ["lt_value", "below"]],
  ].flatMap(([type, word]) => {
    const bound = find(type);
    return bound ? `${word} ${numberText(bound.requirement)}` : [];
  });
  return [find("integer") ? "whole number" : "number", ...bounds].join(" ");
}

/** A number, a large one by its power of ten: `1e9`. */
function numberText(number: number): string {
  return Math.abs(number) < 1e6
    ? String(number)
    : number.toExponential().replace("+", "");
}
