/** Removing what is ours, without taking people's links away. */

/** Removes a file or a folder with all that is in it; says whether it was there. */
export async function removeIfThere(path: string): Promise<boolean> {
  try {
    await Deno.remove(path, { recursive: true });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Removes a file; says whether it was there. A folder in its place is somebody's, and stays. */
export async function removeFile(path: string): Promise<boolean> {
  try {
    if ((await Deno.lstat(path)).isDirectory) return false;
    await Deno.remove(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Removes a folder that holds nothing; a link to one stays. */
export async function removeIfEmpty(folder: string): Promise<void> {
  if (isLink(folder)) return;
  try {
    await Deno.remove(folder);
  } catch {
    // it holds something, or is not there
  }
}

/** Whether a path is a link, wherever it leads. */
function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
