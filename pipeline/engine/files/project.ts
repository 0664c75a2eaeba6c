/** What a project is, and of which commit it is checked out. */
import { digestOfFile } from "./digest.ts";
import { ifThere } from "./folders.ts";

/** A project, as the engine has to know it. */
export interface Project {
  name: string;
  version: string;
  /** its full path; it holds `deno.json`, and `outputs/` with the locks */
  folder: string;
}

/** What `--version` prints. */
export function versionLine({ name, version }: Project): string {
  return `${name} ${version}`;
}

/** What a git command of a checkout prints; null if it fails, or there is no git. */
export async function git(
  folder: string,
  ...args: string[]
): Promise<string | null> {
  const bytes = await gitBytes(folder, ...args);
  return bytes && new TextDecoder().decode(bytes);
}

/** The same, where it is no text. */
export async function gitBytes(
  folder: string,
  ...args: string[]
): Promise<Uint8Array<ArrayBuffer> | null> {
  const options = { args, cwd: folder, stderr: "null" } as const;
  const command = new Deno.Command("git", options);
  // there may be no git here, nor a PATH on which to look for it
  const { success, stdout } =
    await Promise.try(() => command.output()).catch(() => null) ?? {};
  return success ? stdout! : null;
}

/**
 * Where sources without a repository, such as those of an archive, say their commit: in the
 * first line, before the SHA-256 of each file and its path, as `sha256sum` writes them.
 */
export const commitFile = ".commit";

/** The commit of the sources, with `+` where files differ from it; null if nothing says it. */
export async function commitOf(folder: string): Promise<string | null> {
  const text = ifThere(() => Deno.readTextFileSync(`${folder}/${commitFile}`));
  if (text !== undefined && !ifThere(() => Deno.lstatSync(`${folder}/.git`))) {
    const [commit, ...sums] = text.trimEnd().split("\n");
    for (const sum of sums) {
      const digest = await digestOfFile(`${folder}/${sum.slice(66)}`);
      if (digest !== sum.slice(0, 64)) return `${commit}+`;
    }
    return commit;
  }
  const words = ["--always", "--exclude=*", "--abbrev=40", "--dirty=+"];
  return (await git(folder, "describe", ...words))?.trim() ?? null;
}
