import { bring } from "../bring.ts";
import { usageError } from "../../text/errors.ts";
import { experiments } from "../../../experiments.ts";
import { runOptions } from "../option_names.ts";
import { requireWritable, writeFile } from "../output_file.ts";
import { quoted } from "../../text/quoted.ts";
import { print, printError, streamOf, writeTo } from "../../terminal/stream.ts";
import { suggest } from "../../text/suggest.ts";
import { tableExcerpt } from "../../terminal/table_excerpt.ts";
import type { Command } from "./command.ts";

/** What has a table. */
const tables = [...experiments.map(({ name }) => name), "corrections"];

export const table: Command = {
  name: "table",
  operands: "EXPERIMENT|corrections",
  summary: "print an experiment's numbers as CSV",
  details: "That of corrections has the corrected runs of every experiment.\n" +
    "Columns: experiment,variant,seed,iteration,metric,value. What has to run first\n" +
    "is told on standard error. A value that is not finite is an empty field. A terminal\n" +
    "is shown the first rows and the last; -o FILE or a pipe gets all. There are tables of\n" +
    tables.map((name) => `  ${name}`).join("\n"),
  options: [...runOptions, "output"],
  async run(options) {
    const name = tableAskedFor(options.operands);
    const { output, dryRun } = options;
    if (output !== null && !dryRun) await requireWritable(output);
    const { workspace, records } = await bring(
      { ...options, operands: [`aggregate/${name}`] },
      { stage: "aggregate", stream: streamOf("stderr") },
    );
    const record = records.get(`aggregate/${name}`);
    if (!record) return; // a dry run
    const { digest } = record.outputs["table.csv"];
    const path = workspace.store.blobs.path(digest);
    if (output === null && Deno.stdout.isTerminal()) return await show(path);
    const { readable } = await Deno.open(path);
    if (output !== null) await writeFile(output, readable);
    else for await (const piece of readable) writeTo("stdout", piece);
  },
};

function tableAskedFor(operands: readonly string[]): string {
  const [name = ""] = operands;
  if (operands.length === 1 && tables.includes(name)) return name;
  const fault = operands.length === 1
    ? `there is no experiment ${quoted(name)}; ${suggest(name, tables)}`
    : `${operands.length || "no"} experiments are named where one is wanted; ${
      suggest("", tables)
    }`;
  throw usageError(`Cannot print a table: ${fault}`);
}

/** Prints what a terminal has room for, and says how to get the rest. */
async function show(path: string): Promise<void> {
  const { lines, rows, left } = tableExcerpt(await Deno.readTextFile(path));
  for (const line of lines) print(line);
  if (left > 0) {
    printError(
      `${left} of ${rows} rows are left out: give -o FILE, or send them through a pipe`,
    );
  }
}
