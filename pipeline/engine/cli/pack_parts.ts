/** What `pack` puts in an archive. */
import { denoEntries } from "../archive/deno.ts";
import { type Entry, type Part, textEntry } from "../archive/entry.ts";
import { packageEntries } from "../archive/packages.ts";
import { indexEntry, readmeEntry, type Words } from "../archive/readme.ts";
import { resultEntries } from "../archive/results.ts";
import { sourceEntries } from "../archive/source.ts";
import unpackScript from "../archive/unpack.sh" with { type: "text" };
import * as locks from "../lock/lock.ts";
import { aboutText } from "../provenance/about_text.ts";
import { examine } from "../run/examine.ts";
import type { NodeRecord } from "../store/records.ts";
import { CliError } from "../text/errors.ts";
import { plural, shellWord } from "../text/words.ts";
import { writtenWords } from "./option.ts";
import type { Options } from "./options.ts";
import { crateEntries } from "./pack_crate.ts";
import { shownBy } from "./outputs.ts";
import type { Pipeline } from "./pipeline.ts";
import { wantedText } from "./wanted.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/** All that an archive holds, and what is to be said of it. @throws {CliError} if some of it is not there, or not as it is locked. */
export async function partsOf(
  pipeline: Pipeline,
  options: Options,
): Promise<{ parts: Part[]; remarks: string[] }> {
  const { project } = pipeline;
  const lock = await locks.readLock(project.folder, options.profile);
  const seeds = lock && !options.given.has("seeds")
    ? locks.seedsOf(lock)
    : options.seeds;
  const wanted = { ...options, seeds };
  const isLocked = lock !== undefined && isLockedRun(wanted, lock, pipeline);
  const only = writtenWords("only", options).map(shellWord);
  const whole = wantedText(wanted, project.folder);
  const words = {
    reproduce: [whole, ...only].join(" "),
    ...isLocked &&
      { verify: [`--profile ${options.profile}`, ...only].join(" ") },
  };

  const { commit, entries: sources } = await sourceEntries(project);
  const workspace = await openWorkspace(pipeline, wanted);
  const records = await recordsOf(workspace, words);
  if (isLocked) requireLocked(records, lock, options);
  const parts = [
    { name: "results", entries: await resultsOf(records, workspace, words) },
    { name: "sources", entries: sources },
    { name: "packages", entries: packageEntries(project) },
    { name: "Deno", entries: await denoEntries(options.platforms, project) },
  ];
  const unpack = textEntry("unpack", unpackScript, 0o755);
  const shown = shownBy(workspace.graph.values()).map((
    { place, node, output },
  ) => ({ place, digest: records.get(node)!.outputs[output].digest }));
  const ofAll = [unpack, ...shown.length > 0 ? [indexEntry(shown)] : []];
  const packed = [...parts.flatMap(({ entries }) => entries), ...ofAll];
  const crate = crateEntries(pipeline, wanted, {
    ...{ workspace, records, commit, others: packed },
  });
  const others = [...packed, ...crate];
  const about = pipeline.about && aboutText(pipeline.about());
  const readme = readmeEntry(project, { about, words, commit, others });
  const aboutIt = { name: "about it", entries: [readme, ...ofAll, ...crate] };
  return { parts: [...parts, aboutIt], remarks: remarksOn(records) };
}

/** What those should know who will see a commit that differs. */
function remarksOn(records: ReadonlyMap<string, NodeRecord>): string[] {
  const count = [...records.values()]
    .filter(({ commit }) => commit?.endsWith("+")).length;
  if (count === 0) return [];
  const [results, their] = count > 1
    ? [`${count} results were`, "their commit; their keys name"]
    : ["1 result was", "its commit; its key names"];
  return [
    `${results} made of files that differ from ${their} each file by its digest`,
  ];
}

/** The records of a workspace's nodes, by name. @throws {CliError} if not all are fresh. */
async function recordsOf(
  workspace: Workspace,
  { verify, reproduce }: Words,
): Promise<Map<string, NodeRecord>> {
  const records = new Map<string, NodeRecord>();
  for (const [name, standing] of await examine(workspace.graph, workspace)) {
    if (standing.state === "fresh") records.set(name, standing.record);
  }
  const others = workspace.graph.keys().filter((name) => !records.has(name));
  const command = verify ? `verify ${verify}` : `reproduce ${reproduce}`;
  requireNone([...others], "not fresh", `deno task ${command} makes`);
  return records;
}

/** What is to be packed of finished nodes. @throws {CliError} if something of it is damaged. */
async function resultsOf(
  records: Map<string, NodeRecord>,
  { graph, keys, store }: Workspace,
  { verify, reproduce }: Words,
): Promise<Entry[]> {
  const finished = [...graph.values()].map((node) => ({
    record: records.get(node.name)!,
    preimage: keys.keyFor(node, records).preimage,
  }));
  const { entries, damaged } = await resultEntries(finished, store);
  const command = verify
    ? `verify ${verify}`
    : `reproduce ${reproduce} --force`;
  requireNone(damaged, "damaged", `deno task ${command} makes`);
  return entries;
}

/** @throws {CliError} if there are such nodes. */
function requireNone(nodes: string[], state: string, remedy: string): void {
  if (nodes.length === 0) return;
  const [first, ...more] = nodes;
  const [others, verb, them] = more.length > 0
    ? [` and ${plural(more.length, "other")}`, "are", "them"]
    : ["", "is", "it"];
  throw new CliError(
    `Cannot pack results: ${first}${others} ${verb} ${state} in the store; ${remedy} ${them}`,
  );
}

/** Whether a run is that of a lock: of its seeds, and of its profile's own settings. */
function isLockedRun(
  wanted: Options,
  lock: locks.Lock,
  { config }: Pipeline,
): boolean {
  const { seeds, set, model } = wanted;
  const differences = config?.differences(wanted) ?? [...set, ...model];
  return differences.length === 0 &&
    JSON.stringify(seeds) === JSON.stringify(locks.seedsOf(lock));
}

/** @throws {CliError} if results would not pass `verify`. */
function requireLocked(
  records: Map<string, NodeRecord>,
  lock: locks.Lock,
  { profile }: Options,
): void {
  const count = locks.compareLocks(lock, locks.lockOf(records))
    .filter(({ verdict }) => verdict === "different").length;
  if (count === 0) return;
  const [outputs, them] = count > 1
    ? [`${count} outputs in the store differ`, "them"]
    : ["1 output in the store differs", "it"];
  throw new CliError(
    `Cannot pack results: ${outputs} from ${
      locks.lockPath(profile)
    }; deno task verify --profile ${profile} names ${them}`,
  );
}
