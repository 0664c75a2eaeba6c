/**
 * Paths as the reader of a shell means and sees them. `deno task` runs a command in
 * the project's folder, and says in INIT_CWD in which one it was given.
 */
import { relative, resolve } from "node:path";

/** Where the command was given. */
function shellFolder(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

/** What a path of the command line means, wherever the command runs. */
export function fromShell(path: string): string {
  return resolve(shellFolder(), path);
}

/** A path as it is shown: from where the command was given, if it lies below or in the project. */
export function inShell(path: string): string {
  const isNear = [shellFolder(), Deno.cwd()].some((folder) =>
    !relative(folder, path).startsWith("..")
  );
  return isNear ? relative(shellFolder(), path) || "." : path;
}
