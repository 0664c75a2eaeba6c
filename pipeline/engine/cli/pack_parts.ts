/** What `pack` puts in an archive. */
import { denoEntries } from "../archive/deno.ts";
import { type Part, textEntry } from "../archive/entry.ts";
import { packageEntries } from "../archive/packages.ts";
import { readmeEntry } from "../archive/readme.ts";
import { resultEntries } from "../archive/results.ts";
import { sourceEntries } from "../archive/source.ts";
import unpackScript from "../archive/unpack.sh" with { type: "text" };
import * as locks from "../lock/lock.ts";
import { examine } from "../run/examine.ts";
import type { NodeRecord } from "../store/records.ts";
import { CliError } from "../text/errors.ts";
import { plural, shellWord } from "../text/words.ts";
import { writtenWords } from "./option.ts";
import type { Options } from "./options.ts";
import { crateEntries } from "./pack_crate.ts";
import type { Pipeline } from "./pipeline.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/** All that an archive holds. @throws {CliError} if some of it is not there, or not as it is locked. */
export async function partsOf(
  pipeline: Pipeline,
  options: Options,
): Promise<Part[]> {
  const { project } = pipeline;
  const { profile, given, platforms } = options;
  const lock = await locks.readLock(project.folder, profile);
  const seeds = lock && !given.has("seeds")
    ? locks.seedsOf(lock)
    : options.seeds;
  const wanted = { ...options, seeds };
  const source = await sourceEntries(project);
  const workspace = await openWorkspace(pipeline, wanted);
  const records = await recordsOf(workspace, options);
  if (lock && isLockedRun(wanted, lock, pipeline)) {
    requireLocked(records, lock, options);
  }
  const parts = [
    { name: "results", entries: await resultsOf(records, workspace, options) },
    { name: "sources", entries: source.entries },
    { name: "packages", entries: packageEntries(project) },
    { name: "Deno", entries: await denoEntries(platforms, project) },
  ];
  const unpack = textEntry("unpack", unpackScript, 0o755);
  const packed = [...parts.flatMap(({ entries }) => entries), unpack];
  const { commit } = source;
  const crate = crateEntries(pipeline, options, {
    ...{ workspace, records, seeds, commit, others: packed },
  });
  const readme = readmeEntry(project, {
    words: wordsOf(options),
    commit,
    others: [...packed, ...crate],
  });
  return [...parts, { name: "about it", entries: [unpack, readme, ...crate] }];
}

/** The records of a workspace's nodes, by name. @throws {CliError} if not all are fresh. */
async function recordsOf(
  workspace: Workspace,
  options: Options,
): Promise<Map<string, NodeRecord>> {
  const records = new Map<string, NodeRecord>();
  for (const [name, standing] of await examine(workspace.graph, workspace)) {
    if (standing.state === "fresh") records.set(name, standing.record);
  }
  const others = workspace.graph.keys().filter((name) => !records.has(name));
  requireNone([...others], "not fresh", options);
  return records;
}

/** What is to be packed of finished nodes. @throws {CliError} if something of it is damaged. */
async function resultsOf(
  records: Map<string, NodeRecord>,
  { graph, keys, store }: Workspace,
  options: Options,
) {
  const finished = [...graph.values()].map((node) => ({
    record: records.get(node.name)!,
    preimage: keys.keyFor(node, records).preimage,
  }));
  const { entries, damaged } = await resultEntries(finished, store);
  requireNone(damaged, "damaged", options);
  return entries;
}

/** @throws {CliError} if there are such nodes. */
function requireNone(nodes: string[], state: string, options: Options): void {
  if (nodes.length === 0) return;
  const [first, ...more] = nodes;
  throw refused(
    more.length > 0
      ? `${first} and ${plural(more.length, "other")} are ${state} in the store`
      : `${first} is ${state} in the store`,
    `makes ${more.length > 0 ? "them" : "it"}`,
    options,
  );
}

/** @param verb what `verify` does */
const refused = (state: string, verb: string, { profile }: Options) =>
  new CliError(
    `Cannot pack the ${profile} profile: ${state}; deno task verify --profile ${profile} ${verb}`,
  );

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
  options: Options,
): void {
  const count = locks.compareLocks(lock, locks.lockOf(records))
    .filter(({ verdict }) => verdict === "different").length;
  if (count === 0) return;
  const path = locks.lockPath(options.profile);
  throw refused(
    count > 1
      ? `${count} outputs in the store differ from ${path}`
      : `1 output in the store differs from ${path}`,
    `names ${count > 1 ? "them" : "it"}`,
    options,
  );
}

/** The words by which other commands name what is packed. */
function wordsOf(options: Options): string[] {
  const only = writtenWords("only", options).map(shellWord);
  return [`--profile ${options.profile}`, ...only];
}
