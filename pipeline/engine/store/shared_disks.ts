/**
 * What a disk that machines share, such as one of NFS, shows otherwise than a machine's
 * own: it remembers for up to a minute that a name was not there, and takes a file that
 * another machine has replaced away from whoever is reading it.
 */
import { ifThere } from "../files/folders.ts";

/** Has the system ask again what is at a path below a folder: opening the folders on the way does that. */
export function askAgain(folder: string, path: string): void {
  let place = folder;
  for (const name of path.slice(folder.length + 1).split("/")) {
    try {
      Deno.openSync(place).close();
    } catch {
      return; // so there is nothing at the path
    }
    place += `/${name}`;
  }
}

/** What a file says; `undefined` if it is not there. Read again if it was replaced meanwhile. */
export function readText(path: string): string | undefined {
  for (;;) {
    try {
      return ifThere(() => Deno.readTextFileSync(path));
    } catch (error) {
      if ((error as { code?: string }).code !== "ESTALE") throw error;
    }
  }
}
