/** The path of a program that `PATH` leads to, if there is one. */
export function onPath(name: string): string | undefined {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  return folders.map((folder) => `${folder}/${name}`).find(isFile);
}

/** Whether there is a file, or a link to one. */
export function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
