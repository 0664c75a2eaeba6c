/** The command `node`: what other engines start, a job at a time. */
import type { Graph } from "../graph/graph.ts";
import { withoutSeed } from "../graph/node_spec.ts";
import {
  type JobEnding,
  jobsOf,
  type PlanFile,
  readPlan,
  writeEnding,
} from "../plan/plan_file.ts";
import { patiently } from "../run/clock.ts";
import type { NodeResult } from "../run/run.ts";
import type { RunEvent } from "../run/work.ts";
import { askAgain } from "../store/shared_disks.ts";
import { summarise } from "../terminal/run_text.ts";
import { printError, streamOf } from "../terminal/stream.ts";
import { CliError, unreadable, usageError } from "../text/errors.ts";
import { listed, suggest } from "../text/suggest.ts";
import { plural, quoted, seedList } from "../text/words.ts";
import { failIfAny } from "./build.ts";
import { elsewhere } from "./elsewhere.ts";
import { type Command, type Options, wantedOptions } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { type RunEnding, runWorkspace } from "./run_workspace.ts";
import { openWorkspaceOf } from "./workspace.ts";

/** What `sysexits.h` calls EX_TEMPFAIL: it may go well another time. */
const tryAgain = 75;

/** What a plan says, so that nothing beside it may. */
const ofPlan = [...wantedOptions, "backend", "scale"] as const;

export const nodeCommand = (pipeline: Pipeline): Command => ({
  name: "node",
  operands: "[NODE…]",
  summary: "bring exactly these nodes up to date, from inputs that are there",
  details:
    "What they need is looked up in the store and at the remote, and not run; only data\n" +
    "are taken where they come from. Writes to the store, and not to outputs/. The exit\n" +
    "code is 0 if all are done or were fresh, 75 if inputs are missing, or the remote has\n" +
    "not taken what it was to be given (the same command may go well later), 1 if a node\n" +
    "failed, 2 if the command is wrong, 130 if it was stopped.",
  options: [
    ...ofPlan,
    ...["source", "plan", "job", "patience", "jobs"] as const,
    ...["remote", "remoteWrite", "trustRemote", "store", "log"] as const,
  ],
  words: {
    jobs: "nodes at once; defaults to 1",
    scale: "nodes of pixels, too: so many to a unit of a figure's size, 1 to 4",
  },
  async run(line) {
    const plan = line.plan === null ? null : await readOnceThere(line);
    const options = plan ? withPlan(line, plan) : line;
    const names = namesOf(options, plan);
    const jobs = options.given.has("jobs") ? options.jobs : 1;
    const wanted = { ...options, jobs, keepGoing: true, strict: true };
    const workspace = await openWorkspaceOf(pipeline, wanted, (whole) => {
      requireKnown(names, whole, { plan, pipeline, options });
      return names;
    });
    const data = [...workspace.graph.values()]
      .filter(({ resources }) => resources.source !== undefined);
    const run = {
      ...{ options: wanted, stream: streamOf("stdout") },
      runs: new Set([...names, ...data.map(({ name }) => name)]),
      ...{ patience: options.patience, force: new Set<string>() },
      readThrough: false,
    };
    const failures: JobEnding["nodes"] = {};
    const hear = (event: RunEvent) => {
      if (options.job === null || event.type !== "failed") return;
      const { node: { name }, message } = event;
      failures[name] = { status: "failed", message };
      leaveEnding(options, failures); // the job may be killed before its end
    };
    const own = (results: ReadonlyMap<string, NodeResult>) =>
      new Map(names.map((name) => [name, results.get(name)!]));
    const { results, ungiven, stopped, conclude } = await runWorkspace(
      ...[pipeline, workspace, { ...run, hear }] as const,
      (results, write) => {
        if (options.log === "json") return;
        for (const line of summarise(own(results), [])) write(line);
      },
    );
    if (options.job !== null) leaveEnding(options, endingsOf(own(results)));
    if (!stopped) failIfAny(results);
    conclude();
    const isLacking = tellMissing(own(results));
    const isRefused = tellUngiven(ungiven);
    return isLacking || isRefused ? tryAgain : 0;
  },
});

/** Says which nodes lack inputs, and what; whether there are any. */
function tellMissing(results: ReadonlyMap<string, NodeResult>): boolean {
  const lacks = [...results].flatMap(([name, result]) =>
    result.status === "missing" ? [{ name, message: result.message }] : []
  );
  if (lacks.length === 0) return false;
  const [{ message }] = lacks;
  const names = listed(lacks.map(({ name }) => name));
  const which = lacks.length > 1
    ? `${plural(lacks.length, "node")} yet, ${names}`
    : `${names} yet`;
  printError(
    `error: Cannot run ${which}: ${message}; give the same command again once it has one`,
  );
  return true;
}

/** Says which nodes' results the remote has not taken, and why; whether there are any. */
function tellUngiven(ungiven: RunEnding["ungiven"]): boolean {
  if (ungiven.size === 0) return false;
  const [reason] = ungiven.values();
  const names = listed([...ungiven.keys()]);
  printError(
    `error: Cannot give ${names} to the remote: it ${reason}; give the same command again`,
  );
  return true;
}

/** Reads the plan that options name; a file system may show it late. */
async function readOnceThere(
  { plan, patience }: Options,
): Promise<PlanFile> {
  const { signal } = new AbortController();
  let failure: unknown;
  const read = await patiently(() => {
    try {
      return Promise.resolve(readPlan(plan!));
    } catch (error) {
      failure = error;
      askAgain(plan!.replace(/(\/[^/]*){2}$/, ""), plan!);
      return Promise.resolve(undefined);
    }
  }, { patience, signal });
  if (read) return read;
  throw failure;
}

/** Options with what a plan says. @throws {CliError} if the command line says it, too. */
function withPlan(options: Options, { wanted }: PlanFile): Options {
  const { given } = options;
  const twice = ofPlan.find((name) => given.has(name));
  if (twice) {
    throw unreadable(
      "--plan",
      `it says what --${twice} would; leave one of the two out`,
    );
  }
  const { source, ...rest } = wanted;
  return { ...options, ...rest, ...!given.has("source") && { source } };
}

/** The names of the nodes that are to run. @throws {CliError} if none are given, or twice. */
function namesOf(
  { operands, job }: Options,
  plan: PlanFile | null,
): readonly string[] {
  if (job === null) {
    if (operands.length > 0) return [...new Set(operands)];
    throw usageError(
      "Cannot run node: no node is named; name some, or give --plan FILE and --job N",
    );
  }
  const jobs = jobsOf(plan!);
  if (operands.length > 0) {
    throw unreadable("--job", "nodes are named, too; leave one of the two out");
  }
  if (job < jobs.length) return jobs[job].nodes;
  throw unreadable(
    `--job ${job}`,
    `the plan has ${plural(jobs.length, "job")}, from 0`,
  );
}

/** @throws {CliError} if there is no node of a name. */
function requireKnown(
  names: readonly string[],
  graph: Graph,
  { plan, pipeline, options }: {
    plan: PlanFile | null;
    pipeline: Pipeline;
    options: Options;
  },
): void {
  const unknown = names.find((name) => !graph.has(name));
  if (unknown === undefined) return;
  if (plan) {
    throw new CliError(
      `Cannot run ${unknown}: the plan has it, and this checkout does not; plan again`,
    );
  }
  const seeds = otherSeeds(unknown, names, graph);
  const hint = seeds
    ? `its seed is not among --seeds; give --seeds ${seedList(seeds)}`
    : elsewhere(pipeline, options, ({ name }) => name === unknown) ??
      suggest(unknown, [...graph.keys()], "deno task status");
  throw usageError(`Cannot find ${quoted(unknown)}: ${hint}`);
}

/** The seeds of all names, rising, if a name is unknown by its seed alone. */
function otherSeeds(
  unknown: string,
  names: readonly string[],
  graph: Graph,
): number[] | undefined {
  const seedOf = (name: string) => /\/seed-(0|[1-9]\d{0,8})$/.exec(name)?.[1];
  const isAlike = graph.keys().some((name) =>
    seedOf(name) && withoutSeed(name) === withoutSeed(unknown)
  );
  if (!isAlike || !seedOf(unknown)) return undefined;
  const seeds = names.flatMap((name) => seedOf(name) ?? []).map(Number);
  return [...new Set(seeds)].sort((a, b) => a - b);
}

function endingsOf(
  results: ReadonlyMap<string, NodeResult>,
): JobEnding["nodes"] {
  const nodes = [...results].map(([name, result]) => {
    const { status } = result;
    const reason = "message" in result && { message: result.message };
    return [name, { status, ...reason }];
  });
  return Object.fromEntries(nodes);
}

/** Leaves beside the plan how nodes of a job have ended. */
function leaveEnding({ plan, job }: Options, nodes: JobEnding["nodes"]): void {
  writeEnding(plan!.replace(/\/[^/]*$/, ""), job!, { nodes });
}
