import type { Json } from "../text/canonical_json.ts";
import { plural } from "../text/plural.ts";
import type { Step } from "./trail.ts";

/** A trail in words: what is alike of one stage and experiment together, each fact once. */
export function describeTrail(steps: readonly Step[]): string[] {
  const groups = Map.groupBy(
    steps,
    ({ record: { node } }) => node.split("/").slice(0, 2).join("/"),
  );
  return [...groups].flatMap(([name, group]) => [
    group.length > 1 ? `${name}: ${group.length} nodes` : group[0].record.node,
    ...factsOf(group)
      .filter(([, what]) => what !== "")
      .map(([fact, what]) => `  ${fact.padEnd(8)}  ${what}`),
  ]);
}

function factsOf(group: readonly Step[]): [string, string][] {
  const records = group.map(({ record }) => record);
  const keys = group.flatMap(({ preimage }) => preimage ?? []);
  const stage = records[0].node.split("/")[0];
  const models = records.flatMap(({ node }) =>
    stage === "train" ? node.split("/").slice(2, 3) : []
  );
  const lost = group.length - keys.length;
  return [
    ["models", distinct(models)],
    ["seed", distinct(keys.flatMap(({ seed }) => seed ?? []))],
    ["settings", settingsText(keys.map(({ settings }) => settings))],
    ["backend", distinct(keys.flatMap(({ backend }) => backend ?? []))],
    ["code", codeText(keys.map(({ code }) => code))],
    ["commit", distinct(records.map(({ commit }) => commit ?? "none"))],
    [
      "versions",
      distinct(records.map(({ versions }) => pairsText(versions)), "; "),
    ],
    [
      "machine",
      distinct(
        records.map(({ machine: { os, arch, cores } }) =>
          `${os} ${arch}, ${cores} cores`
        ),
        "; ",
      ),
    ],
    ["seconds", records.reduce((sum, r) => sum + r.seconds, 0).toFixed(1)],
    ...(stage === "fetch" ? records : []).flatMap(({ outputs }) =>
      Object.entries(outputs).map(([file, { digest }]): [string, string] => [
        "data",
        `${digest}  ${file}`,
      ])
    ),
    ["unknown", lost > 0 ? `what ${lost} of the keys were made of` : ""],
    ["unknown", prefixed("who made ", group.flatMap(({ unmade }) => unmade))],
  ];
}

/** Each value once. */
function distinct(values: readonly (string | number)[], between = ", ") {
  return [...new Set(values)].join(between);
}

function prefixed(words: string, values: readonly string[]): string {
  return values.length > 0 ? words + distinct(values) : "";
}

function pairsText(pairs: Record<string, string>): string {
  return Object.entries(pairs).map((pair) => pair.join(" ")).join(", ");
}

/** Settings that all share with their value; of others, that each has its own. */
function settingsText(settings: readonly Json[]): string {
  const flat = settings.map(flattened);
  const names = [...new Set(flat.flatMap((values) => [...values.keys()]))];
  return names.map((name) => {
    const values = new Set(flat.map((values) => values.get(name)));
    return values.size === 1
      ? `${name} ${[...values][0]}`
      : `${name} one of ${values.size}`;
  }).join(", ");
}

/** `{ a: { b: 1 } }` → a.b → `1`. */
function flattened(settings: Json): Map<string, string> {
  const values = new Map<string, string>();
  const add = (value: Json, path: string[]) => {
    if (value && typeof value === "object" && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) {
        add(inner, [...path, key]);
      }
    } else {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      values.set(path.join("."), text);
    }
  };
  add(settings, []);
  return values;
}

function codeText(codes: readonly Record<string, string>[]): string {
  const parts = new Set(codes.flatMap((code) => Object.keys(code)));
  const packages = [...parts].filter((part) => part.startsWith("npm:")).length;
  if (parts.size === 0) return "";
  return [
    plural(parts.size - packages, "file"),
    ...packages > 0 ? [plural(packages, "package")] : [],
  ].join(", ");
}
