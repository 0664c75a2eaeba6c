/** Building nodes: what `reproduce` and the commands of the stages share. */
import { inShell } from "../files/shell_paths.ts";
import { examine } from "../run/examine.ts";
import type { NodeResult } from "../run/run.ts";
import { timeToGo } from "../run/time_to_go.ts";
import type { Executor } from "../sandbox/executor.ts";
import type { NodeRecord } from "../store/records.ts";
import { type Stream, streamOf } from "../terminal/stream.ts";
import { describeTimeToGo, summarise } from "../terminal/run_text.ts";
import { CliError, refusal } from "../text/errors.ts";
import { listed } from "../text/suggest.ts";
import type { Options } from "./options.ts";
import { requireOutputs, showOutputs } from "./outputs.ts";
import type { Pipeline } from "./pipeline.ts";
import { runWorkspace } from "./run_workspace.ts";
import {
  followSlurm,
  leaveRun,
  requireExecutor,
  tellLeaving,
} from "./slurm.ts";
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
  requireExecutor(options);
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
  const { graph, goals, store } = workspace;
  for (const name of options.force ? goals : []) force.add(name);
  if (options.dryRun) {
    await dryRun(workspace, options, { force, write: stream.write });
    return { ...workspace, records: new Map() };
  }

  const sent = options.executor === "slurm"
    ? await leaveRun(pipeline, workspace, options, stream)
    : new Map();
  if (sent.size > 0 && !options.wait) {
    return { ...workspace, records: new Map() };
  }
  const follow = sent.size > 0
    ? followSlurm(workspace, options, sent)
    : undefined;

  const { readThrough = false, execute } = how;
  const run = { options, stream, execute, follow, force, readThrough };
  const records = new Map<string, NodeRecord>();
  const { results, stopped, conclude } = await runWorkspace(
    pipeline,
    workspace,
    run,
    async (results, write) => {
      for (const [name, result] of results) {
        if ("record" in result) records.set(name, result.record);
      }
      const folder = options.outputs;
      const { paths, remarks } = show
        ? await showOutputs(graph, {
          ...{ records, store, folder, figures: pipeline.figures },
        })
        : { paths: [], remarks: [] };
      if (options.log === "json") return;
      for (const line of summarise(results, paths, remarks)) write(line);
    },
  );
  if (!stopped) failIfAny(results);
  conclude();
  return { ...workspace, records };
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

/** @throws {CliError} if a node failed. */
export function failIfAny(results: Map<string, NodeResult>): void {
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
  options: Options,
  { force, write }: {
    force: ReadonlySet<string>;
    write: (line: string) => void;
  },
): Promise<void> {
  const { graph, history } = workspace;
  const { jobs, log, remote } = options;
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
  if (options.executor === "slurm") {
    return await tellLeaving(workspace, options, { write });
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
