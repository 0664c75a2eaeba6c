/** An axis of a sweep: the values of one setting, or of one field of models. */
import * as v from "valibot";
import type { SweptAxis, SweptValue } from "../../lib/statistics/sweep.ts";
import { unreadable, usageError } from "../engine/text/errors.ts";
import { parseGrid } from "../engine/text/grid.ts";
import { quoted } from "../engine/text/words.ts";
import { unknown } from "./change.ts";
import { experimentNamed } from "./experiments.ts";
import { modelFields } from "./models.ts";
import type { Study } from "./studies.ts";
import type { SweptKey } from "./sweep_request.ts";

/** The values of a key, as its schema has them, each once. */
export function axisOf(swept: SweptKey, study: Study): SweptAxis {
  const { key, values, where } = swept;
  const schema = schemaOf(swept, study);
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

/** What a key is, in words. */
export function meaningOf(swept: SweptKey, study: Study): string {
  return v.getDescription(schemaOf(swept, study)) ?? "";
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
  { key, where }: SweptKey,
  { name: experiment }: Study,
): v.GenericSchema {
  if (key === "rule") {
    const why = "a rule is no matter of a grid; compare models of other rules";
    throw unreadable(where, why);
  }
  const { settings: { entries } } = experimentNamed(experiment, where);
  const { rule: _, ...fields } = modelFields;
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
