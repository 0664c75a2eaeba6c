import { inTemporaryFolder } from "./temporary_folder.ts";

/** A folder that is on another disk than temporary ones on most systems of Linux. */
const elsewhere = "/dev/shm";

/** Registers a test of a folder and of one on another disk, or why it cannot be had here. */
export function testOnTwoDisks(
  name: string,
  work: (folder: string, otherDisk: string) => Promise<void>,
): void {
  const possible = areTwo();
  Deno.test({
    name: possible
      ? name
      : `${name} (skipped: ${elsewhere} is no disk beside that of temporary files)`,
    ignore: !possible,
    async fn() {
      const other = await Deno.makeTempDir({ dir: elsewhere });
      try {
        await inTemporaryFolder((folder) => work(folder, other));
      } finally {
        await Deno.remove(other, { recursive: true });
      }
    },
  });
}

function areTwo(): boolean {
  const here = Deno.makeTempFileSync();
  try {
    const there = Deno.makeTempFileSync({ dir: elsewhere });
    const two = Deno.statSync(here).dev !== Deno.statSync(there).dev;
    Deno.removeSync(there);
    return two;
  } catch {
    return false;
  } finally {
    Deno.removeSync(here);
  }
}
