import { dirname, relative } from "node:path";
import { inShell } from "../files/shell_paths.ts";
import { readFigure } from "../provenance/figure_file.ts";
import { unreadable } from "../text/errors.ts";
import { jsonText } from "../text/json_text.ts";
import { figureOptions } from "./config_file.ts";
import { type Command, wantedOptions } from "./options.ts";
import { requireWritable, writeOutput } from "./outputs.ts";
import type { Configurations, Pipeline } from "./pipeline.ts";

/**
 * The entry by which editors find the schema: from the folder of the file that is written, if
 * that lies in the project's folder; none if it does not, since it may go anywhere.
 */
export function schemaEntry(
  schema: string,
  { output, folder }: { output: string | null; folder: string },
): { $schema?: string } {
  if (output === null) return { $schema: inShell(schema) };
  return relative(folder, output).startsWith("..")
    ? {}
    : { $schema: relative(dirname(output), schema) };
}

export const config = (
  pipeline: Pipeline,
  { of, schema, schemaFile }: Configurations,
): Command => ({
  name: "config",
  operands: "[FIGURE]",
  summary:
    "print what a run would use, or a figure was made by, as a file for --config",
  details:
    "Profile, seeds, backend, and of every experiment its settings, models and corrections,\n" +
    "complete; such a file may leave out anything. With the name of a figure's file, that\n" +
    "from which the figure can be made again.",
  options: [
    ...wantedOptions,
    ...["backend", "outputs", "changed", "schema", "output"] as const,
  ],
  words: { outputs: "where results are to appear" },
  async run(options) {
    const { operands: [figure], output } = options;
    if (/\.jsonc?$/.test(figure ?? "")) {
      throw unreadable(figure, `it is no figure; give --config ${figure}`);
    }
    await requireWritable(output);
    const wanted = figure === undefined
      ? options
      : figureOptions(readFigure(figure).origin, figure, options, pipeline);
    const { outputs, given } = wanted;
    const { folder } = pipeline.project;
    const value = options.schema ? schema() : {
      ...schemaEntry(`${folder}/${schemaFile}`, { output, folder }),
      ...given.has("outputs") && { outputs: inShell(outputs) },
      ...of(wanted, options),
    };
    await writeOutput(output, `${jsonText(value)}\n`);
  },
});
