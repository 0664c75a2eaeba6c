/** Archives that are folders. */
import { namesIn } from "../files/folders.ts";
import { Damage } from "./damage.ts";
import type { Entry, Held } from "./entry.ts";

/** Writes entries to a folder, which is made if need be. */
export async function writeEntries(
  entries: AsyncIterable<Entry>,
  folder: string,
): Promise<void> {
  const made = new Set<string>();
  for await (const entry of entries) {
    const path = `${folder}/${entry.path}`;
    const above = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(above)) Deno.mkdirSync(above, { recursive: true });
    made.add(above);
    if ("file" in entry) Deno.copyFileSync(entry.file, path);
    else Deno.writeFileSync(path, entry.bytes);
    Deno.chmodSync(path, entry.mode); // whatever the umask
  }
}

/** Writes a file where there is none. */
export async function writeNew(
  path: string,
  content: AsyncIterable<Uint8Array>,
  mode: number,
): Promise<void> {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  using file = await Deno.open(path, { write: true, createNew: true });
  for await (let rest of content) {
    while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
  }
  Deno.chmodSync(path, mode); // whatever the umask
}

/**
 * The files in a folder and those in it.
 *
 * @throws {Damage} if something else is in one of them.
 */
export async function* filesInFolder(
  folder: string,
  below = "",
): AsyncGenerator<Held> {
  for (const name of namesIn(`${folder}/${below}`).sort()) {
    const [path, place] = [below + name, `${folder}/${below}${name}`];
    const { isFile, isDirectory, mode } = Deno.lstatSync(place);
    if (isDirectory) yield* filesInFolder(folder, `${path}/`);
    else if (isFile) {
      const isProgram = ((mode ?? 0) & 0o100) !== 0;
      const content = (await Deno.open(place)).readable;
      yield { path, isProgram, content };
    } else throw new Damage(`holds ${path}, which is neither file nor folder`);
  }
}
