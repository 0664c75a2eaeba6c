import { canonicalJson, type Json } from "../text/canonical_json.ts";
import type { Preimage } from "./keys.ts";

/** The parts of a key, code last: it explains the least. */
const parts = [
  ...["schema", "kind", "settings", "seed", "inputs", "outputs"] as const,
  ...["backend", "v8", "code"] as const,
];
const labels: Record<string, string> = {
  ...{ kind: "program", inputs: "input", v8: "V8" },
};

/** In what two keys differ, in a few words each: `settings.eta 0.01 → 0.02`. */
export function differencesOf(before: Preimage, after: Preimage): string[] {
  const differences = parts.flatMap((part) =>
    differencesIn(labels[part] ?? part, before[part], after[part])
  );
  const ordered = canonicalJson(before.order) === canonicalJson(after.order);
  return differences.length > 0 || ordered
    ? differences
    : ["settings in another order"];
}

const isTree = (value: unknown): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null;
const lengthOf = (value: unknown) => Array.isArray(value) ? value.length : -1;

/** In what two values of one part differ; lists are taken apart only if they are equally long. */
export function differencesIn(
  part: string,
  before: Json | undefined,
  after: Json | undefined,
): string[] {
  if (isTree(before) && isTree(after) && lengthOf(before) === lengthOf(after)) {
    const separator = /^(code|input)$/.test(part) ? " " : ".";
    return [...new Set([before, after].flatMap(Object.keys))].flatMap((key) =>
      differencesIn(part + separator + key, before[key], after[key])
    );
  }
  const known = before !== undefined && after !== undefined;
  if (known && canonicalJson(before) === canonicalJson(after)) return [];
  if (/^(code|input) /.test(part)) {
    const state = known
      ? "changed"
      : after === undefined
      ? "is gone"
      : "is new";
    return [`${part} ${state}`];
  }
  const text = (value: Json | undefined) =>
    JSON.stringify(value)?.replace(/^(.{59}).{2,}$/s, "$1…") ?? "unset";
  return [`${part} ${text(before)} → ${text(after)}`];
}

/** Why a key has no record, in one line: the first difference from its nearest earlier one, and how many more there are. */
export function summariseDifferences(
  differences: readonly string[] | undefined,
): string {
  if (!differences) return "never built";
  const [first = "its record was torn", ...more] = differences;
  return first + (more.length > 0 ? `, and ${more.length} more` : "");
}
