/** What commands that run nodes do with `--executor slurm`. */
import { fileURLToPath } from "node:url";
import { inShell } from "../files/shell_paths.ts";
import { sandboxedRun } from "../sandbox/executor.ts";
import { Follower } from "../slurm/follow.ts";
import { leaveToSlurm, wouldLeave } from "../slurm/leave.ts";
import type { Loss } from "../slurm/losses.ts";
import { type SlurmEffects, slurmHere } from "../slurm/programs.ts";
import type { Sent } from "../slurm/sent.ts";
import type { JobArray } from "../slurm/submit.ts";
import { holderText, secondsText } from "../terminal/run_text.ts";
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
export function requireExecutor(
  { executor, force, wait, given }: Options,
): void {
  if (executor === "slurm") {
    if (force) {
      throw usageError(
        "Cannot leave to Slurm what is fresh: a job finds its result and ends; leave out --force",
      );
    }
    if (!given.has("jobs")) return;
    throw usageError(
      'Cannot limit what Slurm runs at once by --jobs: that counts on this machine; give "atOnce" in the file of --slurm',
    );
  }
  if (wait) {
    throw usageError(
      "Cannot wait for jobs: nothing is left to Slurm; give --executor slurm, too",
    );
  }
  if (given.has("slurm")) {
    throw usageError(
      "Cannot ask Slurm for what --slurm says: nothing is left to it; give --executor slurm, too",
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
  const tell = tellerOf(options, write);
  let hasLogs = false;
  const sent = await leaveToSlurm(workspace, {
    ...{ wanted: wantedOf(options), settings: options.slurm, project },
    plans: `${options.store}/v1/plan`,
    command: (plan) => jobCommand(plan, project.folder, options),
    told: {
      onWait(holder) {
        const message = `waiting, since ${
          holderText(holder)
        } is submitting from this store`;
        tell(message, { type: "remark", message });
      },
      onAgain: (losses) => tellAgain(losses, tell),
      onSubmitted(array, id, folder) {
        if (!hasLogs) {
          const sentence = `what jobs print is kept in ${inShell(folder)}`;
          tell(sentence, { type: "logs", folder });
        }
        hasLogs = true;
        const { text, event } = describeArray(array);
        tell(`${text}, array ${id}`, { type: "submitted", ...event, id });
      },
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

/** Says what would be left to Slurm, and leaves nothing. */
export async function tellLeaving(
  workspace: Workspace,
  options: Options,
  { write, effects = slurmHere }: {
    write(line: string): void;
    effects?: SlurmEffects;
  },
): Promise<void> {
  const tell = tellerOf(options, write);
  const { arrays, losses, atWork } = await wouldLeave(
    ...[workspace, options.slurm, effects] as const,
  );
  tellAgain(losses, tell);
  const described = arrays.map(describeArray);
  for (const { text, event } of described) {
    tell(text, { type: "would submit", ...event });
  }
  const nodes = described.reduce((sum, { event }) => sum + event.nodes, 0);
  tell(
    `${nodes} of ${
      plural(workspace.graph.size, "node")
    } would be left to Slurm, in ${plural(arrays.length, "array")} of jobs${
      atWork > 0 ? `; ${atWork} are with it already` : ""
    }`,
    { type: "would leave", nodes, atWork },
  );
}

/** Tells a sentence to people, and an event to programs. */
export type Teller = (sentence: string, event: object) => void;

const tellerOf =
  ({ log }: Options, write: (line: string) => void): Teller =>
  (sentence, event) => write(log === "json" ? JSON.stringify(event) : sentence);

/** `train/x: 12 nodes in 4 jobs of at most 10m` */
function describeArray({ kind, jobs, minutes }: JobArray) {
  const nodes = jobs.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const time = secondsText(60 * minutes);
  return {
    text: `${kind}: ${plural(nodes, "node")} in ${
      plural(jobs.length, "job")
    } of at most ${time}`,
    event: { kind, nodes, jobs: jobs.length, minutes },
  };
}

/** Nodes that people are told of before the rest is only counted. */
const mostAgain = 8;

/** Tells why nodes are submitted again. */
export function tellAgain(
  losses: ReadonlyMap<string, Loss>,
  tell: Teller,
): void {
  const events = [...losses]
    .map(([node, loss]) => ({ type: "again", node, ...loss }));
  for (const event of events.slice(0, mostAgain)) {
    const [line] = event.reason.split("\n");
    tell(`again ${event.node}: ${line}`, event);
  }
  const rest = events.slice(mostAgain);
  if (rest.length > 0) {
    const count = plural(rest.length, "more node");
    tell(`again ${count}`, {
      type: "again more",
      nodes: rest.map(({ node }) => node),
    });
  }
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
