/** Bringing goals up to date: what `reproduce` and the commands of the stages share. */
import type { FoundBackend } from "../../backends/backend.ts";
import { dryRun } from "./dry_run.ts";
import type { NodeResult } from "../run/events.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { runGraph } from "../run/run.ts";
import { CliError, refusal } from "../text/errors.ts";
import type { Executor } from "../sandbox/executor.ts";
import { localExecutor } from "../sandbox/local.ts";
import { interruptions } from "../terminal/interruptions.ts";
import { openReporter } from "./open_reporter.ts";
import type { Options } from "./options.ts";
import { requireOutputs, shownAt, showOutputs } from "./outputs.ts";
import { commitOf } from "../files/project.ts";
import { project } from "../../project.ts";
import { closeRemote, openRemote } from "./open_remote.ts";
import { inShell } from "../files/shell_paths.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Stream } from "../terminal/stream.ts";
import { summarise } from "../terminal/summary.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/** What came of it. */
export interface Brought {
  workspace: Workspace;
  records: Map<string, NodeRecord>;
}

/**
 * Brings the nodes of a stage, or of all, up to date, and shows their outputs.
 *
 * @throws {CliError} if a node failed.
 */
export async function bring(
  options: Options,
  {
    stage,
    stream,
    execute = localExecutor(project.folder),
    readThrough = false,
  }: {
    stage: string | null;
    /** where it is told */
    stream: Stream;
    execute?: Executor;
    /** read all that is fresh through, not only what is shown */
    readThrough?: boolean;
  },
): Promise<Brought> {
  const workspace = await openWorkspace(options, stage, (graph) => {
    if (options.dryRun) return;
    requireOutputs(graph, options.outputs);
    if (options.source !== null && graph.has("fetch/mnist")) {
      requireSource(options.source);
    }
  });
  const { graph, goals, store, keys, history } = workspace;
  // A source that is named is read, even if what it should hold is stored already.
  const force = new Set(options.force ? goals : []);
  if (options.source !== null && graph.has("fetch/mnist")) {
    force.add("fetch/mnist");
  }

  if (options.dryRun) {
    await dryRun(workspace, options, { force, write: stream.write });
    return { workspace, records: new Map() };
  }

  const commit = commitOf(project.folder);
  const interruption = interruptions();
  const { signal } = interruption;
  const write = interruption.heeding(stream.write);
  const remote = await openRemote(options, { store, signal, write });
  const names = [...graph.keys()];
  const reporter = openReporter(options, { ...stream, write }, {
    names,
    signal,
  });
  const results = await runGraph(graph, {
    force,
    jobs: options.jobs,
    keepGoing: options.keepGoing,
    strict: options.strict,
    signal,
  }, {
    store,
    keys,
    history,
    execute,
    remote,
    emit: reporter.report,
    editedSince: keys.code.editedSince,
    handedOn: ({ name, outputs }) =>
      outputs.filter((output) => readThrough || shownAt(name, output) !== null),
    circumstances: await circumstances(commit, workspace.backend),
  }).finally(() => reporter.close());

  interruption.stopListening();
  if (signal.aborted) {
    await closeRemote(remote, { ...options, write });
    interruption.requireHeard();
    throw new CliError(
      "Stopped: what had finished is kept; give the same command to go on",
      130,
    );
  }

  const records = new Map<string, NodeRecord>();
  for (const [name, result] of results) {
    if ("record" in result) records.set(name, result.record);
  }
  const shown = await showOutputs(graph, {
    records,
    store,
    folder: options.outputs,
  });
  if (options.log === "text") {
    const paths = shown.map((place) => inShell(`${options.outputs}/${place}`));
    for (const line of summarise(results, paths)) write(line);
  }
  await closeRemote(remote, { ...options, write });
  failIfAny(results);
  interruption.requireHeard();
  return { workspace, records };
}

/** @throws {CliError} if the folder that is to hold the MNIST files cannot be listed. */
function requireSource(folder: string): void {
  try {
    Deno.readDirSync(folder)[Symbol.iterator]().next();
  } catch (error) {
    throw refusal(`take MNIST from ${inShell(folder)}`, error, {
      remedy: "name the folder of its files with --source DIR",
      access: "read",
    });
  }
}

async function circumstances(
  commit: Promise<string | null>,
  backend: FoundBackend,
) {
  const fixed = {
    machine: {
      os: Deno.build.os,
      arch: Deno.build.arch,
      cores: navigator.hardwareConcurrency,
    },
    commit: await commit,
  };
  return (node: NodeSpec) => ({
    ...fixed,
    versions: {
      [project.name]: project.version,
      ...Deno.version,
      ...node.backend === null ? {} : backend.versions,
    },
    finished: new Date().toISOString(),
  });
}

function failIfAny(results: Map<string, NodeResult>): void {
  const failed = [...results].filter(([, { status }]) => status === "failed");
  if (failed.length === 0) return;
  const [[name, result]] = failed;
  const message = "message" in result ? result.message : "";
  throw new CliError(
    failed.length === 1
      ? `Cannot finish: ${name} failed: ${message}`
      : `Cannot finish: ${failed.length} nodes failed: ${
        failed.map(([name]) => name).join(", ")
      }`,
  );
}
