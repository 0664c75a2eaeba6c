/**
 * Paths of the files in some folders and in those up to `levels` below them, nearest
 * first, then by name; what cannot be listed is passed over.
 */
export function filesBelow(folders: string[], levels: number): string[] {
  const paths = folders.flatMap(pathsIn);
  const { files = [], folders: below = [] } = Object.groupBy(
    paths,
    (path) => isFolder(path) ? "folders" : "files",
  );
  if (levels === 0 || below.length === 0) return files;
  return files.concat(filesBelow(below, levels - 1));
}

function pathsIn(folder: string): string[] {
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
