/** The command `unpack`: a working clone of what `pack` has written. */
import {
  isFree,
  isOneFile,
  nameOf,
  unpackArchive,
} from "../archive/archive.ts";
import { Damage } from "../archive/damage.ts";
import { commandIn, readmePlace } from "../archive/readme.ts";
import { sumsPath } from "../archive/sums.ts";
import { ifThere, pathsIn } from "../files/folders.ts";
import { fromShell, inShell } from "../files/shell_paths.ts";
import { print } from "../terminal/stream.ts";
import { CliError, refusal, unreadable } from "../text/errors.ts";
import { plural, quoted, showable } from "../text/words.ts";
import type { Command } from "./options.ts";
import { requirePlace } from "./outputs.ts";
import { unlessStopped } from "./stopped.ts";

export const unpack = (): Command => ({
  name: "unpack",
  operands: "FILE|DIR",
  summary: "make a working clone of an archive, once all of it is checked",
  details:
    "Checks every file of an archive that deno task pack has written, and lays out its\n" +
    "sources, store, packages and Deno, so that they run without a network. Of an archive\n" +
    "that is damaged or not whole nothing is laid out.",
  options: ["to"],
  words: { to: "the folder to make; defaults to the archive's name" },
  async run({ operands: [operand], to }) {
    const from = fromShell(operand);
    requireArchive(from, operand);
    const folder = to ?? fromShell(nameOf(from));
    requireFree(folder);
    const count = await unlessStopped(
      (signal) => unpackArchive(from, folder, signal),
      {
        nothing: "nothing was unpacked",
        refuse: (error) => refusalOf(error, from),
      },
    );
    const readme = ifThere(() =>
      Deno.readTextFileSync(`${folder}/${readmePlace}`)
    );
    const next = commandIn(readme ?? "");
    const done = `${plural(count, "file")} checked, unpacked in ${
      inShell(folder)
    }`;
    print(next ? `${done}; go on there by ${showable(next)}` : done);
  },
});

/** What to throw where an archive cannot be unpacked. */
function refusalOf(error: unknown, from: string): unknown {
  const deed = `unpack ${inShell(from)}`;
  if (!(error instanceof Damage)) return refusal(deed, error);
  return new CliError(
    `Cannot ${deed}: it ${error.message}; get the archive once more`,
  );
}

/** Whether a folder could be an archive; one that may not be listed is none. */
function hasSums(folder: string): boolean {
  try {
    return Deno.statSync(`${folder}/${sumsPath}`).isFile;
  } catch {
    return false;
  }
}

/** @throws {CliError} if a path is not that of an archive. */
function requireArchive(path: string, operand: string): void {
  const info = ifThere(() => Deno.statSync(path));
  if (info?.isDirectory && !hasSums(path)) {
    const inside = pathsIn(path).filter(hasSums);
    const meant = inside.length === 1
      ? `did you mean ${inShell(inside[0])}?`
      : "get the archive once more";
    throw new CliError(
      `Cannot unpack ${inShell(path)}: it holds no ${sumsPath}; ${meant}`,
    );
  }
  if (info?.isDirectory || info?.isFile && isOneFile(path)) return;
  throw unreadable(
    quoted(operand),
    `${
      info ? "it is not an archive" : "there is no such file"
    }; give the path of a FILE.tar.zst, or of a folder, that deno task pack has written`,
  );
}

/** @throws {CliError} if a folder cannot be made. */
function requireFree(folder: string): void {
  const remedy = "name another folder with --to DIR";
  requirePlace(`${folder}/any`, remedy, `unpack to ${inShell(folder)}`);
  if (isFree(folder)) return;
  throw new CliError(
    `Cannot unpack to ${
      inShell(folder)
    }: it is there and not an empty folder; ${remedy}`,
  );
}
