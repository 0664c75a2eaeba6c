/** What lies in folders, and removing what is ours of it, without taking people's links away. */

/** For what may not be there: `undefined` in place of the system's "not found". */
export function absent(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

/** What an action finds; `undefined` where there is nothing. */
export function ifThere<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    return absent(error);
  }
}

/** The names of what lies in a folder; nothing if there is none. At once, since a turn of the event loop a file takes longer. */
export function namesIn(folder: string): string[] {
  try {
    return Array.from(Deno.readDirSync(folder), ({ name }) => name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotADirectory)) absent(error);
    return [];
  }
}

/** The paths of what lies in a folder. */
export function pathsIn(folder: string): string[] {
  return namesIn(folder).map((name) => `${folder}/${name}`);
}

/** Removes a file or a folder with all that is in it; says whether it was there. */
export async function removeIfThere(path: string): Promise<boolean> {
  const removed = Deno.remove(path, { recursive: true });
  return await removed.then(() => true).catch(absent) ?? false;
}

/** Removes a file; says whether it was there. A folder in its place is somebody's, and stays. */
export async function removeFile(path: string): Promise<boolean> {
  const info = ifThere(() => Deno.lstatSync(path));
  return info !== undefined && !info.isDirectory && await removeIfThere(path);
}

/** Removes a folder that holds nothing; a link to one stays. */
export async function removeIfEmpty(folder: string): Promise<void> {
  if (ifThere(() => Deno.lstatSync(folder))?.isSymlink) return;
  await Deno.remove(folder).catch(() => {}); // it holds something, or is not there
}
