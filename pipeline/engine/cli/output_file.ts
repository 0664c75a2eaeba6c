/** The file that `-o` names for what a command would print. */
import { refusal } from "../text/errors.ts";
import { inShell } from "../files/shell_paths.ts";

/**
 * Sees that a file can be written, before anything is done for it; what it holds is
 * left, and nothing where there was none.
 *
 * @throws {CliError} if it cannot.
 */
export async function requireWritable(path: string): Promise<void> {
  const isNew = await Deno.lstat(path).then(() => false, () => true);
  (await open(path, { write: true, create: true })).close();
  if (isNew) await Deno.remove(path);
}

/**
 * Writes a file, in place of what it held.
 *
 * @throws {CliError} if it cannot be written.
 */
export async function writeFile(
  path: string,
  content: ReadableStream<Uint8Array>,
): Promise<void> {
  const file = await open(path, { write: true, create: true, truncate: true });
  try {
    await content.pipeTo(file.writable);
  } catch (error) {
    throw refusal(`write ${inShell(path)}`, error);
  }
}

async function open(path: string, how: Deno.OpenOptions): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path, how);
  } catch (error) {
    throw refusal(`write ${inShell(path)}`, error);
  }
}
