import { absent } from "./folders.ts";

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

/** The commit of the checkout, with `+` where files differ from it; null outside a repository. */
export async function commitOf(folder: string): Promise<string | null> {
  const command = new Deno.Command("git", {
    args: ["describe", "--always", "--exclude=*", "--abbrev=40", "--dirty=+"],
    cwd: folder,
    stderr: "null",
  });
  // there may be no git here
  const { success, stdout } =
    await Promise.try(() => command.output()).catch(absent) ?? {};
  return success ? new TextDecoder().decode(stdout).trim() : null;
}
