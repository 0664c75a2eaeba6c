/** Running the nodes of a workspace before the eyes of a person or a program: what commands that run share. */
import { commitOf } from "../files/project.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { type NodeResult, runGraph } from "../run/run.ts";
import type { Elsewhere, RunOptions } from "../run/run_options.ts";
import type { RunEvent } from "../run/work.ts";
import { type Executor, localExecutor } from "../sandbox/executor.ts";
import { interruptions } from "../terminal/interruptions.ts";
import { openReporter } from "../terminal/live.ts";
import { secondsText } from "../terminal/run_text.ts";
import type { Stream } from "../terminal/stream.ts";
import { CliError } from "../text/errors.ts";
import { listed } from "../text/suggest.ts";
import { plural } from "../text/words.ts";
import type { Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { closeRemote, openRemote } from "./remote.ts";
import type { Workspace } from "./workspace.ts";

/** What a run came to. */
export interface RunEnding {
  results: Map<string, NodeResult>;
  /** nodes whose results the remote was to be given and has not taken: what it did instead, in words after "remote" */
  ungiven: ReadonlyMap<string, string>;
  /** whether it was stopped before its end */
  stopped: boolean;
  /** @throws why it has not come to its end, if it was stopped or could not be told. */
  conclude(): void;
}

/** Begins to follow what was left to another engine, and tells of it. */
export type Follow = (
  told: ReturnType<typeof openReporter> & { signal: AbortSignal },
) => Elsewhere & { close(): void };

/**
 * Brings the nodes of a workspace up to date, as far as the remote that options name has not
 * done that: told on a stream, until it is done or stopped.
 *
 * @param run what is wanted of the run beside its options, what runs nodes, and what follows
 *   those that another engine runs; and what hears of each event, besides the stream
 * @param show what is done and told before the remote is left, unless the run was stopped
 */
export async function runWorkspace(
  pipeline: Pipeline,
  workspace: Workspace,
  {
    options,
    stream,
    execute = localExecutor(pipeline.project.folder),
    follow,
    hear,
    ...run
  }:
    & Omit<RunOptions, "jobs" | "keepGoing" | "strict" | "signal">
    & {
      options: Options;
      stream: Stream;
      execute?: Executor;
      follow?: Follow;
      hear?: (event: RunEvent) => void;
    },
  show: (
    results: RunEnding["results"],
    write: (line: string) => void,
  ) => Promise<void> | void,
): Promise<RunEnding> {
  const { project } = pipeline;
  const { graph, store, keys, history, backend } = workspace;
  const log = options.log === "json" ? "json" : "text";
  if (backend?.remark) {
    const { remark: message } = backend;
    stream.write(
      log === "json" ? JSON.stringify({ type: "remark", message }) : message,
    );
  }
  const commit = await commitOf(project.folder);
  const interruption = interruptions();
  const { signal } = interruption;
  const write = interruption.stoppingAtFailure(stream.write);
  const remote = await openRemote(options, { project, store, signal, write });
  const reporter = openReporter(log, { ...stream, write }, {
    names: [...graph.keys()],
    signal,
  });
  const elsewhere = follow?.({ ...reporter, signal });
  const results = await runGraph(graph, { ...options, ...run, signal }, {
    store,
    keys,
    history,
    execute,
    remote,
    elsewhere,
    emit(event) {
      hear?.(event);
      reporter.report(event);
    },
    onAwaited(names) {
      const results = names.length > 1 ? "the results" : "the result";
      const longest = secondsText(run.patience! / 1000);
      reporter.remark(
        `waiting up to ${longest} for ${results} of ${listed(names)}`,
      );
    },
    editedSince: keys.code.editedSince,
    circumstances: circumstancesOf(pipeline, workspace, commit),
  }).finally(() => {
    elsewhere?.close();
    return reporter.close();
  });

  interruption.stopListening();
  const stopped = signal.aborted;
  if (!stopped) await show(results, write);
  const ungiven = await closeRemote(remote, { ...options, write });
  return {
    results,
    ungiven,
    stopped,
    conclude() {
      interruption.requireWritten();
      if (!stopped) return;
      const unfinished =
        [...results].filter(([name, { status }]) =>
          status === "skipped" && elsewhere?.has(name)
        ).length;
      throw new CliError(
        follow
          ? `Stopped: ${
            plural(unfinished, "node")
          } of this run go on in Slurm; give the same command to follow them again, or deno task cancel to end them`
          : "Stopped: what had finished is kept; give the same command to go on",
        130,
      );
    },
  };
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
