/** What commands that run nodes do with `--executor slurm`. */
import { fileURLToPath } from "node:url";
import { sandboxedRun } from "../sandbox/executor.ts";
import { Follower } from "../slurm/follow.ts";
import { leaveToSlurm } from "../slurm/leave.ts";
import { type SlurmEffects, slurmHere } from "../slurm/programs.ts";
import type { Sent } from "../slurm/sent.ts";
import { usageError } from "../text/errors.ts";
import { plural } from "../text/words.ts";
import { writtenWords } from "./option.ts";
import { remoteAnywhere } from "./option_values.ts";
import type { Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Follow } from "./run_workspace.ts";
import { wantedOf } from "./wanted.ts";
import type { Workspace } from "./workspace.ts";

/** @throws {CliError} if options contradict each other. */
export function requireExecutor({ executor, force, wait }: Options): void {
  if (wait && executor !== "slurm") {
    throw usageError(
      "Cannot wait for jobs: nothing is left to Slurm; give --executor slurm, too",
    );
  }
  if (force && executor === "slurm") {
    throw usageError(
      "Cannot leave to Slurm what is fresh: a job finds its result and ends; leave out --force",
    );
  }
}

/** Leaves what is not fresh to Slurm, and says so. @returns the jobs to which each node was sent */
export async function leaveRun(
  { project }: Pipeline,
  workspace: Workspace,
  options: Options,
  { write, effects = slurmHere }: {
    write(line: string): void;
    effects?: SlurmEffects;
  },
): Promise<Map<string, readonly Sent[]>> {
  const isText = options.log !== "json";
  const tell = (sentence: string, event: object) =>
    write(isText ? sentence : JSON.stringify(event));
  const sent = await leaveToSlurm(workspace, {
    ...{ wanted: wantedOf(options), settings: options.slurm, project },
    plans: `${options.store}/v1/plan`,
    command: (plan) => jobCommand(plan, project.folder, options),
    onSubmitted({ kind }, jobs, id) {
      const count = jobs.reduce((sum, { nodes }) => sum + nodes.length, 0);
      tell(
        `${kind}: ${plural(count, "node")} in ${
          plural(jobs.length, "job")
        }, array ${id}`,
        { type: "submitted", kind, nodes: count, jobs: jobs.length, id },
      );
    },
  }, effects);
  if (sent.size > 0) {
    const nodes = `${sent.size} of ${plural(workspace.graph.size, "node")}`;
    tell(
      options.wait
        ? `following ${nodes}; Ctrl-C leaves the jobs running, deno task cancel ends them`
        : `${nodes} are left to Slurm; deno task status says where they stand, deno task cancel ends the jobs, and the same command takes what they have made`,
      { type: "left", nodes: sent.size },
    );
  }
  return sent;
}

/** What runs a job of a plan, wherever it runs: by full paths, and with nothing but what this project has. */
function jobCommand(plan: string, project: string, options: Options): string[] {
  const { store, remote, slurm: { patience } } = options;
  return [
    Deno.execPath(),
    ...sandboxedRun(project, [`-P=${remote ? "networked" : "local"}`]),
    fileURLToPath(Deno.mainModule),
    ...["node", `--plan=${plan}`, `--store=${store}`],
    `--patience=${patience}s`,
    ...["remote", "remoteWrite", "trustRemote"]
      .flatMap((name) => writtenWords(name, options, remoteAnywhere)),
  ];
}

/** What follows the jobs to which nodes were sent. */
export function followSlurm(
  { store }: Workspace,
  { slurm }: Options,
  sent: Map<string, readonly Sent[]>,
): Follow {
  const patience = slurm.patience * 1000;
  return (told) => new Follower({ ...told, store, sent, patience }, slurmHere);
}
