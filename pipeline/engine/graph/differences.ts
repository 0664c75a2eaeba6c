import { canonicalJson, type Json } from "../text/canonical_json.ts";
import type { Preimage } from "./keys.ts";

/** One part of a key that differs. */
export interface Difference {
  /** `settings.eta`, `code lib/rules/mod.ts`, `input initial.npz` */
  part: string;
  before: Json | undefined;
  after: Json | undefined;
}

/** What a part of a key is called, and what is between its name and that of a part of it. */
const parts: [field: keyof Preimage, label: string, separator?: string][] = [
  ...[["schema", "schema"], ["kind", "program"], ["settings", "settings"]],
  ...[["seed", "seed"], ["inputs", "input", " "], ["outputs", "outputs"]],
  ...[["backend", "backend"], ["v8", "V8"], ["code", "code", " "]],
] as typeof parts;

/** The parts in which two keys differ, code last: it explains the least. */
export function differencesOf(
  before: Preimage,
  after: Preimage,
): Difference[] {
  return parts.flatMap(([field, label, separator]) =>
    differencesIn(label, before[field], after[field], separator)
  );
}

/** The parts of one part in which two values of it differ. */
export function differencesIn(
  part: string,
  before: Json | undefined,
  after: Json | undefined,
  separator = ".",
): Difference[] {
  const values = [before, after];
  if (areTrees(values)) {
    return [...new Set(values.flatMap(Object.keys))].flatMap((key) =>
      differencesIn(`${part}${separator}${key}`, values[0][key], values[1][key])
    );
  }
  const [a, b] = values.map((value) =>
    value === undefined || canonicalJson(value)
  );
  return a === b ? [] : [{ part, before, after }];
}

type Tree = { [key: string]: Json };

/** Whether two values can be compared part by part: lists only if they are equally long. */
function areTrees(values: (Json | undefined)[]): values is Tree[] {
  const [a, b] = values.map((value) =>
    Array.isArray(value) ? value.length : -1
  );
  return a === b &&
    values.every((value) => typeof value === "object" && value !== null);
}

/** A difference in a few words: `settings.eta 0.01 → 0.02`. */
export function describeDifference(
  { part, before, after }: Difference,
): string {
  if (/^(code|input) /.test(part)) {
    if (before === undefined) return `${part} is new`;
    if (after === undefined) return `${part} is gone`;
    return `${part} changed`;
  }
  const text = (value: Json | undefined) =>
    JSON.stringify(value)?.replace(/^(.{59}).{2,}$/s, "$1…") ?? "unset";
  return `${part} ${text(before)} → ${text(after)}`;
}

/** Why a key has no record, in one line: the first difference from its nearest earlier one, and how many more there are. */
export function summariseDifferences(
  differences: readonly Difference[] | undefined,
): string {
  if (!differences) return "never built";
  const [first, ...more] = differences;
  if (!first) return "its record was torn";
  const rest = more.length > 0 ? `, and ${more.length} more` : "";
  return describeDifference(first) + rest;
}
