import type { Digest } from "../files/digest.ts";
import { compareLocks, type Lock, lockOf, type LockRow } from "../lock/lock.ts";
import { Store } from "../store/store.ts";
import {
  print,
  printError,
  type Stream,
  streamOf,
  writeTo,
} from "../terminal/stream.ts";
import { unreadable, usageError } from "../text/errors.ts";
import { fitsGlob } from "../text/glob.ts";
import { suggest } from "../text/suggest.ts";
import { quoted } from "../text/words.ts";
import { build } from "./build.ts";
import { cautions, csvOf, describeFound, type Found } from "./compare_text.ts";
import { type Operand, readOperand } from "./operand.ts";
import { type Command, type Options, wantedOptions } from "./options.ts";
import type { Pipeline, Results } from "./pipeline.ts";
import { goalNames } from "./workspace.ts";

/** Nodes of which a terminal is told that their outputs differ. */
const most = 10;

export const compare = (pipeline: Pipeline): Command => ({
  name: "compare",
  operands: "A B",
  summary: "compare two runs, two locks, or a run with a lock",
  details:
    "A and B are each what fits first: seeds, such as 0-4; a profile; a .json or .jsonc\n" +
    "file, which is a lock or a configuration; or a commit, by any name that git has for\n" +
    "it, whose outputs/PROFILE.lock.json is meant. Options hold for both, but for what\n" +
    "an operand says itself.\n" +
    "Of two runs, what their final results need and is missing runs first; a run beside\n" +
    "a lock makes all that --only names. Nothing in outputs/ changes. Prints results side\n" +
    "by side, their ratio or difference seed by seed with its 95 % interval, and which\n" +
    "outputs differ. Of a lock, results are known where the store has what it lists.\n" +
    "Exit code 0 whether or not anything differs.",
  options: [
    ...wantedOptions,
    ...["only", "dryRun", "jobs", "backend", "source"] as const,
    ...["remote", "remoteWrite", "trustRemote", "store", "log"] as const,
  ],
  logs: ["text", "csv"],
  words: {
    only: "only nodes that fit, and what they need",
    log: "tables for people, or all in one table as CSV",
  },
  async run(options) {
    const operands: Operand[] = [];
    const lockProfile = profileOf(options, pipeline);
    for (const operand of options.operands) {
      const how = { ...options, lockProfile };
      operands.push(await readOperand(operand, how, pipeline));
    }
    requireUse(options, operands);
    const titles = operands.map(({ label }, i) => `${"AB"[i]}: ${label}`);
    const stream = streamOf(options.dryRun ? "stdout" : "stderr");
    const areRuns = operands.every((operand) => "options" in operand);
    const goals = areRuns ? pipeline.results : undefined;
    const locks: Lock[] = [], made: Lock[] = [];
    for (const [i, operand] of operands.entries()) {
      if ("lock" in operand) locks.push(operand.lock);
      else {
        stream.write(titles[i]);
        made.push(await lockOfRun(pipeline, operand.options, goals, stream));
        locks.push(made.at(-1)!);
      }
    }
    if (options.dryRun && made.length > 0) return;
    const [a, b] = locks;
    const outputs = chooseOutputs(compareLocks(a, b), options.only, made);
    const store = await Store.open(options.store);
    const known = await resultsIn(outputs, locks, pipeline.results, store);
    const found = { outputs, ...known };
    if (options.log === "csv") {
      cautions(found).forEach(printError);
      return writeTo("stdout", csvOf(found));
    }
    const room = Deno.stdout.isTerminal() ? most : Infinity;
    const item = pipeline.results?.item ?? "";
    [...titles, ...describeFound(found, item, room)].forEach(print);
  },
});

/** Whose lock a commit's is: of the profile that is given, or that the other operand alone names. */
function profileOf(
  { operands, profile, given }: Options,
  { profiles }: Pipeline,
): string {
  const named = profiles.filter((name) =>
    operands.some((operand) =>
      operand === name || `/${operand}`.endsWith(`/${name}.lock.json`)
    )
  );
  return given.has("profile") || named.length !== 1 ? profile : named[0];
}

/**
 * Builds a run and gives the digests of what it made.
 *
 * @param results what alone is wanted of it; without these, everything is
 */
async function lockOfRun(
  pipeline: Pipeline,
  options: Options,
  results: Results | undefined,
  stream: Stream,
): Promise<Lock> {
  const goals = results &&
    pipeline.nodes(options).filter((node) =>
      node.stage === results.stage &&
      results.outputs.every((output) => node.outputs.includes(output))
    );
  const operands = goals?.map(({ name }) => name) ?? [];
  const { records } = await build(
    pipeline,
    { ...options, operands, log: "text" },
    { stage: results?.stage, stream, readThrough: true, show: false },
  );
  return lockOf(records);
}

/** The outputs of nodes that a run has made, or that fit what is asked for. @throws {CliError} if none fits. */
function chooseOutputs(
  outputs: readonly LockRow[],
  only: readonly string[],
  made: readonly Lock[],
): LockRow[] {
  const chosen = outputs.filter(({ node }) =>
    only.length === 0 || made.some(({ nodes }) => Object.hasOwn(nodes, node)) ||
    only.some((glob) => fitsGlob(node, glob))
  );
  if (chosen.length > 0) return chosen;
  const names = goalNames([...new Set(outputs.map(({ node }) => node))], []);
  const hint = suggest(only[0], names);
  throw usageError(
    `Cannot find ${quoted(only[0])}: it fits no node of A or B; ${hint}`,
  );
}

/** The results that both sides have of the nodes of some outputs, and the names of those that are not in the store. */
async function resultsIn(
  rows: readonly LockRow[],
  locks: readonly Lock[],
  wanted: Results | undefined,
  { blobs }: Store,
): Promise<Pick<Found, "results" | "unknown">> {
  const results: Found["results"] = [], unknown: string[] = [];
  if (!wanted) return { results, unknown };
  const { stage, outputs, compare } = wanted;
  const read = (digest: Digest) => Deno.readFileSync(blobs.path(digest));
  for (const node of new Set(rows.map(({ node }) => node))) {
    if (!node.startsWith(`${stage}/`)) continue;
    const [a, b] = locks.map(({ nodes: { [node]: made = {} } }) =>
      outputs.flatMap((output) => made[output] ?? [])
    );
    if (a.length + b.length < 2 * outputs.length) continue;
    const name = node.slice(stage.length + 1);
    const states = await Promise.all(
      [...a, ...b].map((digest) => blobs.check(digest)),
    );
    if (states.every((state) => state === "whole")) {
      results.push({ name, compared: compare(a.map(read), b.map(read)) });
    } else unknown.push(name);
  }
  return { results, unknown };
}

/** Options that change a run, and no lock. */
const changing = ["config", "seeds", "set", "model", "backend"] as const;

/** @throws {CliError} if an option was given that is of no use for either operand. */
function requireUse({ given }: Options, operands: readonly Operand[]): void {
  // a configuration gives others, too
  const names = given.has("config") ? ["config"] as const : changing;
  const isUsed = (name: string) =>
    operands.some((operand) =>
      "options" in operand && !(name === "seeds" && operand.ofSeeds)
    );
  const idle = names.find((name) => given.has(name) && !isUsed(name));
  if (idle === undefined) return;
  throw unreadable(
    `--${idle}`,
    "neither A nor B takes it; deno task compare --help says more",
  );
}
