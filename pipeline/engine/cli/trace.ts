import type { Digest } from "../files/digest.ts";
import { differencesOf } from "../graph/differences.ts";
import { closureOf } from "../graph/graph.ts";
import { keyOf } from "../graph/keys.ts";
import { lockPath, readLock } from "../lock/lock.ts";
import { readFigure, verdictOf } from "../provenance/figure_file.ts";
import { describeTrail, type Step, trailOf } from "../provenance/trail.ts";
import { examine } from "../run/examine.ts";
import type { NodeRecord } from "../store/records.ts";
import { print } from "../terminal/stream.ts";
import { canonicalJson } from "../text/canonical_json.ts";
import { CliError } from "../text/errors.ts";
import { alternatives } from "../text/suggest.ts";
import { showable } from "../text/words.ts";
import { figureOptions } from "./config_file.ts";
import { type Command, wantedOptions } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

export const trace = (pipeline: Pipeline): Command => ({
  name: "trace",
  operands: "FIGURE",
  summary: "say where a figure comes from, and whether it is made here",
  details:
    "Finds what made the file in the store and prints its data, code, settings, seeds,\n" +
    "versions and machines; runs nothing. Profile and seeds are those the figure names,\n" +
    "unless given. Exit code 0 if it is what this repository makes, else 1; 2 if it\n" +
    "cannot be read.",
  options: [...wantedOptions, "backend", "store"],
  words: {
    profile: `${alternatives(pipeline.profiles)}; defaults to the figure's own`,
    seeds: "such as 0-4,7; defaults to the figure's own",
  },
  async run(options) {
    const [path] = options.operands;
    const { digest, origin } = readFigure(path);
    const ofFigure = {
      ...figureOptions(origin, path, options, pipeline),
      scale: origin.scale ?? null,
    };
    const workspace = await openWorkspace(pipeline, ofFigure);
    const { history } = workspace;
    const records = history.records()
      .filter(({ node }) => node === origin.node);
    const maker = records.find((record) => digestIn(record) === digest);
    const inputs = canonicalJson(origin.inputs);
    const named = records.find((record) =>
      canonicalJson(history.preimageOf(record)?.inputs ?? null) === inputs
    );
    const { stages } = pipeline;
    const steps = maker ? trailOf(maker, history, stages) : [];
    const differences = changesSince(steps, workspace);
    const { isPresent, text } = verdictOf({
      digest,
      present: await presentDigest(origin.node, workspace),
      locks: await locksOf(digest, origin.node, pipeline),
      made: maker !== undefined,
      differences,
      named: named && { key: named.key, digest: digestIn(named)! },
    });

    print(`sha256 ${digest}`);
    for (const { experiment, profile, seeds } of origin.shows) {
      const noun = seeds.length === 1 ? "seed" : "seeds";
      const list = seeds.join(", ");
      print(`${origin.node} of ${experiment}: ${profile}, ${noun} ${list}`);
    }
    for (const line of describeTrail(steps, stages)) print(showable(line));
    if (differences.length > 0) print("changed since");
    for (const line of differences) print(`  ${showable(line)}`);
    if (!isPresent) throw new CliError(`Cannot confirm ${path}: it ${text}`);
    print(showable(`${path} ${text}`));
  },
});

/** The digest of the one file that a figure's node makes. */
function digestIn({ outputs }: NodeRecord) {
  return Object.values(outputs)[0]?.digest;
}

/** What the present keys stand for, if all of them have a record. */
async function presentDigest(node: string, workspace: Workspace) {
  const graph = closureOf(workspace.graph, [node]);
  const standing = (await examine(graph, workspace)).get(node);
  return standing?.state === "fresh" ? digestIn(standing.record) : undefined;
}

/** The committed locks that hold a figure's digest. */
async function locksOf(
  digest: Digest,
  node: string,
  { project: { folder }, profiles }: Pipeline,
): Promise<string[]> {
  const paths: string[] = [];
  for (const profile of profiles) {
    const lock = await readLock(folder, profile);
    const outputs = lock?.nodes[node] ?? {};
    if (Object.values(outputs).includes(digest)) paths.push(lockPath(profile));
  }
  return paths;
}

/** In what the present state differs from each step, had it the same inputs; steps that share it together. */
function changesSince(
  steps: readonly Step[],
  { graph, keys }: Workspace,
): string[] {
  const differences = steps.flatMap(({ record, preimage: before }) => {
    const node = graph.get(record.node);
    const of = (text: string) => ({ text, node: record.node });
    if (!before) return of("what its key was made of is lost");
    if (!node) return of("it is not among the present nodes");
    const code = keys.code.of(node);
    const { inputs } = before;
    const { preimage } = keyOf(node, { code, inputs, v8: Deno.version.v8 });
    return differencesOf(before, JSON.parse(preimage)).map(of);
  });
  return [...Map.groupBy(differences, ({ text }) => text)]
    .map(([text, [{ node }, ...more]]) =>
      `${text} (${node}${more.length > 0 ? ` and ${more.length} more` : ""})`
    );
}
