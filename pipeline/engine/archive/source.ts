/** The sources in an archive: those of a commit, as git has them. */
import { concat } from "@std/bytes/concat";
import {
  commitFile,
  commitOf,
  gitBytes,
  type Project,
} from "../files/project.ts";
import { CliError } from "../text/errors.ts";
import { Damage } from "./damage.ts";
import { type Entry, textEntry } from "./entry.ts";
import { linesOf } from "./sums.ts";
import { filesIn } from "./tar.ts";

/**
 * The files of the commit that is checked out, and its name, which is in a file besides: they
 * are laid out where no git knows it.
 *
 * @throws {CliError} if there is none, or files differ from it: no commit would have
 *   made these results; or if it holds links.
 */
export async function sourceEntries(
  { folder }: Pick<Project, "folder">,
): Promise<{ commit: string; entries: Entry[] }> {
  const commit = await commitOf(folder);
  if (commit?.endsWith("+")) {
    throw new CliError(
      "Cannot pack the sources: files differ from the commit; commit them first",
    );
  }
  const tar = commit && await gitBytes(folder, "archive", commit);
  if (!tar) {
    throw new CliError(
      "Cannot pack the sources: git knows no commit of them; pack from a clone",
    );
  }
  const entries: Entry[] = [];
  const bytes = new Blob([tar]).stream();
  try {
    for await (const { path, isProgram, content } of filesIn(bytes)) {
      const pieces = await Array.fromAsync(content);
      entries.push({
        path: `source/${path}`,
        mode: isProgram ? 0o755 : 0o644,
        bytes: concat(pieces),
      });
    }
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    throw new CliError(
      `Cannot pack the sources: their commit ${error.message}`,
    );
  }
  const sums = await linesOf(entries, "source/");
  const name = textEntry(`source/${commitFile}`, `${commit}\n${sums}`);
  return { commit, entries: [...entries, name] };
}
