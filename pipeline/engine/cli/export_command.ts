/** The command `export`: results as files that other programs read. */
import { digestOf, digestOfFile } from "../files/digest.ts";
import { inShell } from "../files/shell_paths.ts";
import { writeWhole } from "../files/whole_files.ts";
import { print, streamOf } from "../terminal/stream.ts";
import { CliError, usageError } from "../text/errors.ts";
import { suggest } from "../text/suggest.ts";
import { plural, quoted } from "../text/words.ts";
import { build } from "./build.ts";
import { runOptions } from "./build_commands.ts";
import type { Command } from "./options.ts";
import { requirePlace } from "./outputs.ts";
import type { ExportedFile, Exports, Pipeline } from "./pipeline.ts";

export const exportCommand = (
  pipeline: Pipeline,
  { names, operand, details, globs, formats }: Exports,
): Command => ({
  name: "export",
  operands: operand,
  summary: "write an experiment's results as files for other programs",
  details: `${details}\n` +
    "Runs what is missing first, with its events on standard error. A file that is there\n" +
    "and holds something else stays, and nothing is written, unless --overwrite is given.",
  options: [
    ...["format", "output", "overwrite"] as const,
    ...runOptions.filter((name) => name !== "outputs"),
  ],
  formats: Object.keys(formats),
  words: { output: "the folder to write to" },
  async run(options) {
    const { operands: [name], format, output: folder, dryRun } = options;
    if (!names.includes(name)) {
      const hint = suggest(name, names);
      throw usageError(`Cannot export ${quoted(name)}: ${hint}`);
    }
    if (folder === null) {
      throw usageError(
        `Cannot export ${name}: there is no folder to write to; give -o DIR`,
      );
    }
    if (!dryRun) {
      const place = `${folder}/${name}`;
      const remedy = "name another folder with -o DIR";
      requirePlace(`${place}/any`, remedy, `write to ${inShell(place)}`);
    }
    const { graph, goals, store, records } = await build(
      pipeline,
      { ...options, operands: globs(name) },
      { stream: streamOf("stderr"), readThrough: true },
    );
    if (dryRun) return;
    // made one by one, since all at once may be more than the memory
    function* exported(): Iterable<ExportedFile> {
      for (const goal of goals) {
        const { outputs } = records.get(goal)!;
        const read = (output: string) =>
          Deno.readFileSync(store.blobs.path(outputs[output].digest));
        yield* formats[format](graph.get(goal)!, read);
      }
    }
    print(await writeAll(folder, exported, options));
  },
});

/**
 * Writes files to a folder, each whole; one that is already right is not touched.
 *
 * @returns what was done, in a sentence
 * @throws {CliError} if one holds something else: then none is written.
 */
export async function writeAll(
  folder: string,
  files: () => Iterable<ExportedFile>,
  { overwrite }: { overwrite: boolean },
): Promise<string> {
  const right = new Set<string>();
  for (const { place, content } of files()) {
    const path = `${folder}/${place}`;
    const digest = await digestOfFile(path);
    if (digest === undefined) continue;
    if (digest === digestOf(content())) right.add(place);
    else if (!overwrite) {
      const shown = inShell(path);
      throw new CliError(
        `Cannot write ${shown}: it is there and holds something else; name another folder with -o DIR, or say --overwrite`,
      );
    }
  }
  let written = 0;
  for (const { place, content } of files()) {
    if (right.has(place)) continue;
    writeWhole(`${folder}/${place}`, content());
    written++;
  }
  const there = right.size > 0
    ? `, ${right.size} ${right.size === 1 ? "was" : "were"} there already`
    : "";
  return `${plural(written, "file")} written to ${inShell(folder)}${there}`;
}
