import { canonicalJson, type Json } from "../text/canonical_json.ts";
import type { Preimage } from "./keys.ts";

/** One part of a key that differs. */
export interface Difference {
  /** `settings.eta`, `code lib/rules/mod.ts`, `input initial.npz` */
  part: string;
  before: Json | undefined;
  after: Json | undefined;
}

/** The parts in which two keys differ, code last: it explains the least. */
export function differencesOf(
  before: Preimage,
  after: Preimage,
): Difference[] {
  const differences: Difference[] = [];
  const compare = (part: string, a: Json | undefined, b: Json | undefined) => {
    for (const found of differencesIn(part, a, b)) differences.push(found);
  };
  const flat = (label: string, a: Record<string, string>, b: typeof a) => {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compare(`${label} ${name}`, a[name], b[name]);
    }
  };
  compare("schema", before.schema, after.schema);
  compare("program", before.kind, after.kind);
  compare("settings", before.settings, after.settings);
  compare("seed", before.seed, after.seed);
  flat("input", before.inputs, after.inputs);
  compare("outputs", before.outputs, after.outputs);
  compare("backend", before.backend, after.backend);
  compare("V8", before.v8, after.v8);
  flat("code", before.code, after.code);
  return differences;
}

/** The parts of one part in which two values of it differ. */
export function differencesIn(
  part: string,
  before: Json | undefined,
  after: Json | undefined,
): Difference[] {
  if (!isTree(before) || !isTree(after) || !fitTogether(before, after)) {
    const same = textOf(before) === textOf(after);
    return same ? [] : [{ part, before, after }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .flatMap((key) => differencesIn(`${part}.${key}`, before[key], after[key]));
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}

function isTree(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null;
}

/** Whether two trees can be compared part by part: lists only if they are equally long. */
function fitTogether(a: object, b: object): boolean {
  if (!Array.isArray(a) && !Array.isArray(b)) return true;
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length;
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
    value === undefined ? "unset" : shortened(JSON.stringify(value));
  return `${part} ${text(before)} → ${text(after)}`;
}

/** The most letters of a value that are shown. */
const longest = 60;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Differences in one line: the first, and how many more there are. */
export function summariseDifferences(
  differences: readonly Difference[],
): string {
  const [first, ...more] = differences;
  if (!first) return "its record was torn";
  const rest = more.length > 0 ? `, and ${more.length} more` : "";
  return describeDifference(first) + rest;
}
