/** Building nodes: what `reproduce` and the commands of the stages share. */
import { commitOf } from "../files/project.ts";
import { inShell } from "../files/shell_paths.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { examine } from "../run/examine.ts";
import { type NodeResult, runGraph } from "../run/run.ts";
import { timeToGo } from "../run/time_to_go.ts";
import { type Executor, localExecutor } from "../sandbox/executor.ts";
import type { NodeRecord } from "../store/records.ts";
import { interruptions } from "../terminal/interruptions.ts";
import { openReporter } from "../terminal/live.ts";
import { type Stream, streamOf } from "../terminal/stream.ts";
import { describeTimeToGo, summarise } from "../terminal/run_text.ts";
import { CliError, refusal } from "../text/errors.ts";
import { listed } from "../text/suggest.ts";
import type { Options } from "./options.ts";
import { requireOutputs, showOutputs } from "./outputs.ts";
import type { Pipeline } from "./pipeline.ts";
import { closeRemote, openRemote } from "./remote.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/** What was built: the record of each node, unless nothing was to run. */
export interface BuildResult extends Workspace {
  records: Map<string, NodeRecord>;
}

/**
 * Builds the nodes that are asked for and what they need, and shows their outputs.
 *
 * @param how the stage whose nodes are asked for, null for all; where events are printed;
 *   what runs nodes; whether the bytes of all that is fresh are checked, not only of what is
 *   shown; and whether that appears in `outputs/`
 * @throws {CliError} if a node failed.
 */
export async function build(
  pipeline: Pipeline,
  options: Options,
  { stage = null, stream = streamOf("stdout"), show = true, ...how }: {
    stage?: string | null;
    stream?: Stream;
    execute?: Executor;
    readThrough?: boolean;
    show?: boolean;
  } = {},
): Promise<BuildResult> {
  const { project } = pipeline;
  // A source that is named is read, even if what it should hold is stored already.
  const force = new Set<string>();
  const workspace = await openWorkspace(pipeline, options, stage, (graph) => {
    for (const { name, resources } of options.source ? graph.values() : []) {
      if (resources.source !== undefined) force.add(name);
    }
    if (options.dryRun) return;
    if (show) requireOutputs(graph, options.outputs);
    if (force.size > 0) requireSource(options.source!);
  });
  const { graph, goals, store, keys, history } = workspace;
  for (const name of options.force ? goals : []) force.add(name);
  if (options.dryRun) {
    await dryRun(workspace, options, { force, write: stream.write });
    return { ...workspace, records: new Map() };
  }

  const remark = workspace.backend?.remark;
  if (remark) {
    stream.write(
      options.log === "json"
        ? JSON.stringify({ type: "remark", message: remark })
        : remark,
    );
  }
  const commit = await commitOf(project.folder);
  const interruption = interruptions();
  const { signal } = interruption;
  const write = interruption.stoppingAtFailure(stream.write);
  const remote = await openRemote(options, { project, store, signal, write });
  const log = options.log === "json" ? "json" : "text";
  const reporter = openReporter(log, { ...stream, write }, {
    names: [...graph.keys()],
    signal,
  });
  const { readThrough = false } = how;
  const wanted = { ...options, force, readThrough, signal };
  const results = await runGraph(graph, wanted, {
    store,
    keys,
    history,
    execute: how.execute ?? localExecutor(project.folder),
    remote,
    emit: reporter.report,
    editedSince: keys.code.editedSince,
    circumstances: circumstancesOf(pipeline, workspace, commit),
  }).finally(() => reporter.close());

  interruption.stopListening();
  const stopped = signal.aborted;
  const records = new Map<string, NodeRecord>();
  for (const [name, result] of results) {
    if ("record" in result) records.set(name, result.record);
  }
  if (!stopped) {
    const folder = options.outputs;
    const { paths, remarks } = show
      ? await showOutputs(graph, {
        ...{ records, store, folder, figures: pipeline.figures },
      })
      : { paths: [], remarks: [] };
    const lines = log === "text" ? summarise(results, paths, remarks) : [];
    for (const line of lines) write(line);
  }
  await closeRemote(remote, { ...options, write });
  if (!stopped) failIfAny(results);
  interruption.requireWritten();
  if (!stopped) return { ...workspace, records };
  throw new CliError(
    "Stopped: what had finished is kept; give the same command to go on",
    130,
  );
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
  return (node: NodeSpec) => ({
    machine: { os, arch, cores: navigator.hardwareConcurrency },
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
  const names = listed(failed.map(({ name }) => name));
  const all = failed.length > 1
    ? `${failed.length} nodes failed: ${names}; `
    : "";
  throw new CliError(`Cannot finish: ${all}${name} failed: ${message}`);
}

/** Prints what a run would do, why, and how long it may take; runs nothing. */
async function dryRun(
  workspace: Workspace,
  { jobs, log, remote }: Options,
  { force, write }: {
    force: ReadonlySet<string>;
    write: (line: string) => void;
  },
): Promise<void> {
  const { graph, history } = workspace;
  const standings = await examine(graph, workspace);
  for (const name of force) {
    if (standings.get(name)!.state !== "fresh") continue;
    standings.set(name, { state: "stale", reason: "forced" });
  }
  const counts = { "would run": 0, "may run": 0 };
  for (const [node, standing] of standings) {
    if (standing.state === "fresh") continue;
    const { state, reason } = standing;
    const type = state === "waiting" ? "may run" : "would run";
    counts[type]++;
    write(
      log === "json"
        ? JSON.stringify({ type, node, state, reason })
        : `${node}: ${type} (${reason})`,
    );
  }
  if (log === "json") return;
  const { "would run": certain, "may run": possible } = counts;
  const more = possible > 0 ? `, and ${possible} more may` : "";
  const time = timeToGo(graph, standings, { history, jobs });
  write(
    `${certain} of ${graph.size} nodes would run${more}${
      describeTimeToGo(time)
    }${remote ? ", unless the remote has them" : ""}`,
  );
}
