/** A store of which a part, or all, is a link, to another disk or not. */
import { dirname } from "node:path";
import { assertEquals } from "@std/assert";
import { localExecutor } from "../../../../pipeline/engine/sandbox/executor.ts";
import { lockedBy } from "../../../../pipeline/engine/lock/lock.ts";
import { collect } from "../../../../pipeline/engine/store/garbage.ts";
import { pathsIn } from "../../../../pipeline/engine/files/folders.ts";
import {
  bytesOf,
  removeStore,
  storeParts,
  takeInventory,
} from "../../../../pipeline/engine/store/inventory.ts";
import { nodeOf } from "../node_of.ts";
import { chain, rig } from "../run/rig.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { testOnTwoDisks } from "../../../support/two_disks.ts";
import { projectFolder } from "../../../../pipeline/project.ts";

const day = 24 * 60 * 60 * 1000;

/** Has a store made anew, read, collected and removed, of which a part, or all, is a link to `there`. */
async function useAndRemove(
  part: string,
  { folder, there }: { folder: string; there: string },
): Promise<void> {
  const link = part ? `${folder}/v1/${part}` : `${folder}/v1`;
  if (part) await Deno.mkdir(`${folder}/v1`);
  await Deno.symlink(there, link);
  const notOurs = `${there}/notes`;
  await Deno.writeTextFile(notOurs, "mine");
  const run = rig(folder);
  const { told, store } = await run(chain());
  assertEquals(told.filter((line) => line.endsWith(" ran")).length, 3);
  assertEquals((await run(chain())).told, ["a fresh", "b fresh", "c fresh"]);
  await collect(store, {
    limits: { usedSince: Date.now() + 50 * day, largest: Infinity },
    locked: lockedBy([]),
    now: Date.now() + 100 * day,
    dryRun: false,
  });
  assertEquals(bytesOf(Object.values(takeInventory(store.root)).flat()), 0);

  await run(chain());
  await removeStore(`${folder}/v1`);
  assertEquals(pathsIn(there), [notOurs]);
  assertEquals(await Deno.readLink(link), there);
  assertEquals(
    pathsIn(`${folder}/v1`),
    [part ? link : `${folder}/v1/notes`],
  );
}

for (
  const part of storeParts.filter((part) =>
    !["tmp", "checkpoint"].includes(part)
  )
) {
  testOnTwoDisks(
    `a store works with its ${part} on another disk, and the link outlives it`,
    (folder, there) => useAndRemove(part, { folder, there }),
  );
}

for (const part of ["checkpoint", "tmp", ""]) {
  const what = part || "all";
  Deno.test(`a store works with ${what} of it in another place, and the link outlives it`, async () => {
    await inTemporaryFolder(async (folder) => {
      const there = `${folder}/there`;
      const store = `${folder}/store`;
      for (const path of [there, store]) await Deno.mkdir(path);
      await useAndRemove(part, { folder: store, there });
    });
  });

  Deno.test(`a node is stopped and goes on with ${what} of its store in another place`, async () => {
    await inTemporaryFolder(async (folder) => {
      const link = `${folder}/store/v1/${part}`.replace(/\/$/, "");
      await Deno.mkdir(dirname(link), { recursive: true });
      await Deno.mkdir(`${folder}/there`);
      await Deno.symlink(`${folder}/there`, link);
      const node = nodeOf("a", {
        entry: "tests/pipeline/engine/sandbox/programs/count.ts",
      });
      const run = async (stopAt: number) => {
        const stop = new AbortController();
        const { results } = await rig(`${folder}/store`)([node], {
          signal: stop.signal,
          execute: localExecutor(projectFolder),
          emit(event) {
            if (event.type === "progress" && event.done >= stopAt) stop.abort();
          },
        });
        return results.get("a")!.status;
      };
      const checkpoints = () =>
        pathsIn(`${folder}/store/v1/checkpoint`).flatMap(pathsIn).length;
      assertEquals(await run(20), "skipped");
      assertEquals(checkpoints(), 1);
      assertEquals(await run(Infinity), "ran");
      assertEquals(checkpoints(), 0);
      assertEquals(
        pathsIn(folder).sort(),
        [`${folder}/store`, `${folder}/there`],
      );
    });
  });
}
