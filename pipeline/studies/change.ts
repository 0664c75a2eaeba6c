/** One thing that a run wants otherwise than its profile has it: how it is written, and how errors name it. */
import type { Json } from "../engine/text/canonical_json.ts";
import { unreadable, usageError } from "../engine/text/errors.ts";
import { valueIn } from "../engine/text/grid.ts";
import { suggest } from "../engine/text/suggest.ts";
import { quoted } from "../engine/text/words.ts";

export interface Change {
  experiment: string;
  /** whose field it is; without it the experiment's own */
  model?: string;
  /** a setting, a field of a model, or `models` or `corrections`, whose value is a list of names */
  key: string;
  value: Json;
  /** how the value is written, where that is not as it is printed: `1e999`, `"0.01"` */
  written?: string;
  /** whether it adds the model, by its rule */
  adds?: boolean;
  /** where it is said, as an error names it: `--set "a.b=c"`, or `c.json:4:12` */
  where: string;
}

/** Settings whose values are lists of names. */
export const lists = ["models", "corrections"];

/**
 * Reads `EXPERIMENT.KEY=VALUE` or `EXPERIMENT.MODEL.FIELD=VALUE`, as `--set` has it.
 *
 * @throws {CliError} if it is of neither form.
 */
export function readAssignment(text: string): Change {
  const where = `--set ${quoted(text)}`;
  const [, experiment, first, second, value] =
    /^([^.=]+)\.([^.=]+)(?:\.([^.=]+))?=(.*)$/s.exec(text) ?? [];
  if (experiment === undefined) {
    throw unreadable(
      where,
      "it is neither EXPERIMENT.KEY=VALUE nor EXPERIMENT.MODEL.FIELD=VALUE",
    );
  }
  const key = second ?? first;
  return {
    ...{ experiment, key, value: valueOf(key, value), written: value, where },
    ...second !== undefined && { model: first },
  };
}

/**
 * Reads `EXPERIMENT.NAME=RULE,FIELD=VALUE…`, as `--model` has it.
 *
 * @throws {CliError} if it is not of that form.
 */
export function readModel(text: string): Change[] {
  const where = `--model ${quoted(text)}`;
  const [, experiment, model, rule, rest] =
    /^([^.=,]+)\.([^=,]+)=([^=,]*)((?:,[^=,]+=[^,]*)*)$/s.exec(text) ?? [];
  if (experiment === undefined) {
    const form = "EXPERIMENT.NAME=RULE,FIELD=VALUE…";
    throw unreadable(where, `it is not of the form ${form}`);
  }
  const added = { experiment, model: model.trim(), where };
  const fields = rest.split(",").slice(1).map((field) => {
    const [key, value] = field.split("=").map((word) => word.trim());
    return { ...added, key, value: valueOf(key, value), written: value };
  });
  const keys = ["rule", ...fields.map(({ key }) => key)];
  const twice = keys.find((key, i) => keys.indexOf(key) < i);
  if (twice) throw unreadable(where, `it gives ${twice} twice`);
  return [{ ...added, key: "rule", value: rule.trim(), adds: true }, ...fields];
}

/** Numbers and booleans as themselves, lists by their commas, all else as text. */
function valueOf(key: string, text: string): Json {
  if (!lists.includes(key)) return valueIn(text.trim());
  return text.split(",").map((name) => name.trim());
}

/** What a change is of, as `--set` has it: `EXPERIMENT.KEY` or `EXPERIMENT.MODEL.FIELD`. */
export function pathOf({ experiment, model, key }: Change): string {
  return [experiment, ...model === undefined ? [] : [model], key].join(".");
}

/** Says that a word is not there, of what an experiment has, and what may have been meant. */
export function unknown(
  what: string,
  word: string,
  known: readonly string[],
  { experiment, where }: Pick<Change, "experiment" | "where">,
) {
  const meant = suggest(word, known, `deno task settings ${experiment}`);
  return unreadable(where, `${what}; ${meant}`);
}

/** Whether it stands on the command line, not in a file. */
export const isOption = ({ where }: Change) => where.startsWith("--");

/** Says why a model cannot be added. */
export function unfitModel({ experiment, model, where }: Change, why: string) {
  return usageError(`Cannot add ${experiment}.${model} by ${where}: ${why}`);
}

/** Says why a value does not fit, and where it is if not on the command line. */
export function refusalOf(change: Change, why: string) {
  const { value, written = `${value}`, where } = change;
  const at = isOption(change) ? "" : ` at ${where}`;
  const shown = at === "" ? quoted(written) : written;
  return usageError(`Cannot set ${pathOf(change)} to ${shown}${at}: ${why}`);
}
