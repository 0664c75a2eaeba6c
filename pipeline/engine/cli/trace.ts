import type { Digest } from "../files/digest.ts";
import { differencesOf } from "../graph/differences.ts";
import { closureOf } from "../graph/graph.ts";
import { keyOf } from "../graph/keys.ts";
import { lockPath, readLock } from "../lock/lock.ts";
import {
  type FigureFile,
  readFigure,
  verdictOf,
} from "../provenance/figure_file.ts";
import { dataAmong } from "../provenance/facts.ts";
import type { Origin } from "../provenance/origin.ts";
import { provOf } from "../provenance/prov.ts";
import { describeTrail, type Step, trailOf } from "../provenance/trail.ts";
import { digestsOn, trailJson } from "../provenance/trail_json.ts";
import { examine } from "../run/examine.ts";
import type { NodeRecord } from "../store/records.ts";
import { print } from "../terminal/stream.ts";
import { canonicalJson } from "../text/canonical_json.ts";
import { CliError } from "../text/errors.ts";
import { alternatives } from "../text/suggest.ts";
import { shellWord, showable } from "../text/words.ts";
import { figureOptions } from "./config_file.ts";
import { type Command, type Options, wantedOptions } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { wantedText, wordsFor } from "./wanted.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

export const trace = (pipeline: Pipeline): Command => ({
  name: "trace",
  operands: "FIGURE",
  summary: "say where a figure comes from, and whether it is made here",
  details:
    "Finds what made the file in the store and prints its data, code, settings, seeds,\n" +
    "versions and machines; runs nothing. Profile and seeds are those the figure names,\n" +
    "unless given. As json it prints all that is known, as prov the runs and files on the\n" +
    "way as W3C's PROV-JSON has them. Exit code 0 if it is what this repository makes, else\n" +
    "1; 2 if it cannot be read.",
  options: [...wantedOptions, "backend", "format", "store"],
  formats: ["text", "json", "prov"],
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

    const command = workspace.graph.has(origin.node)
      ? commandFor(origin, path, ofFigure, pipeline)
      : undefined;
    const found = { digest, origin, command, steps, differences };
    for (const line of told(found, { isPresent, text }, options, pipeline)) {
      print(line);
    }
    if (!isPresent) throw new CliError(`Cannot confirm ${path}: it ${text}`);
    if (options.format === "text") print(showable(`${path} ${text}`));
  },
});

/** What is printed of a figure before the verdict, line by line; where programs read it, all at once. */
function told(
  { digest, origin, command, steps, differences }: FigureFile & {
    command: string | undefined;
    steps: readonly Step[];
    differences: readonly string[];
  },
  verdict: { isPresent: boolean; text: string },
  { format }: Options,
  { project, stages, about }: Pipeline,
): string[] {
  const document = {
    json: () => ({
      ...{ sha256: digest, command: command ?? null, origin: { ...origin } },
      data: about && steps.length > 0
        ? dataAmong(digestsOn(steps), about())
        : null,
      ...{ verdict, differences: [...differences], runs: trailJson(steps) },
    }),
    prov: () => provOf(steps, project, { about: about?.(), command }),
  }[format];
  if (document) return [JSON.stringify(document(), null, 2)];
  return [
    `sha256 ${digest}`,
    ...origin.shows.map(({ experiment, profile, seeds }) => {
      const noun = seeds.length === 1 ? "seed" : "seeds";
      const list = seeds.join(", ");
      return `${origin.node} of ${experiment}: ${profile}, ${noun} ${list}`;
    }),
    ...describeTrail(steps, stages).map(showable),
    ...command && verdict.isPresent && steps.length === 0
      ? [showable(`what made it is not in this store; ${command} makes it`)]
      : [],
    ...differences.length > 0 ? ["changed since"] : [],
    ...differences.map((line) => `  ${showable(line)}`),
  ];
}

/** The command that makes a figure, for a shell. */
function commandFor(
  { node, config: said }: Origin,
  path: string,
  options: Options,
  { project: { folder }, figures }: Pipeline,
): string {
  const { given, scale } = options;
  const isOwn = said && !given.has("config");
  const [file, format] = ["run.json", figures?.formats[1]];
  return [
    ...isOwn ? [`deno task config ${shellWord(path)} -o ${file} &&`] : [],
    "deno task reproduce",
    ...isOwn ? [`--config ${file}`] : [],
    wantedText(options, folder),
    ...wordsFor("backend", options, folder),
    ...scale === null ? [] : [`--format ${format} --scale ${scale}`],
    `--only ${node}`,
  ].join(" ");
}

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
