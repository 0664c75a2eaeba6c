/** The settings of experiments in words, from the schemas that check them. */
import * as v from "valibot";
import { correctionsOf } from "./corrections.ts";
import type { SettingsHelp } from "./engine/cli/pipeline.ts";
import { type Experiment, experiments } from "./experiments.ts";
import { profiles } from "./profiles.ts";
import { experimentNamed, publishedSettings } from "./settings.ts";

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
function listRows({ name, models, defaultModels }: Experiment): Row[] {
  const known = models.map(({ name }) => name).join(",");
  const corrections = correctionsOf(name).map(({ id }) => id).join(",");
  const measured = `corrections whose effect is measured, of ${corrections}`;
  return [
    [
      ...["models", "list", defaultModels?.join(",") ?? "all"] as const,
      `models to train, of ${known}`,
    ],
    ...corrections
      ? [["corrections", "list | none", "all", measured] as const]
      : [],
  ];
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
