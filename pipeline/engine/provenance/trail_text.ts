import type { Json } from "../text/canonical_json.ts";
import { plural } from "../text/words.ts";
import type { Step, TracedStage } from "./trail.ts";

/** A trail in lines: the nodes of one stage and experiment together, each fact once. */
export function describeTrail(
  steps: readonly Step[],
  stages: readonly TracedStage[],
): string[] {
  const groups = Map.groupBy(
    steps,
    ({ record: { node } }) => node.split("/").slice(0, 2).join("/"),
  );
  return [...groups].flatMap(([name, group]) => [
    group.length > 1 ? `${name}: ${group.length} nodes` : group[0].record.node,
    ...factsOf(group, stages)
      .filter(([, what]) => what !== "")
      .map(([fact, what]) => `  ${fact.padEnd(8)}  ${what}`),
  ]);
}

function factsOf(
  group: readonly Step[],
  stages: readonly TracedStage[],
): [fact: string, what: string][] {
  const records = group.map(({ record }) => record);
  const keys = group.flatMap(({ preimage }) => preimage ?? []);
  const [stage] = records[0].node.split("/");
  const traced = stages.find(({ name }) => name === stage);
  const third = records.map(({ node }) => node.split("/")[2]);
  const lost = group.length - keys.length;
  const unknown = distinct(group.flatMap(({ unknown }) => unknown));
  return [
    [traced?.variants ?? "", traced?.variants ? distinct(third) : ""],
    ["seed", distinct(keys.flatMap(({ seed }) => seed ?? []))],
    ["settings", settingsText(keys.map(({ settings }) => settings))],
    ["backend", distinct(keys.flatMap(({ backend }) => backend ?? []))],
    ["code", codeText(keys.map(({ code }) => code))],
    ["commit", distinct(records.map(({ commit }) => commit ?? "none"))],
    ["versions", distinct(records.map(versionsText), "; ")],
    ["machine", distinct(records.map(machineText), "; ")],
    ["seconds", records.reduce((sum, r) => sum + r.seconds, 0).toFixed(1)],
    ...(traced?.takesData ? records : []).flatMap(({ outputs }) =>
      Object.entries(outputs).map(([file, { digest }]): [string, string] => [
        "data",
        `${digest}  ${file}`,
      ])
    ),
    ["unknown", lost > 0 ? `what ${lost} of the keys were made of` : ""],
    ["unknown", unknown && `who made ${unknown}`],
  ];
}

/** Each value once. */
function distinct(values: readonly (string | number)[], between = ", ") {
  return [...new Set(values)].join(between);
}

function versionsText({ versions }: Step["record"]): string {
  return Object.entries(versions).map((pair) => pair.join(" ")).join(", ");
}

function machineText({ machine: { os, arch, cores } }: Step["record"]) {
  return `${os} ${arch}, ${cores} cores`;
}

/** Settings that all share with their value; of others, that each has its own. */
function settingsText(settings: readonly Json[]): string {
  const all = Map.groupBy(
    settings.flatMap((one) => flattened(one)),
    ([name]) => name,
  );
  return [...all].map(([name, pairs]) => {
    const values = new Set(pairs.map(([, value]) => value));
    const isShared = values.size === 1 && pairs.length === settings.length;
    const count = values.size + (pairs.length < settings.length ? 1 : 0);
    return isShared ? `${name} ${[...values][0]}` : `${name} one of ${count}`;
  }).join(", ");
}

/** `{ a: { b: 1 } }` → a.b → `1`. */
function flattened(value: Json, path = ""): [string, string][] {
  if (value && typeof value === "object" && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      flattened(inner, path ? `${path}.${key}` : key)
    );
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [[path, text]];
}

function codeText(codes: readonly Record<string, string>[]): string {
  const parts = [...new Set(codes.flatMap((code) => Object.keys(code)))];
  const packages = parts.filter((part) => part.startsWith("npm:")).length;
  const files = parts.length - packages;
  return [
    ...files > 0 ? [plural(files, "file")] : [],
    ...packages > 0 ? [plural(packages, "package")] : [],
  ].join(", ");
}
