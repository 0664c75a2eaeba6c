/** The commands that run nothing and print: `status`, `why`, `graph` and `settings`. */
import { format as formatBytes } from "@std/fmt/bytes";
import { diagramOf, titleOf } from "../diagram/diagram.ts";
import { dotText, mermaidText, svgText } from "../diagram/formats.ts";
import { inShell } from "../files/shell_paths.ts";
import { type Cause, causesOf, examine } from "../run/examine.ts";
import { timeToGo } from "../run/time_to_go.ts";
import { slurmHere } from "../slurm/programs.ts";
import { slurmStandings } from "../slurm/standing.ts";
import { bytesOf, takeInventory } from "../store/inventory.ts";
import { describeTimeToGo, endingText } from "../terminal/run_text.ts";
import { print } from "../terminal/stream.ts";
import { plural } from "../text/words.ts";
import { requireWritable, writeOutput } from "./outputs.ts";
import { type Command, wantedOptions } from "./options.ts";
import type { Pipeline, SettingsHelp } from "./pipeline.ts";
import { openWorkspace } from "./workspace.ts";

/** @param effects how Slurm is reached */
export const status = (
  pipeline: Pipeline,
  effects = slurmHere,
): Command => ({
  name: "status",
  operands: "[GLOB…]",
  summary:
    "say of each node whether it is fresh, stale, missing or waiting; run nothing",
  details:
    "A node waits where its inputs are made first: only then is it known whether it runs.\n" +
    "What was left to Slurm is queued, running, failed or lost, which its queue is asked for.\n" +
    "Ends with the time to go, by earlier runs on the same backend where there are any,\n" +
    "and the size of the store.",
  options: [...wantedOptions, "only", "jobs", "backend", "store"],
  async run(options) {
    const workspace = await openWorkspace(pipeline, options);
    const { graph, store, history } = workspace;
    const standings = await examine(graph, workspace);
    const width = [...graph.keys()]
      .reduce((most, { length }) => Math.max(most, length), 0);
    const left = await slurmStandings(standings, workspace, effects);
    const isUnknown = "unknown" in left;
    for (const [name, before] of standings) {
      const standing = !isUnknown && left.get(name) || before;
      const { state } = standing;
      const [detail] = state === "fresh"
        ? [endingText(standing.record)]
        : standing.reason.split("\n");
      print(
        `${state.padEnd(7)}  ${name.padEnd(width)}  ${detail}`.trimEnd(),
      );
    }
    if (isUnknown) {
      print(`of what was left to Slurm nothing is known: ${left.unknown}`);
    }
    const time = timeToGo(graph, standings, { ...options, history });
    print(
      time.nodes === 0
        ? `all ${graph.size} nodes are fresh`
        : `${time.nodes} of ${graph.size} nodes to run${
          describeTimeToGo(time)
        }`,
    );
    print(describeStore(store.root));
  },
});

/** `store: 79.3 MB in 232 blobs, 61 records` */
function describeStore(root: string): string {
  const { blobs, records, checkpoints, plans } = takeInventory(root);
  const amount = (items: typeof blobs, what: string) =>
    `${formatBytes(bytesOf(items))} in ${items.length} ${what}`;
  return [
    `store: ${amount(blobs, "blobs")}`,
    `${records.length} records`,
    ...checkpoints.length > 0 ? [amount(checkpoints, "checkpoints")] : [],
    ...plans.length > 0 ? [plural(plans.length, "plan")] : [],
  ].join(", ");
}

export const why = (pipeline: Pipeline): Command => ({
  name: "why",
  operands: "NODE…",
  summary: "say what makes a node run, and by which path it came",
  details:
    "Compares what makes the node's key with the nearest one that has a record, and\n" +
    "follows what waits to where it begins. NODE may be a GLOB. Of a fresh node it prints\n" +
    "the record, and the files that the node made.",
  options: [...wantedOptions, "backend", "store"],
  async run(options) {
    const workspace = await openWorkspace(pipeline, options);
    const { graph, goals, store } = workspace;
    const standings = await examine(graph, workspace);
    for (const name of goals) {
      const standing = standings.get(name)!;
      if (standing.state === "fresh") {
        const { key, finished, commit, outputs } = standing.record;
        const origin = commit ? ` at commit ${commit}` : "";
        print(`${name}: fresh, made ${finished}${origin}, key ${key}`);
        for (const [output, { digest }] of Object.entries(outputs)) {
          print(`    ${output}: ${inShell(store.blobs.path(digest))}`);
        }
      }
      describe(causesOf(graph, standings, name)).forEach(print);
    }
  },
});

/** One line a cause; what differs besides the first is listed once, below those that share it. */
function describe(causes: Cause[]): string[] {
  const groups = Map.groupBy(
    causes,
    ({ reason, differences }) => [reason, ...differences ?? []].join("\n"),
  );
  return [...groups.values()].flatMap((group) => [
    ...group.map(({ path, reason }) => `${path.join(" ← ")}: ${reason}`),
    ...(group[0].differences ?? []).map((difference) => `    ${difference}`),
  ]);
}

/** How a graph is written, the usual way first. */
const graphTexts = { mermaid: mermaidText, dot: dotText, svg: svgText };

export const graph = (pipeline: Pipeline): Command => ({
  name: "graph",
  operands: "[GLOB…]",
  summary: "draw the nodes and what each needs, coloured by state; run nothing",
  details:
    "As Mermaid, which GitHub draws, Graphviz's DOT, or SVG. The nodes that fit a GLOB,\n" +
    "or all, and what they need. Models and seeds of an experiment share a box, and an\n" +
    "arrow is left out where others lead the same way, unless --all is given.",
  options: [
    ...["format", "output", "all"] as const,
    ...wantedOptions,
    ...["only", "backend", "store"] as const,
  ],
  formats: Object.keys(graphTexts),
  words: { all: "each node in a box of its own, with every arrow" },
  async run(options) {
    const { format, output } = options;
    await requireWritable(output, format === "svg" ? "SVG" : undefined);
    const workspace = await openWorkspace(pipeline, options);
    const standings = await examine(workspace.graph, workspace);
    const diagram = diagramOf(workspace.graph, standings, options);
    const write = graphTexts[format as keyof typeof graphTexts];
    await writeOutput(output, await write(diagram, titleOf(diagram, options)));
  },
});

export const settings = ({ operands, describe }: SettingsHelp): Command => ({
  name: "settings",
  operands,
  summary: "list what --set can change: values, published value and meaning",
  details:
    "Of every experiment, or of those named. Where a profile has a value of its own, it\n" +
    "stands after the published one.",
  options: [],
  run: ({ operands }) => Promise.resolve(print(describe(operands))),
});
