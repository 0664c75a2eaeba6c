/**
 * The JSON Schema of configuration files, made of the schemas by which settings and models
 * are checked: editors complete and check by it what is written.
 */
import * as v from "valibot";
import { toJsonSchema } from "@valibot/to-json-schema";
import { backendNames } from "../backends/backend.ts";
import { modelName } from "./changes.ts";
import { correctionsOf } from "./corrections.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import type { Experiment } from "./experiment.ts";
import { experimentNames, experiments } from "./experiments.ts";
import {
  choicesOf,
  everyFieldOf,
  fieldsRead,
  modelFields,
  ownSettings,
} from "./models.ts";
import { defaultProfile, inProfiles, profiles } from "./profiles.ts";

type Schema = Record<string, Json>;

/** The JSON Schema of a valibot schema, without the word that says which draft it is of. */
function converted(schema: v.GenericSchema): Schema {
  const { $schema: _, required: _none, ...rest } = toJsonSchema(schema, {
    errorMode: "ignore", // checks in code, which a message explains
  });
  return rest as Schema;
}

/** An object that has no entries but these. */
function object(description: string, properties: Schema): Schema {
  return {
    ...{ description, type: "object", properties },
    additionalProperties: false,
  };
}

function list(description: string, items: Schema): Schema {
  return { description, type: "array", items, uniqueItems: true };
}

const seedList: Schema = {
  description: 'seeds of random numbers: "0-4,7", or [0, 1]',
  anyOf: [
    { type: "string", pattern: "^ *\\d+(-\\d+)? *(, *\\d+(-\\d+)? *)*$" },
    {
      type: "array",
      items: { type: "integer", minimum: 0, maximum: 2 ** 32 - 1 },
      minItems: 1,
    },
  ],
};

const seeds = { $ref: "#/definitions/seeds" };

/** One of names, or another text of a pattern: editors complete the names. */
const nameOf = (names: readonly string[], pattern: RegExp): Schema => (
  { anyOf: [{ enum: [...names] }, { type: "string", pattern: pattern.source }] }
);

/** What editors complete and check configuration files by. */
export function configSchema(): Schema {
  const byName = (of: (experiment: Experiment) => Schema) =>
    Object.fromEntries(experiments.map((each) => [each.name, of(each)]));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of a run",
    allowTrailingCommas: true,
    ...object(
      "What a run wants; all that is left out is as its profile has it",
      {
        $schema: { type: "string" },
        profile: {
          description: "how much of the published work is done",
          enum: Object.keys(profiles),
          default: defaultProfile,
        },
        backend: {
          description: "what computes the tensors of MNIST",
          enum: [...backendNames],
          default: backendNames[0],
        },
        outputs: {
          description: "the folder of results, from where the command is given",
          type: "string",
          minLength: 1,
        },
        seeds: {
          description:
            "of every experiment, or by a pattern of their names, of which the last that fits counts",
          anyOf: [
            seeds,
            {
              type: "object",
              propertyNames: nameOf(["*", ...experimentNames], /[*?]/),
              additionalProperties: seeds,
            },
          ],
        },
        experiments: object("what is not as the profile has it", byName(ofRun)),
        sweeps: {
          description: "models trained at every point of a grid",
          type: "array",
          items: {
            ...object("a sweep", {
              experiment: { enum: experimentNames },
              grid: {
                description: "of settings, and of fields of models",
                type: "object",
                propertyNames: { enum: sweptKeys() },
                minProperties: 1,
                additionalProperties: gridSchema,
              },
              models: list(
                "those that are trained",
                { type: "string", pattern: modelName.source },
              ),
              seeds,
            }),
            required: ["experiment", "grid"],
          },
        },
      },
    ),
    definitions: {
      seeds: seedList,
      settings: object("settings by experiment", byName(settingsOf)),
      models: object("fields of models by experiment", byName(fieldsOf)),
    },
  };
}

/** A value of a grid, which has no two points in it, or a range. */
const sweptPart = "(((?!\\.\\.)[^,])+|[^,]+\\.\\.[^,]+:(lin|log)\\d+ *)";

const gridSchema: Schema = {
  anyOf: [
    {
      description: "values, and ranges such as 1e-4..1e-1:log7 or 0..1:lin5",
      type: "string",
      pattern: `^${sweptPart}(,${sweptPart})*$`,
    },
    {
      type: "array",
      items: {
        anyOf: ["number", "string", "boolean"].map((type) => ({ type })),
      },
      uniqueItems: true,
      minItems: 1,
    },
  ],
};

/** What a grid may be of, in some experiment. */
function sweptKeys(): string[] {
  const fields = Object.keys(modelFields).filter((key) => key !== "rule");
  const settings = experiments.flatMap(({ settings: { entries } }) =>
    Object.keys(entries)
  );
  return [...new Set([...fields, ...settings])];
}

/** What a file may say of an experiment. */
function ofRun(experiment: Experiment): Schema {
  const { name, title, models, defaultModels } = experiment;
  const fields = { $ref: `#/definitions/models/properties/${name}` };
  const trained = models.map(({ name }) => name);
  const corrections = correctionsOf(name).map(({ id }) => id);
  return object(title, {
    settings: { $ref: `#/definitions/settings/properties/${name}` },
    models: {
      description: "models that are changed, or added by their rule",
      type: "object",
      properties: Object.fromEntries(
        models.map((model) => [
          model.name,
          { allOf: [fields], default: everyFieldOf(model) },
        ]),
      ),
      propertyNames: { pattern: modelName.source },
      additionalProperties: {
        ...{ type: "object", allOf: [fields], required: ["rule"] },
      },
    },
    train: {
      ...list("the models that are trained", nameOf(trained, modelName)),
      minItems: 1,
      default: [...defaultModels ?? trained],
    },
    ...corrections.length > 0 && {
      corrections: {
        ...list("those whose effect is measured", { enum: corrections }),
        default: corrections,
      },
    },
  });
}

/** The settings of an experiment with their defaults, which are described where profiles have others. */
function settingsOf({ name, title, settings }: Experiment): Schema {
  const { properties, ...rest } = converted(settings) as {
    properties: Record<string, Schema>;
  };
  const described = Object.entries(properties).map(([key, property]) => {
    const { default: usual, description, ...schema } = property;
    const others = inProfiles(name, key);
    if (others.length === 0) return [key, property];
    const values = [usual, ...others].join(", ");
    return [key, { ...schema, description: `${description} (${values})` }];
  });
  return {
    description: title,
    ...rest,
    properties: Object.fromEntries(described),
  };
}

/** The fields of an experiment's models, with the settings that they may have of their own. */
function fieldsOf(experiment: Experiment): Schema {
  const { name, title } = experiment;
  const possible: Record<string, readonly string[]> = choicesOf(experiment);
  const fields = fieldsRead(experiment).map((key) => {
    const { [key]: names } = possible;
    return [key, {
      ...converted(modelFields[key]),
      ...names && { enum: [...names] },
      ...key === "scale" && { not: { const: 0 } },
    }];
  });
  const own = ownSettings(experiment).map((key) => [
    key,
    { $ref: `#/definitions/settings/properties/${name}/properties/${key}` },
  ]);
  return object(title, Object.fromEntries([...fields, ...own]));
}
