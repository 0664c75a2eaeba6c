/** The command `pack`: results, and all that it takes to check or redo them, as one archive. */
import { format as formatBytes } from "@std/fmt/bytes";
import { isFree, isOneFile, writeArchive } from "../archive/archive.ts";
import { type Part, sizeOf } from "../archive/entry.ts";
import { inShell } from "../files/shell_paths.ts";
import { print } from "../terminal/stream.ts";
import { columns } from "../text/columns.ts";
import { CliError, refusal, usageError } from "../text/errors.ts";
import { plural } from "../text/words.ts";
import { type Command, wantedOptions } from "./options.ts";
import { requirePlace } from "./outputs.ts";
import { partsOf } from "./pack_parts.ts";
import type { Pipeline } from "./pipeline.ts";
import { unlessStopped } from "./stopped.ts";

export const pack = (pipeline: Pipeline): Command => ({
  name: "pack",
  summary: "put results, and all it takes to check or redo them, in an archive",
  details:
    "Packs what is fresh in the store, of the seeds that the lock is of, with the sources,\n" +
    "packages and Deno by which it was made: a folder, or FILE.tar.zst, of which packing\n" +
    "twice gives the same bytes. deno task unpack makes a working clone of it, without a\n" +
    "network; --remote file:DIR takes results from the folder. Runs nothing.",
  options: [
    ...[...wantedOptions, "only", "to", "platforms"] as const,
    ...["dryRun", "store"] as const,
  ],
  words: {
    only:
      "only nodes that fit, and what they need; may be given more than once",
    seeds: "such as 0-4,7; defaults to those of the lock",
    dryRun: "say how large it would be; write nothing",
  },
  async run(options) {
    const { to, dryRun } = options;
    if (to !== null || !dryRun) requireFree(to);
    const { parts, remarks } = await partsOf(pipeline, options);
    [...describeParts(parts), ...remarks].forEach(print);
    if (dryRun) return;
    const { name, version } = pipeline.project;
    const top = `${name}-${version}-${options.profile}`;
    const entries = parts.flatMap(({ entries }) => entries);
    await unlessStopped(
      (signal) => writeArchive(entries, { to: to!, top, signal }),
      {
        nothing: "nothing was packed",
        refuse: (error) => refusal(`write ${inShell(to!)}`, error),
      },
    );
    print(`packed in ${inShell(to!)}`);
  },
});

/** How the names of other kinds of archives end: whoever gives one means a file. */
const otherKinds = /\.(tar|t?[gx]z|zst|zip)$/;

/** @throws {CliError} if an archive cannot be written to a path. */
function requireFree(to: string | null): void {
  if (to === null) {
    throw usageError(
      "Cannot pack: there is no place to write to; give --to DIR or --to FILE.tar.zst",
    );
  }
  const deed = `write ${inShell(to)}`;
  if (!isOneFile(to) && otherKinds.test(to)) {
    throw usageError(
      `Cannot ${deed}: an archive is a folder, or a file whose name ends in .tar.zst; give --to DIR or --to FILE.tar.zst`,
    );
  }
  const remedy = "name another place with --to";
  requirePlace(isOneFile(to) ? to : `${to}/any`, remedy, deed);
  if (isFree(to)) return;
  const what = isOneFile(to) ? "there" : "there and not an empty folder";
  throw new CliError(`Cannot ${deed}: it is ${what}; ${remedy}`);
}

/** How large the parts are, and all of them. */
function describeParts(parts: readonly Part[]): string[] {
  const all = { name: "all", entries: parts.flatMap(({ entries }) => entries) };
  const rows = [...parts, all].map(({ name, entries }) => [
    name,
    plural(entries.length, "file"),
    formatBytes(entries.reduce((sum, entry) => sum + sizeOf(entry), 0)),
  ]);
  return columns(rows, { indent: "", pad: "padStart" });
}
