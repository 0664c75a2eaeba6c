import {
  describeDifference,
  differencesOf as differencesBetween,
} from "../graph/differences.ts";
import { examine } from "../run/examine.ts";
import { closureOf } from "../graph/graph.ts";
import { keyOf } from "../graph/keys.ts";
import { CliError, usageError } from "../text/errors.ts";
import type { Origin } from "../provenance/origin.ts";
import { lockPath, readLock } from "../lock/lock.ts";
import { type FigureFile, readFigure } from "../provenance/read_figure.ts";
import { type Step, trailOf } from "../provenance/trail.ts";
import { describeTrail } from "../provenance/trail_text.ts";
import { verdictOf } from "../provenance/verdict.ts";
import type { NodeRecord } from "../store/records.ts";
import { alternatives } from "../text/suggest.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";
import { print } from "../terminal/stream.ts";
import { command } from "./command.ts";
import type { Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";

export const trace = (pipeline: Pipeline) =>
  command({
    name: "trace",
    operands: "FIGURE.svg",
    summary: "say where a figure comes from, and whether it is made here",
    details:
      "Finds what made the file in the store and prints its data, code, settings, seeds,\n" +
      "versions and machines; runs nothing. Profile and seeds are those the figure names,\n" +
      "unless given. Exit code 0 if it is what this repository makes, else 1; 2 if it\n" +
      "cannot be read.",
    options: ["profile", "seeds", "set", "backend", "store"],
    words: {
      profile: `${
        alternatives(pipeline.profiles)
      }; defaults to the figure's own`,
      seeds: "such as 0-4,7; defaults to the figure's own",
    },
    async run(options) {
      if (options.operands.length !== 1) {
        throw usageError(
          `Cannot trace: ${options.operands.length} files are named where one is wanted`,
        );
      }
      const [path] = options.operands;
      const figure = await readFigure(path);
      const workspace = await openWorkspace(
        pipeline,
        {
          ...options,
          ...ofFigure(figure.origin, options, pipeline),
          operands: [],
        },
        null,
      );
      const { maker, named } = recordsOf(figure, workspace);
      const stages = pipeline.stages.map(({ name }) => name);
      const steps = maker ? trailOf(maker, workspace.history, stages) : [];
      const differences = differencesOf(steps, workspace);
      const { isPresent, text } = verdictOf({
        digest: figure.digest,
        present: await presentDigest(figure.origin.node, workspace),
        locks: await locksOf(figure, pipeline),
        made: maker !== undefined,
        differences,
        named: named && { key: named.key, digest: digestIn(named)! },
      });

      for (const line of describeFigure(figure)) print(line);
      for (const line of describeTrail(steps)) print(line);
      if (differences.length > 0) {
        print("changed since");
        for (const line of differences) print(`  ${line}`);
      }
      if (!isPresent) throw new CliError(`Cannot confirm ${path}: it ${text}`);
      print(`${path} ${text}`);
    },
  });

/** The profile and the seeds that a figure names, where the command line does not. */
function ofFigure(
  { shows: [shown] }: Origin,
  { profile, seeds, given }: Options<"profile" | "seeds">,
  { profiles }: Pipeline,
): Pick<Options, "profile" | "seeds"> {
  const [, name = ""] = /^(\S+) profile/.exec(shown?.profile ?? "") ?? [];
  const isKnown = !given.has("profile") && profiles.includes(name);
  return {
    profile: isKnown ? name : profile,
    seeds: shown && !given.has("seeds") ? shown.seeds : seeds,
  };
}

/** The record that holds a figure's bytes, and the newest of the same figure from the same inputs. */
function recordsOf(
  { digest, origin }: FigureFile,
  { history }: Workspace,
): Partial<Record<"maker" | "named", NodeRecord>> {
  const ofFigure = history.records()
    .filter(({ node }) => node === origin.node);
  const maker = ofFigure.find((record) => digestIn(record) === digest);
  for (const record of ofFigure) {
    const inputs = history.preimageOf(record)?.inputs;
    if (inputs && sameDigests(inputs, origin.inputs)) {
      return { maker, named: record };
    }
  }
  return { maker };
}

function sameDigests(
  a: Record<string, string>,
  b: Record<string, string>,
): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}

/** The digest of the one file that a figure's node makes. */
function digestIn({ outputs }: NodeRecord) {
  return Object.values(outputs)[0]?.digest;
}

/** What the present keys stand for, if all of them have a record. */
async function presentDigest(node: string, workspace: Workspace) {
  if (!workspace.graph.has(node)) return undefined;
  const graph = closureOf(workspace.graph, [node]);
  const standing = (await examine(graph, workspace)).get(node);
  return standing?.state === "fresh" ? digestIn(standing.record) : undefined;
}

/** The committed locks that hold a figure's digest. */
async function locksOf(
  { digest, origin }: FigureFile,
  { project, profiles }: Pipeline,
): Promise<string[]> {
  const paths: string[] = [];
  for (const profile of profiles) {
    const outputs =
      (await readLock(project.folder, profile))?.nodes[origin.node] ?? {};
    if (Object.values(outputs).includes(digest)) paths.push(lockPath(profile));
  }
  return paths;
}

/** In what the present state differs from each step, had it the same inputs; steps that share it together. */
function differencesOf(
  steps: readonly Step[],
  { graph, keys }: Workspace,
): string[] {
  const nodes = new Map<string, string[]>();
  const add = (difference: string, node: string) =>
    nodes.set(difference, [...nodes.get(difference) ?? [], node]);
  for (const { record: { node: name }, preimage: before } of steps) {
    const node = graph.get(name);
    if (!before) add("what its key was made of is lost", name);
    else if (!node) add("it is not among the present nodes", name);
    else {
      const code = keys.code.of(node);
      const { inputs } = before;
      const after = keyOf(node, { code, inputs, v8: Deno.version.v8 }).preimage;
      for (const difference of differencesBetween(before, JSON.parse(after))) {
        add(describeDifference(difference), name);
      }
    }
  }
  return [...nodes].map(([difference, [first, ...more]]) =>
    `${difference} (${first}${
      more.length > 0 ? ` and ${more.length} more` : ""
    })`
  );
}

function describeFigure({ digest, origin: { node, shows } }: FigureFile) {
  return [
    `sha256 ${digest}`,
    ...shows.map(({ experiment, profile, seeds }) =>
      `${node} of ${experiment}: ${profile}, ${
        seeds.length === 1 ? "seed" : "seeds"
      } ${seeds.join(", ")}`
    ),
  ];
}
