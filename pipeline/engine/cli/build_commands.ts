/** The commands that build: `reproduce`, those of single stages, and `table`. */
import { print, printError, streamOf } from "../terminal/stream.ts";
import { unreadable, usageError } from "../text/errors.ts";
import { quoted } from "../text/words.ts";
import { suggest } from "../text/suggest.ts";
import { build } from "./build.ts";
import { elsewhere } from "./elsewhere.ts";
import {
  everythingShown,
  requireWritable,
  shownBy,
  writeOutput,
} from "./outputs.ts";
import { type Command, type Options, wantedOptions } from "./options.ts";
import type { Figures, Pipeline, Sweeps, Tables } from "./pipeline.ts";

/** What commands that build take, all that run nodes here, and such whose nodes have neither settings of a run nor seeds. */
const executorOptions = ["executor", "slurm", "wait"] as const;
const buildOptions: Command["options"] = [
  ...wantedOptions,
  ...["only", "force", "dryRun"] as const,
  ...["jobs", "keepGoing", "strict", "backend", "source"] as const,
  ...executorOptions,
  ...["remote", "remoteWrite", "trustRemote"] as const,
  ...["outputs", "store", "log"] as const,
];
export const runOptions = buildOptions
  .filter((name) => !executorOptions.some((other) => other === name));
const plainOptions: Command["options"] = [
  ...["profile", "force", "dryRun", "source", "remote"] as const,
  ...["remoteWrite", "trustRemote", "store", "log"] as const,
];

const buildWords: Command["words"] = {
  jobs:
    "nodes at once, not with --executor slurm; defaults to the processor's cores and one more",
};

/** What commands share that only build: nodes of one stage, or all. */
function building(
  pipeline: Pipeline,
  stage: string | null,
  options = buildOptions,
): Pick<Command, "options" | "words" | "formats" | "run"> {
  const draws = stage === null || stage === pipeline.figures?.stage;
  const figures = draws ? pipeline.figures : undefined;
  return {
    options: [...options, ...figures ? ["format", "scale"] as const : []],
    words: buildWords,
    formats: figures?.formats,
    async run(options) {
      await build(pipeline, withScale(options, figures), { stage });
    },
  };
}

export const reproduce = (pipeline: Pipeline): Command => ({
  name: "reproduce",
  summary: "bring everything up to date: tables, figures and the page",
  details:
    "Runs only what is missing or stale. Results appear in outputs/; everything\n" +
    "else is kept in the store, under a digest of its code, settings, seed and inputs.",
  ...building(pipeline, null),
});

/** `fetch`, `train` and so on: one stage and whatever it needs. */
export function stageCommands(pipeline: Pipeline): Command[] {
  return pipeline.stages.flatMap(({ name, summary, plain }): Command[] => {
    if (summary === undefined) return [];
    return [{
      name,
      operands: plain?.operands ?? "[GLOB…]",
      summary,
      details: plain?.details ??
        `Builds the ${name} nodes that fit a GLOB, or all, and what they need. In a GLOB,\n` +
          "* stands for any characters; the name of an experiment fits all of its nodes.",
      ...building(pipeline, name, plain ? plainOptions : buildOptions),
    }];
  });
}

/** Pixels to a unit of a figure's size. */
const usualScale = 2;

/**
 * Options that have a scale where figures are made of pixels too, and nowhere else.
 *
 * @throws {CliError} if a scale is given for figures of lines alone.
 */
export function withScale(options: Options, figures?: Figures): Options {
  const { format, scale } = options;
  const [, pixels] = figures?.formats ?? [];
  if (format === pixels) return { ...options, scale: scale ?? usualScale };
  if (scale === null) return options;
  throw unreadable(
    `--scale ${scale}`,
    `${format} has no pixels; give --format ${pixels}, too`,
  );
}

export const sweep = (
  pipeline: Pipeline,
  { stage, goals, operand, details }: Sweeps,
): Command => ({
  name: "sweep",
  operands: operand,
  summary: "train at every point of a grid of settings, and compare",
  details,
  options: [
    ...["grid", "models"] as const,
    ...buildOptions.filter((name) => name !== "only" && name !== "force"),
    ...pipeline.figures ? ["format", "scale"] as const : [],
  ],
  words: buildWords,
  formats: pipeline.figures?.formats,
  async run(options) {
    const { operands: [experiment], grid, models } = options;
    const sweep = { experiment, grid, models };
    const wanted = withScale(options, pipeline.figures);
    const stages = wanted.scale === null
      ? [stage]
      : [stage, pipeline.figures!.stage];
    const operands = stages.map((stage) => `${stage}/${goals}`);
    await build(pipeline, { ...wanted, operands, sweep });
  },
});

export const table = (
  pipeline: Pipeline,
  { names, operand, details, formats = {} }: Tables,
): Command => ({
  name: "table",
  operands: operand,
  summary: "print an experiment's numbers, as CSV or in another format",
  details: `${details}\n` +
    "Events of nodes that have to run first are printed on standard error. A terminal\n" +
    "is shown the first rows and the last; -o FILE or a pipe gets all. There are tables of\n" +
    names.map((name) => `  ${name}`).join("\n"),
  options: [...runOptions, "format", "output"],
  formats: ["csv", ...Object.keys(formats)],
  async run(options) {
    const { operands: [name], format, output: file } = options;
    const isIt = ({ place }: { place: string }) =>
      place === `tables/${name}.csv`;
    const shown = everythingShown(pipeline, [options.profile]).find(isIt);
    if (!shown) {
      const other = elsewhere(
        pipeline,
        options,
        (node) => shownBy([node]).some(isIt),
      );
      const hint = other ?? suggest(name, names);
      throw usageError(`Cannot find a table of ${quoted(name)}: ${hint}`);
    }
    const encode = format === "csv" ? undefined : formats[format];
    if (!options.dryRun) await requireWritable(file, encode && format);
    const { node, output } = shown;
    const [stage] = node.split("/");
    const { store, records } = await build(
      pipeline,
      { ...options, operands: [node] },
      { stage, stream: streamOf("stderr") },
    );
    const record = records.get(node);
    if (!record) return; // a dry run
    const path = store.blobs.path(record.outputs[output].digest);
    if (encode) {
      const pieces = encode(await Deno.readFile(path));
      return await writeOutput(file, ReadableStream.from(pieces));
    }
    if (file === null && Deno.stdout.isTerminal()) return await show(path);
    await writeOutput(file, (await Deno.open(path)).readable);
  },
});

/** Rows that a terminal is shown of a table, from its beginning and from its end. */
const ends = 5;

/** Prints what a terminal has room for, and says how to get the rest. */
async function show(path: string): Promise<void> {
  const { lines, rows, left } = tableExcerpt(await Deno.readTextFile(path));
  for (const line of lines) print(line);
  if (left === 0) return;
  printError(
    `${left} of ${rows} rows are left out: give -o FILE, or send them through a pipe`,
  );
}

/** The lines of a CSV table that a terminal is shown, and how many of its rows are left out. */
export function tableExcerpt(table: string) {
  const [header, ...rows] = table.trimEnd().split("\n");
  const left = Math.max(0, rows.length - 2 * ends);
  const lines = [header, ...rows];
  if (left > 0) lines.splice(1 + ends, left, "…");
  return { lines, rows: rows.length, left };
}
