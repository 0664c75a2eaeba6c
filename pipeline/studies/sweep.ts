/**
 * Sweeps: an experiment at every point of a grid of its settings, and of what its models
 * are made of. A point is a study and a model like any other, so its nodes are, too.
 */
import * as v from "valibot";
import type {
  SweepMeasure,
  SweptAxis,
  SweptValue,
} from "../../lib/statistics/sweep.ts";
import { experimentNamed } from "./changes.ts";
import type { SweepWanted } from "../engine/cli/pipeline.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import { usageError } from "../engine/text/errors.ts";
import { type Grid, parseGrid } from "../engine/text/grid.ts";
import { suggest } from "../engine/text/suggest.ts";
import { quoted, seedList, shellWord } from "../engine/text/words.ts";
import * as models from "./models.ts";
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
export interface StudySweep {
  /** `sweep-linear-regression` */
  name: string;
  study: Study;
  measure: SweepMeasure;
  axes: SweptAxis[];
  models: SweepModel[];
  /** what asks for it once more, after the name of its experiment */
  options: string[];
  /** the same as entries of a configuration file, those of its experiment before it, too, which decide its name */
  said: Record<string, Json>[];
}

/** A model at each of its points. */
interface SweepModel {
  name: string;
  /** what it has of each swept key that it reads when nothing is swept */
  usual: Record<string, SweptValue>;
  points: SweepPoint[];
}

/** What a model is at one point. */
export interface SweepPoint {
  /** how it differs from what it is when nothing is swept: `eta=0.1,leak=0`; empty if it does not */
  name: string;
  values: Record<string, SweptValue>;
  /** with the settings, and the start, of this point */
  study: Study;
  model: models.StudyModel;
}

/** More trainings than this are a slip of the pen. */
const mostTrainings = 20_000;

/** Reads `KEY=VALUES`, as `--grid` has it. */
function readGrid(text: string): SweptKey {
  const where = `--grid ${quoted(text)}`;
  const [, key, values] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (key !== undefined) return { key, values, where };
  throw usageError(
    `Cannot read ${where}: it is not of the form KEY=VALUES, such as eta=1e-4..1e-1:log7`,
  );
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
      .filter((other) => other.experiment === experiment).map(entryOf);
    const place = said.length > 1 ? `-${said.length}` : "";
    const name = `sweep-${experiment}${place}`;
    return { ...sweepOf(request, study), name, said };
  });
}

/** A sweep as an entry of a configuration file. */
function entryOf(
  { experiment, grid, models, seeds }: SweepRequest,
): Record<string, Json> {
  return {
    experiment,
    grid: Object.fromEntries(
      grid.map(({ key, values }) => [
        key,
        typeof values === "string" ? values : [...values],
      ]),
    ),
    ...models !== null && { models: [...models.names] },
    ...seeds !== null && { seeds: seedList(seeds) },
  };
}

function sweepOf(
  { grid, models: chosen, seeds, where }: SweepRequest,
  whole: Study,
): Omit<StudySweep, "name" | "said"> {
  const study = { ...whole, seeds: seeds ?? whole.seeds };
  if (grid.length === 0) {
    throw usageError(
      `Cannot sweep ${study.name}: ${where} has no grid; give one such as --grid eta=1e-4..1e-1:log7`,
    );
  }
  const axes = grid.map((swept, k) => {
    const { key, where } = swept;
    if (grid.findIndex((other) => other.key === key) < k) {
      throw usageError(
        `Cannot read ${where}: ${key} has a grid already; give all of its values in one`,
      );
    }
    return axisOf(swept, study);
  });
  const wanted = chosen === null ? study.models : modelsNamed(chosen, study);
  const ofModels = wanted.map((model) => {
    const read = axes.filter(({ key }) => models.readsKey(model.rule, key));
    return { model, read, count: product(read.map(({ values }) => values)) };
  });
  for (const { key, where } of grid) {
    if (ofModels.some(({ read }) => read.some((axis) => axis.key === key))) {
      continue;
    }
    const names = wanted.map(({ name }) => name).join(", ");
    throw usageError(
      `Cannot read ${where}: none of ${names} reads ${key}; choose others with --models`,
    );
  }
  const points = ofModels.reduce((sum, { count }) => sum + count, 0);
  const trainings = points * study.seeds.length;
  if (trainings > mostTrainings) {
    throw usageError(
      `Cannot sweep ${study.name}: the grid of ${where} has ${trainings} trainings, and ${mostTrainings} are the most; give fewer values, models or seeds`,
    );
  }
  return {
    ...{ study, axes },
    measure: study.mnist ? "test_error" : "error_left",
    models: ofModels.map(({ model, read }) =>
      sweepModel(study, model, { read, grid })
    ),
    options: [
      ...grid.map(({ key, values }) => {
        const text = typeof values === "string" ? values : values.join();
        return `--grid ${shellWord(`${key}=${text}`)}`;
      }),
      ...chosen === null ? [] : [`--models ${shellWord(chosen.names.join())}`],
      ...study.seeds.join() === "0" ? [] : [`--seeds ${seedList(study.seeds)}`],
    ],
  };
}

const product = (lists: readonly (readonly unknown[])[]) =>
  lists.reduce((count, { length }) => count * length, 1);

/** The models of some names, each of which is named once. */
function modelsNamed(
  { names, where }: NonNullable<SweepRequest["models"]>,
  { name: experiment, models: trained, known = trained }: Study,
): models.StudyModel[] {
  const refuse = (why: string) => usageError(`Cannot read ${where}: ${why}`);
  return names.map((name, k) => {
    if (names.indexOf(name) < k) throw refuse(`it names ${name} twice`);
    const model = known.find((model) => model.name === name);
    if (model) return model;
    const words = known.map(({ name }) => name);
    throw refuse(
      `${experiment} has no model ${quoted(name)}; ${
        suggest(name, words, `deno task settings ${experiment}`)
      }`,
    );
  });
}

/** The values of a key, as its schema has them, each once. */
function axisOf({ key, values, where }: SweptKey, study: Study): SweptAxis {
  const schema = schemaOf(key, where, study);
  const { between, log, ...grid }: Omit<Grid, "values"> & { values: unknown } =
    typeof values === "string"
      ? parseGrid(values, where)
      : { values, between: [], log: false };
  const list = grid.values as Json[];
  if (list.length === 0) {
    throw usageError(`Cannot read ${where}: ${key} has no value`);
  }
  const fitting = list.map((value, k) => {
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return parsed.output as SweptValue;
    // what lies between two ends may have to be whole
    const whole = between[k] && v.safeParse(schema, Math.round(Number(value)));
    if (whole && whole.success) return whole.output as SweptValue;
    throw usageError(
      `Cannot set ${study.name}.${key} to ${quoted(`${value}`)} by ${where}: ${
        parsed.issues[0].message
      }`,
    );
  });
  const twice = fitting.find((value, k) => fitting.indexOf(value) < k);
  if (twice !== undefined) {
    throw usageError(
      `Cannot read ${where}: ${quoted(`${twice}`)} stands in it twice`,
    );
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
function schemaOf(key: string, where: string, study: Study): v.GenericSchema {
  const { name } = study;
  const refuse = (why: string) => usageError(`Cannot read ${where}: ${why}`);
  if (key === "rule") {
    throw refuse(
      "a rule is no matter of a grid; compare models of other rules",
    );
  }
  if (models.isModelField(key)) return models.modelFields[key];
  const { settings: { entries } } = experimentNamed(name, where);
  if (Object.hasOwn(entries, key)) return entries[key];
  const fields = Object.keys(models.modelFields)
    .filter((field) => field !== "rule");
  throw refuse(
    `${name} has no setting ${key}; ${
      suggest(
        key,
        [...Object.keys(entries), ...fields],
        `deno task settings ${name}`,
      )
    }`,
  );
}

function sweepModel(
  study: Study,
  model: models.StudyModel,
  { read, grid }: { read: readonly SweptAxis[]; grid: readonly SweptKey[] },
): SweepModel {
  const usual = Object.fromEntries(
    read.map(({ key }) => [key, usualOf(key, study, model)]),
  );
  const points = read.reduce<SweepPoint["values"][]>(
    (points, { key, values }) =>
      points.flatMap((point) =>
        values.map((value) => ({ ...point, [key]: value }))
      ),
    [{}],
  );
  return {
    name: model.name,
    usual,
    points: points.map((values) => {
      try {
        return pointOf(values, usual, { study, model });
      } catch (error) {
        if (!(error instanceof models.FieldError)) throw error;
        const { field, message } = error;
        const { where } = grid.find(({ key }) => key === field) ?? grid[0];
        throw usageError(
          `Cannot set ${study.name}.${model.name}.${field} to ${
            values[field]
          } by ${where}: ${message}`,
        );
      }
    }),
  };
}

/** What a model has of a key when nothing is swept. */
function usualOf(
  key: string,
  { settings }: Study,
  model: models.StudyModel,
): SweptValue {
  const defaults: Record<string, Json> = {
    scale: 1,
    transfer: model.rule === "SDI"
      ? settings.singleLoopTransfer ?? "tanh"
      : "linear",
  };
  const { [key]: value } = {
    ...defaults,
    ...settings,
    ...models.fieldsOf(model),
  };
  return value as SweptValue;
}

/** A study and a model with the values of a point, where they differ from what both have. */
function pointOf(
  values: SweepPoint["values"],
  usual: SweepPoint["values"],
  { study, model }: Pick<SweepPoint, "study" | "model">,
): SweepPoint {
  const differs = (key: string) => values[key] !== usual[key];
  // other feedback comes without a scale of its own
  const changed = Object.keys(values).filter((key) =>
    differs(key) || key === "scale" && differs("feedback")
  ).sort();
  const nameOf = (keys: readonly string[]) =>
    keys.map((key) => `${key}=${values[key]}`).join();
  const valuesOf = (keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, values[key]]));
  const { initialiseSettings } = study;
  const ofStart = changed.filter((key) => initialiseSettings.includes(key));
  const ofModel = changed.filter((key) => !initialiseSettings.includes(key));
  const fields = models.withFields(
    models.fieldsOf(model),
    valuesOf(ofModel),
    study,
  );
  return {
    name: nameOf(changed),
    values,
    study: ofStart.length === 0 ? study : {
      ...study,
      settings: { ...study.settings, ...valuesOf(ofStart) },
      start: `${study.name}/${nameOf(ofStart)}`,
    },
    model: ofModel.length === 0
      ? model
      : models.modelOf(model.name, fields, study),
  };
}
