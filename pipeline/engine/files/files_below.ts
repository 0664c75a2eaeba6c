/**
 * Paths of the files in a folder and in those up to `levels` below it, nearest
 * first, then by name; what cannot be listed is passed over.
 */
export function filesBelow(folder: string, levels: number): string[] {
  const files: string[] = [];
  let level = [folder];
  for (let below = 0; below <= levels; below++) {
    const next: string[] = [];
    for (const path of level.flatMap(entriesIn)) {
      (isFolder(path) ? next : files).push(path);
    }
    level = next;
  }
  return files;
}

function entriesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)]
      .map(({ name }) => `${folder}/${name}`).sort();
  } catch {
    return [];
  }
}

/** Whether a path is a folder, or a link to one. */
function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
