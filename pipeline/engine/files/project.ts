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

/** The commit of the checkout, with `+` where files differ from it; null outside a repository. */
export async function commitOf(folder: string): Promise<string | null> {
  const words = ["--always", "--exclude=*", "--abbrev=40", "--dirty=+"];
  return (await git(folder, "describe", ...words))?.trim() ?? null;
}
