import { onPath } from "./on_path.ts";

/** What following the README takes: Node with npm, git, make, a shell and what comes with it. */
const programs = [
  ...["node", "npm", "npx", "git", "make", "sh", "sed", "grep"],
  // coreutils
  ...["basename", "cat", "chmod", "cp", "cut", "date", "dd", "dirname", "echo"],
  ...["env", "false", "head", "id", "ln", "ls", "mkdir", "mktemp", "mv"],
  ...["nice", "printf", "pwd", "readlink", "rm", "rmdir", "sleep", "sort"],
  ...["tail", "touch", "tr", "true", "uname", "wc"],
];

/**
 * Makes a folder that, alone on `PATH`, leads to what a stranger's machine has
 * and to nothing else: no Python, browser, server or emulator.
 */
export function linkStrangersPrograms(folder: string): void {
  for (const name of programs) {
    const path = onPath(name);
    if (path) Deno.symlinkSync(path, `${folder}/${name}`);
  }
}
