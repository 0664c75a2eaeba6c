/** What the command line says of settings and models: their names, values and meaning. */
import * as v from "valibot";
import { correctionsOf } from "./corrections.ts";
import type { SettingsHelp } from "../engine/cli/pipeline.ts";
import { columns } from "../engine/text/columns.ts";
import type { Experiment } from "./experiment.ts";
import { experimentNamed, experiments, isPublished } from "./experiments.ts";
import {
  choicesOf,
  fieldsRead,
  modelFields,
  ownSettings,
  reads,
  valuesOf as allValuesOf,
} from "./models.ts";
import { inProfiles } from "./profiles.ts";
import { publishedSettings } from "./settings.ts";

/** What the command line says of settings. */
export const settingsHelp: SettingsHelp = {
  form: "EXPERIMENT[.MODEL].KEY=VALUE",
  modelForm: "EXPERIMENT.NAME=RULE,KEY=VALUE…",
  operands: "[EXPERIMENT…]",
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
    ["setting", "values", "default", "meaning"],
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
  return [
    `${name}: ${title}`,
    ...columns(rows),
    isPublished(experiment)
      ? "  Defaults are as published, but where the meaning names what the published scripts do."
      : "  Defaults are those of the profile beyond.",
    "",
    ...describeModels(experiment),
  ].join("\n");
}

/** An experiment's models field by field, and what each field can be. */
function describeModels(experiment: Experiment): string[] {
  const { name } = experiment;
  const fields = fieldsRead(experiment);
  const own = new Set(
    experiment.models.flatMap(({ own = {} }) => Object.keys(own)),
  );
  const settings = publishedSettings(experiment);
  const models = experiment.models.map((model) => {
    const values = allValuesOf(model, settings);
    return [
      model.name,
      ...fields.map((field) =>
        reads(model.rule, field) ? `${values[field]}` : ""
      ),
      ...[...own].map((key) => `${values[key]}`),
    ];
  });
  const possible: Record<string, readonly string[]> = {
    ...choicesOf(experiment),
    ...{ scale: ["number but 0"], leak: ["number from 0"] },
  };
  const meanings = fields.map((field) => {
    const meaning = v.getDescription(modelFields[field]) ?? "";
    return [field, possible[field].join(" | "), meaning];
  });
  return [
    ...columns([["model", ...fields, ...own], ...models]),
    "",
    ...columns([["field", "values", "meaning"], ...meanings]),
    `  A model can have its own ${ownSettings(experiment).join(", ")}.`,
    `  --set ${name}.${
      experiment.models[0].name
    }.eta=VALUE changes one model; --model ${name}.NAME=RULE,KEY=VALUE… adds one,`,
    "  which is as the published model called RULE but for what is given.",
  ];
}

/** What every experiment can be set to besides: which models, which corrections. */
function listRows(experiment: Experiment): Row[] {
  const models = experiment.models.map(({ name }) => name);
  const corrections = correctionsOf(experiment.name).map(({ id }) => id);
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
