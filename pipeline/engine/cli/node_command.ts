/** The command `node`: what other engines start, a job at a time. */
import {
  jobsOf,
  type PlanFile,
  readPlan,
  writeEnding,
} from "../plan/plan_file.ts";
import { askAgain } from "../store/shared_disks.ts";
import { patiently } from "../run/clock.ts";
import type { NodeResult } from "../run/run.ts";
import { summarise } from "../terminal/run_text.ts";
import { printError, streamOf } from "../terminal/stream.ts";
import { CliError, unreadable, usageError } from "../text/errors.ts";
import { listed, suggest } from "../text/suggest.ts";
import { plural, quoted } from "../text/words.ts";
import { failIfAny } from "./build.ts";
import { type Command, type Options, wantedOptions } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { runWorkspace } from "./run_workspace.ts";
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
    "code is 0 if all are done or were fresh, 75 if inputs are missing (the same command\n" +
    "may go well later), 1 if a node failed, 130 if it was stopped.",
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
      const unknown = names.find((name) => !whole.has(name));
      if (unknown === undefined) return names;
      const hint = suggest(unknown, [...whole.keys()], "deno task status");
      throw plan
        ? new CliError(
          `Cannot run ${unknown}: the plan has it, and this checkout does not; plan again`,
        )
        : usageError(`Cannot find ${quoted(unknown)}: ${hint}`);
    });
    const data = [...workspace.graph.values()]
      .filter(({ resources }) => resources.source !== undefined);
    const run = {
      ...{ options: wanted, stream: streamOf("stdout") },
      runs: new Set([...names, ...data.map(({ name }) => name)]),
      ...{ patience: options.patience, force: new Set<string>() },
      readThrough: false,
    };
    const own = (results: ReadonlyMap<string, NodeResult>) =>
      new Map(names.map((name) => [name, results.get(name)!]));
    const { results, stopped, conclude } = await runWorkspace(
      ...[pipeline, workspace, run] as const,
      (results, write) => {
        if (options.log === "json") return;
        for (const line of summarise(own(results), [])) write(line);
      },
    );
    if (options.job !== null) leaveEnding(options, own(results));
    if (!stopped) failIfAny(results);
    conclude();
    const missing = [...own(results)].flatMap(([name, result]) =>
      result.status === "missing" ? [{ name, message: result.message }] : []
    );
    if (missing.length === 0) return 0;
    const [{ message }] = missing;
    const which = missing.length > 1
      ? `${plural(missing.length, "node")} yet, ${
        listed(missing.map(({ name }) => name))
      }`
      : `${missing[0].name} yet`;
    printError(
      `error: Cannot run ${which}: ${message}; give the same command again once it has one`,
    );
    return tryAgain;
  },
});

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

function leaveEnding(
  { plan, job }: Options,
  results: ReadonlyMap<string, NodeResult>,
): void {
  const nodes = [...results].map(([name, result]) => {
    const { status } = result;
    const reason = "message" in result && { message: result.message };
    return [name, { status, ...reason }];
  });
  const folder = plan!.replace(/\/[^/]*$/, "");
  writeEnding(folder, job!, { nodes: Object.fromEntries(nodes) });
}
