/**
 * Sweeps: an experiment at every point of a grid of its settings, and of what its models
 * are made of. A point is a study and a model like any other, so its nodes are, too.
 */
import * as v from "valibot";
import type {
  Sweep,
  SweptAxis,
  SweptModel,
  SweptValue,
} from "../../lib/statistics/sweep.ts";
import { unknown } from "./changes.ts";
import type { Config } from "./config.ts";
import { experimentNamed, experiments } from "./experiments.ts";
import type { SweepWanted, Wanted } from "../engine/cli/pipeline.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import { unreadable, usageError } from "../engine/text/errors.ts";
import { parseGrid } from "../engine/text/grid.ts";
import { quoted, seedList, shellWord } from "../engine/text/words.ts";
import * as models from "./models.ts";
import { modelChanges } from "./differences.ts";
import type { Study } from "./studies.ts";

/** A sweep as it is asked for; `where` says how an error names the place. */
export interface SweepRequest {
  experiment: string;
  grid: SweptKey[];
  /** names of models; null for those that the study trains */
  models: { names: readonly string[]; where: string } | null;
  /** null for those of the experiment */
  seeds: readonly number[] | null;
  where: string;
}

/** What one setting or field is to be: a text as the command line has it, or a list. */
export interface SweptKey {
  key: string;
  values: string | readonly Json[];
  where: string;
}

/**
 * What a command line asks for.
 *
 * @throws {CliError} if a grid is not of the form KEY=VALUES.
 */
export function readSweep(
  { experiment, grid, models }: SweepWanted,
): SweepRequest {
  return {
    ...{ experiment, seeds: null, where: `sweep ${quoted(experiment)}` },
    grid: grid.map(readGrid),
    models: models === null ? null : {
      names: models.split(",").map((name) => name.trim()),
      where: `--models ${quoted(models)}`,
    },
  };
}

/** A sweep of a study. */
export interface StudySweep extends Pick<Sweep, "measure" | "axes"> {
  /** `sweep-linear-regression` */
  name: string;
  study: Study;
  /** what each key is, in words */
  meanings: Record<string, string>;
  models: SweepModel[];
  /** what asks for it once more, after the name of its experiment */
  options: string[];
  /** the same as entries of a configuration file, those of its experiment before it, too, which decide its name */
  said: Record<string, Json>[];
}

/** A model at each of its points. */
type SweepModel = Pick<SweptModel, "name" | "usual"> & { points: SweepPoint[] };

/** What a model is at one point. */
export interface SweepPoint {
  /** how it differs from what it is when nothing is swept: `eta=0.1,leak=0`; empty if it does not */
  name: string;
  values: Record<string, SweptValue>;
  /** with the settings, and the start, of this point */
  study: Study;
  model: models.StudyModel;
}

/** The sweeps that are asked for: all of a file; of a command line its own, or else those of the file. */
export function requestsOf({ sweep, config }: Wanted): readonly SweepRequest[] {
  const { sweeps = [] } = config?.content as Config | undefined ?? {};
  if (!sweep) return sweeps;
  const asked = readSweep(sweep);
  const ofFile = sweep.grid.length > 0
    ? []
    : sweeps.filter(({ experiment }) => experiment === sweep.experiment);
  return ofFile.length === 0
    ? [asked]
    : ofFile.map((each) => ({ ...each, models: asked.models ?? each.models }));
}

/** More trainings than this are a slip of the pen. */
const mostTrainings = 20_000;

/** Reads `KEY=VALUES`, as `--grid` has it. */
function readGrid(text: string): SweptKey {
  const where = `--grid ${quoted(text)}`;
  const [, key, values] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (key !== undefined) return { key, values, where };
  const form = "KEY=VALUES, such as eta=1e-4..1e-1:log7";
  throw unreadable(where, `it is not of the form ${form}`);
}

/**
 * The sweeps that are asked for, of the studies of a run; the second one of an experiment
 * is called `sweep-EXPERIMENT-2`.
 *
 * @throws {CliError} if a grid names what is not there, or a value does not fit.
 */
export function sweepsOf(
  requests: readonly SweepRequest[],
  studies: readonly Study[],
): StudySweep[] {
  return requests.map((request, k) => {
    const { experiment, where } = request;
    experimentNamed(experiment, where);
    const study = studies.find(({ name }) => name === experiment)!;
    const said = requests.slice(0, k + 1)
      .filter((other) => other.experiment === experiment);
    const place = said.length > 1 ? `-${said.length}` : "";
    return {
      ...sweepOf(request, study),
      study: withSwept({ ...study, seeds: request.seeds ?? study.seeds }, said),
      name: `sweep-${experiment}${place}`,
      said: said.map(entryOf),
    };
  });
}

/**
 * A study that says of models that are only swept how they are changed, and has those that
 * are added among its own.
 */
export function withSwept(
  study: Study,
  sweeps: readonly SweepRequest[],
): Study {
  const names = sweeps.filter(({ experiment }) => experiment === study.name)
    .flatMap(({ models }) => models?.names ?? []);
  const { models: trained, known = trained, label } = study;
  const swept = known.filter((model) =>
    !trained.includes(model) && names.includes(model.name)
  );
  const changes = modelChanges(experimentNamed(study.name, study.name), swept);
  const texts = Object.entries(changes).map((pair) => pair.join(" "));
  return {
    ...study,
    label: [label, ...texts].join(", "),
    models: known.filter((model) =>
      trained.includes(model) || model.added && swept.includes(model)
    ),
    known: known.filter((model) =>
      trained.includes(model) || swept.includes(model)
    ),
  };
}

/** What sweeps show in `outputs/`: pages, tables, and two figures each. */
const shownPlace = new RegExp(
  `^(|tables/|figures/)sweep-(${
    experiments.map(({ name }) => name).join("|")
  })(-\\d+)?(\\.html|\\.csv|(-best)?\\.(svg|png))$`,
);

/** Whether a sweep shows something at a path in `outputs/`. */
export const isOfSweep = (place: string) => shownPlace.test(place);

/** A sweep as an entry of a configuration file. */
export function entryOf(
  { experiment, grid, models, seeds }: SweepRequest,
): Record<string, Json> {
  const axes = grid.map(({ key, values }) => [
    key,
    typeof values === "string" ? values : [...values],
  ]);
  return {
    experiment,
    grid: Object.fromEntries(axes),
    ...models !== null && { models: [...models.names] },
    ...seeds !== null && { seeds: seedList(seeds) },
  };
}

/** A sweep as words of a command line, after the name of its experiment. */
function optionsOf(
  { grid, models }: SweepRequest,
  seeds: readonly number[],
): string[] {
  return [
    ...grid.map(({ key, values }) =>
      `--grid ${shellWord(`${key}=${[values].flat().join()}`)}`
    ),
    ...models === null ? [] : [`--models ${shellWord(models.names.join())}`],
    ...seeds.join() === "0" ? [] : [`--seeds ${seedList(seeds)}`],
  ];
}

function sweepOf(
  request: SweepRequest,
  whole: Study,
): Omit<StudySweep, "name" | "said" | "study"> {
  const { grid, where, models: chosen } = request;
  const study = { ...whole, seeds: request.seeds ?? whole.seeds };
  const { name, seeds, mnist } = study;
  if (grid.length === 0) {
    throw usageError(
      `Cannot sweep ${name}: ${where} has no grid; give one such as --grid eta=1e-4..1e-1:log7`,
    );
  }
  const axes = grid.map((swept, k) => {
    const { key, where } = swept;
    if (!grid.slice(0, k).some((other) => other.key === key)) {
      return axisOf(swept, study);
    }
    const remedy = "give all of its values in one";
    throw unreadable(where, `${key} has a grid already; ${remedy}`);
  });
  const wanted = chosen === null ? study.models : modelsNamed(chosen, study);
  for (const { key, where } of grid) {
    if (wanted.some(({ rule }) => models.reads(rule, key))) continue;
    const names = wanted.map(({ name }) => name).join(", ");
    const why = `none of ${names} reads ${key}; choose others with --models`;
    throw unreadable(where, why);
  }
  const ofModels = wanted.map((model) => (
    { model, axes: axes.filter(({ key }) => models.reads(model.rule, key)) }
  ));
  const points = ofModels
    .map(({ axes }) => axes.reduce((n, { values }) => n * values.length, 1))
    .reduce((sum, count) => sum + count, 0);
  const trainings = points * seeds.length;
  if (trainings > mostTrainings) {
    throw usageError(
      `Cannot sweep ${name}: the grid of ${where} has ${trainings} trainings, and ${mostTrainings} are the most; give fewer values, models or seeds`,
    );
  }
  return {
    ...{ axes, options: optionsOf(request, seeds) },
    measure: mnist ? "test_error" : "error_left",
    meanings: Object.fromEntries(grid.map(({ key, where }) => [
      key,
      v.getDescription(schemaOf(key, where, study)) ?? "",
    ])),
    models: ofModels.map(({ model, axes }) =>
      sweepModel({ study, model }, axes, grid)
    ),
  };
}

/** The models of some names, each of which is named once. */
function modelsNamed(
  { names, where }: NonNullable<SweepRequest["models"]>,
  { name: experiment, models: trained, known = trained }: Study,
): models.StudyModel[] {
  return names.map((name, k) => {
    if (names.indexOf(name) < k) {
      throw unreadable(where, `it names ${name} twice`);
    }
    const model = known.find((model) => model.name === name);
    if (model) return model;
    const others = known.map(({ name }) => name);
    const what = `${experiment} has no model ${quoted(name)}`;
    throw unknown(what, name, others, { experiment, where });
  });
}

/** The values of a key, as its schema has them, each once. */
function axisOf({ key, values, where }: SweptKey, study: Study): SweptAxis {
  const schema = schemaOf(key, where, study);
  const { values: list, between, log } = typeof values === "string"
    ? parseGrid(values, where)
    : { values, between: [], log: false };
  if (list.length === 0) throw unreadable(where, `${key} has no value`);
  const fitting = list.map((value, k) => {
    // what lies between two ends may have to be whole
    const all = between[k] ? [value, Math.round(Number(value))] : [value];
    const parsed = all.map((value) => v.safeParse(schema, value));
    const fit = parsed.find(({ success }) => success);
    if (fit) return fit.output as SweptValue;
    throw usageError(
      `Cannot set ${study.name}.${key} to ${quoted(`${value}`)} by ${where}: ${
        parsed[0].issues![0].message
      }`,
    );
  });
  const twice = fitting.find((value, k) => fitting.indexOf(value) < k);
  if (twice !== undefined) {
    throw unreadable(where, `${quoted(`${twice}`)} stands in it twice`);
  }
  return { key, values: fitting, scale: scaleOf(fitting, log) };
}

/** A list of numbers whose ratios are so large is read by these. */
const largeRatio = 30;

function scaleOf(
  values: readonly SweptValue[],
  log: boolean,
): SweptAxis["scale"] {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length) return "words";
  if (numbers.some((value) => value < 0)) return "linear";
  const positive = numbers.filter((value) => value > 0);
  const ratio = Math.max(...positive) / Math.min(...positive);
  return log || ratio >= largeRatio ? "log" : "linear";
}

/** What a value of a key must be: of a field of models, or of a setting of the experiment. */
function schemaOf(
  key: string,
  where: string,
  { name: experiment }: Study,
): v.GenericSchema {
  if (key === "rule") {
    const why = "a rule is no matter of a grid; compare models of other rules";
    throw unreadable(where, why);
  }
  const { settings: { entries } } = experimentNamed(experiment, where);
  const { rule: _, ...fields } = models.modelFields;
  // without their defaults, since these have the descriptions
  const own = Object.entries(entries)
    .map(([key, { wrapped }]) => [key, wrapped] as const);
  const schemas: Record<string, v.GenericSchema> = {
    ...Object.fromEntries(own),
    ...fields,
  };
  if (Object.hasOwn(schemas, key)) return schemas[key];
  const known = Object.keys(schemas);
  const what = `${experiment} has no setting ${key}`;
  throw unknown(what, key, known, { experiment, where });
}

/** A model at every point of the axes that it reads. */
function sweepModel(
  { study, model }: Pick<SweepPoint, "study" | "model">,
  axes: readonly SweptAxis[],
  grid: readonly SweptKey[],
): SweepModel {
  const { name } = model;
  const values = models.valuesOf(model, study.settings);
  const usual = picked(values, axes.map(({ key }) => key));
  const points = axes.reduce<SweepPoint["values"][]>(
    (points, { key, values }) =>
      points.flatMap((point) =>
        values.map((value) => ({ ...point, [key]: value }))
      ),
    [{}],
  ).map((values) => {
    try {
      return pointOf(values, usual, { study, model });
    } catch (error) {
      if (!(error instanceof models.FieldError)) throw error;
      const { field, message } = error;
      const { where } = grid.find(({ key }) => key === field) ?? grid[0];
      throw usageError(
        `Cannot set ${study.name}.${name}.${field} to ${
          values[field]
        } by ${where}: ${message}`,
      );
    }
  });
  return { name, usual, points };
}

/** A study and a model with the values of a point, where they differ from what both have. */
function pointOf(
  values: SweepPoint["values"],
  usual: SweepPoint["values"],
  { study, model }: Pick<SweepPoint, "study" | "model">,
): SweepPoint {
  const { initialiseSettings, settings, name } = study;
  const differs = (key: string) => values[key] !== usual[key];
  const changed = Object.keys(values).filter((key) =>
    differs(key) ||
    // other feedback comes without a scale of its own
    key === "scale" && differs("feedback") ||
    // the setting is what a single loop without a transfer of its own has
    key === "transfer" && differs("singleLoopTransfer")
  ).sort();
  const nameOf = (keys: readonly string[]) =>
    keys.map((key) => `${key}=${values[key]}`).join();
  const { ofStart = [], ofModel = [] } = Object.groupBy(
    changed,
    (key) => initialiseSettings.includes(key) ? "ofStart" : "ofModel",
  );
  const before = models.fieldsOf(model);
  const fields = models.withFields(before, picked(values, ofModel), study);
  return {
    name: nameOf(changed),
    values,
    study: ofStart.length === 0 ? study : {
      ...study,
      settings: { ...settings, ...picked(values, ofStart) },
      start: `${name}/${nameOf(ofStart)}`,
    },
    model: ofModel.length === 0
      ? model
      : models.modelOf(model.name, fields, study),
  };
}

function picked(
  values: Record<string, unknown>,
  keys: readonly string[],
): SweepPoint["values"] {
  return Object.fromEntries(
    keys.map((key) => [key, values[key] as SweptValue]),
  );
}
