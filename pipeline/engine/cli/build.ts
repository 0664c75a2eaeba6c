/** Building nodes: what `reproduce` and the commands of the stages share. */
import { commitOf } from "../files/project.ts";
import { inShell } from "../files/shell_paths.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { examine, type Standing } from "../run/examine.ts";
import { type NodeResult, runGraph } from "../run/run.ts";
import { timeToGo } from "../run/time_to_go.ts";
import { type Executor, localExecutor } from "../sandbox/executor.ts";
import type { NodeRecord } from "../store/records.ts";
import { interruptions } from "../terminal/interruptions.ts";
import { openReporter } from "../terminal/live.ts";
import type { Stream } from "../terminal/stream.ts";
import { describeTimeToGo, summarise } from "../terminal/run_text.ts";
import { CliError, refusal } from "../text/errors.ts";
import { defaultsOf } from "./option.ts";
import { type Options, optionsOf } from "./options.ts";
import { requireOutputs, showOutputs } from "./outputs.ts";
import type { Pipeline } from "./pipeline.ts";
import { closeRemote, openRemote } from "./remote.ts";
import { type Asked, openWorkspace, type Workspace } from "./workspace.ts";

/** What was built. */
export interface BuildResult {
  workspace: Workspace;
  /** of each node, unless nothing was to run */
  records: Map<string, NodeRecord>;
}

/**
 * Builds the nodes that are asked for and what they need, and shows their outputs.
 *
 * @param stage the stage whose nodes are asked for; null for all
 * @throws {CliError} if a node failed.
 */
export async function build(
  pipeline: Pipeline,
  asked: Asked,
  stage: string | null,
  { stream, execute, readThrough = false }: {
    /** where events are printed */
    stream: Stream;
    /** what runs nodes, if not this machine in a sandbox */
    execute?: Executor;
    /** check the bytes of all that is fresh, not only of what is shown */
    readThrough?: boolean;
  },
): Promise<BuildResult> {
  const options = { ...defaultsOf(optionsOf(pipeline)), ...asked };
  const { project } = pipeline;
  const force = new Set<string>();
  const workspace = await openWorkspace(pipeline, options, stage, (graph) => {
    // A source that is named is read, even if what it should hold is stored already.
    if (options.source !== null) {
      for (const { name, resources } of graph.values()) {
        if (resources.source !== undefined) force.add(name);
      }
    }
    if (options.dryRun) return;
    requireOutputs(graph, options.outputs);
    if (force.size > 0) requireSource(options.source!);
  });
  const { graph, goals, store, keys, history } = workspace;
  if (options.force) { for (const name of goals) force.add(name); }

  if (options.dryRun) {
    await dryRun(workspace, options, { force, write: stream.write });
    return { workspace, records: new Map() };
  }

  const commit = commitOf(project.folder);
  const interruption = interruptions();
  const { signal } = interruption;
  const write = interruption.stoppingAtFailure(stream.write);
  const remote = await openRemote(options, { project, store, signal, write });
  const reporter = openReporter(options.log, { ...stream, write }, {
    names: [...graph.keys()],
    signal,
  });
  const results = await runGraph(graph, {
    ...options,
    force,
    readThrough,
    signal,
  }, {
    store,
    keys,
    history,
    execute: execute ?? localExecutor(project.folder),
    remote,
    emit: reporter.report,
    editedSince: keys.code.editedSince,
    circumstances: circumstancesOf(pipeline, workspace, await commit),
  }).finally(() => reporter.close());

  interruption.stopListening();
  if (signal.aborted) {
    await closeRemote(remote, { ...options, write });
    interruption.requireWritten();
    throw new CliError(
      "Stopped: what had finished is kept; give the same command to go on",
      130,
    );
  }

  const records = new Map<string, NodeRecord>();
  for (const [name, result] of results) {
    if ("record" in result) records.set(name, result.record);
  }
  const { outputs: folder } = options;
  const shown = await showOutputs(graph, { records, store, folder });
  if (options.log === "text") {
    const paths = shown.map((place) => inShell(`${folder}/${place}`));
    for (const line of summarise(results, paths)) write(line);
  }
  await closeRemote(remote, { ...options, write });
  failIfAny(results);
  interruption.requireWritten();
  return { workspace, records };
}

/** @throws {CliError} if the folder that is to hold the data cannot be listed. */
function requireSource(folder: string): void {
  try {
    Deno.readDirSync(folder)[Symbol.iterator]().next();
  } catch (error) {
    throw refusal(`take data from ${inShell(folder)}`, error, {
      remedy: "name the folder of its files with --source DIR",
    });
  }
}

/** What a record says of how a node was run. */
function circumstancesOf(
  { project }: Pipeline,
  { backend }: Workspace,
  commit: string | null,
) {
  const { os, arch } = Deno.build;
  const machine = { os, arch, cores: navigator.hardwareConcurrency };
  return (node: NodeSpec) => ({
    machine,
    commit,
    versions: {
      [project.name]: project.version,
      ...Deno.version,
      ...node.backend === null ? {} : backend?.versions,
    },
    finished: new Date().toISOString(),
  });
}

function failIfAny(results: Map<string, NodeResult>): void {
  const failed = [...results].flatMap(([name, result]) =>
    result.status === "failed" ? [{ name, message: result.message }] : []
  );
  if (failed.length === 0) return;
  const [{ name, message }] = failed;
  const names = failed.map(({ name }) => name).join(", ");
  throw new CliError(
    failed.length === 1
      ? `Cannot finish: ${name} failed: ${message}`
      : `Cannot finish: ${failed.length} nodes failed: ${names}`,
  );
}

/** Prints what a run would do, why, and how long it may take; runs nothing. */
async function dryRun(
  workspace: Workspace,
  { jobs, log, remote }: Pick<Options, "jobs" | "log" | "remote">,
  { force, write }: {
    force: ReadonlySet<string>;
    write: (line: string) => void;
  },
): Promise<void> {
  const { graph, history } = workspace;
  const standings = new Map<string, Standing>();
  for (const [name, standing] of await examine(graph, workspace)) {
    const isForced = standing.state === "fresh" && force.has(name);
    const forced = { state: "stale", reason: "forced" } as const;
    standings.set(name, isForced ? forced : standing);
  }
  let [certain, possible] = [0, 0];
  for (const [node, standing] of standings) {
    if (standing.state === "fresh") continue;
    const { state, reason } = standing;
    const waits = state === "waiting";
    waits ? possible++ : certain++;
    const type = waits ? "may run" : "would run";
    write(
      log === "json"
        ? JSON.stringify({ type, node, state, reason })
        : `${node}: ${type} (${reason})`,
    );
  }
  if (log === "json") return;
  const time = timeToGo(graph, standings, { history, jobs });
  const more = possible > 0 ? `, and ${possible} more may` : "";
  write(
    `${certain} of ${graph.size} nodes would run${more}${
      describeTimeToGo(time)
    }${remote ? ", unless the remote has them" : ""}`,
  );
}
