/** What lies in a folder; nothing if there is none. At once, since a turn of the event loop a file takes longer. */
export function entriesOf(folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory
    ) return [];
    throw error;
  }
}

/** The paths of what lies in a folder. */
export function pathsIn(folder: string): string[] {
  return entriesOf(folder).map(({ name }) => `${folder}/${name}`);
}
