/** The way from a result back to the data that it was made of, and that way in lines. */
import type { Digest } from "../files/digest.ts";
import type { Preimage } from "../graph/keys.ts";
import type { Historian } from "../run/history.ts";
import {
  machineText,
  type NodeRecord,
  versionsText,
} from "../store/records.ts";
import type { Json } from "../text/canonical_json.ts";
import { plural } from "../text/words.ts";
import { leavesOf } from "./leaves.ts";

/** One piece of work on the way to a result. */
export interface Step {
  record: NodeRecord;
  /** what its key was made of; `undefined` if that is lost, and with it the way up from here */
  preimage: Preimage | undefined;
  /** where its inputs come from, but for those that no record accounts for */
  origins: Record<string, MadeBy>;
  unknown: string[];
}

/** An output of a record. */
export interface MadeBy {
  key: Digest;
  output: string;
}

/** What a trail has to know of a stage. */
export interface TracedStage {
  /** the first part of its nodes' names */
  name: string;
  /** what the third parts of its nodes' names are, as `trace` calls them: `models` */
  variants?: string;
  /** whether it takes data from elsewhere, whose digests `trace` prints */
  takesData?: boolean;
}

/**
 * All that led to what a record made, against the flow: the record first, what was
 * fetched last.
 *
 * @param stages in the direction of flow
 */
export function trailOf(
  last: NodeRecord,
  history: Pick<Historian, "records" | "preimageOf">,
  stages: readonly TracedStage[],
): Step[] {
  const records = history.records();
  const steps = new Map<string, Step>();
  const waiting = [last];
  for (const record of waiting) {
    if (steps.has(record.key)) continue;
    const preimage = history.preimageOf(record);
    const inputs = preimage?.inputs ?? {};
    const { makers, ...found } = makersOf(inputs, records, record);
    steps.set(record.key, { record, preimage, ...found });
    waiting.push(...makers);
  }
  const stageOf = ({ record: { node } }: Step) =>
    stages.findIndex(({ name }) => name === node.split("/")[0]);
  return [...steps.values()].sort((a, b) => stageOf(b) - stageOf(a));
}

/**
 * The records whose outputs are the inputs of one that had finished at `finished`, which input
 * is which output, and the inputs that no record accounts for.
 *
 * Small outputs of different nodes may well be the same bytes, so inputs of one folder are taken
 * together: the record that made most of them made them. Between equals the folder's name
 * decides, then which had finished in time, then which is newest.
 *
 * @param records newest first
 */
export function makersOf(
  inputs: Record<string, Digest>,
  records: readonly NodeRecord[],
  { finished }: Pick<NodeRecord, "finished">,
): { makers: NodeRecord[] } & Pick<Step, "origins" | "unknown"> {
  const makers: NodeRecord[] = [];
  const origins: Step["origins"] = {};
  const unknown: string[] = [];
  const folders = Map.groupBy(
    Object.entries(inputs),
    ([input]) => input.slice(0, input.lastIndexOf("/") + 1),
  );
  for (const [folder, entries] of folders) {
    const files = new Map(
      entries.map(([input, digest]) => [input.slice(folder.length), digest]),
    );
    while (files.size > 0) {
      const [best] = records.map((record) => ({
        record,
        made: [...files.keys()]
          .filter((file) => record.outputs[file]?.digest === files.get(file)),
        isNamed: `/${record.node}/`.includes(`/${folder}`),
        isInTime: record.finished <= finished,
      })).filter(({ made }) => made.length > 0).sort((a, b) =>
        b.made.length - a.made.length ||
        Number(b.isNamed) - Number(a.isNamed) ||
        Number(b.isInTime) - Number(a.isInTime)
      );
      if (!best) {
        unknown.push(...[...files.keys()].map((file) => folder + file));
        break;
      }
      makers.push(best.record);
      for (const output of best.made) {
        files.delete(output);
        origins[folder + output] = { key: best.record.key, output };
      }
    }
  }
  return { makers, origins, unknown };
}

/** A trail in lines: the nodes of one stage and experiment together, each fact once. */
export function describeTrail(
  steps: readonly Step[],
  stages: readonly TracedStage[],
): string[] {
  const groups = Map.groupBy(
    steps,
    ({ record: { node }, preimage }) =>
      preimage?.seed === null ? node : node.split("/").slice(0, 2).join("/"),
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

/** Letters of a longer value that are shown; of a longer list, its length. */
const mostLetters = 60;

/** Settings by their paths, as text. */
function flattened(settings: Json): [path: string, text: string][] {
  return leavesOf(settings).map(([path, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (text.length <= mostLetters) return [path, text];
    const cut = Array.isArray(value)
      ? `of ${value.length}`
      : `${text.slice(0, mostLetters)}…`;
    return [path, cut];
  });
}

function codeText(codes: readonly Record<string, string>[]): string {
  const parts = [...new Set(codes.flatMap((code) => Object.keys(code)))];
  const packages = parts.filter((part) => part.startsWith("npm:")).length;
  const files = parts.length - packages;
  return [
    files > 0 && plural(files, "file"),
    packages > 0 && plural(packages, "package"),
  ].filter(Boolean).join(", ");
}
