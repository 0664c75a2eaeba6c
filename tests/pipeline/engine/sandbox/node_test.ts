import { assert, assertEquals } from "@std/assert";
import { localExecutor } from "../../../../pipeline/engine/sandbox/executor.ts";
import {
  loadCheckpoint,
  saveCheckpoint,
} from "../../../../pipeline/engine/sandbox/node.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";
import { rig } from "../run/rig.ts";
import { projectFolder } from "../../../../pipeline/project.ts";

Deno.test("loadCheckpoint() gives what was saved last, and nothing that is damaged", async () => {
  await inTemporaryFolder(async (folder) => {
    assertEquals(await loadCheckpoint(folder), undefined);
    await saveCheckpoint(folder, Uint8Array.of(1));
    await saveCheckpoint(folder, Uint8Array.of(2, 3));
    assertEquals(await loadCheckpoint(folder), Uint8Array.of(2, 3));
    assertEquals([...Deno.readDirSync(folder)].length, 1);

    const path = `${folder}/state`;
    const bytes = await Deno.readFile(path);
    for (const damaged of [bytes.subarray(0, -1), bytes.with(32, 9)]) {
      await Deno.writeFile(path, damaged);
      assertEquals(await loadCheckpoint(folder), undefined);
    }
  });
});

Deno.test("a node that is stopped goes on from its checkpoint, which is gone in the end", async () => {
  await inTemporaryFolder(async (folder) => {
    const entry = "tests/pipeline/engine/sandbox/programs/count.ts";
    const nodes = [nodeOf("train/count", { entry })];
    const run = async (stopAt: number) => {
      const stop = new AbortController();
      const { store, results } = await rig(folder)(nodes, {
        signal: stop.signal,
        execute: localExecutor(projectFolder),
        emit(event) {
          if (event.type === "progress" && event.done >= stopAt) stop.abort();
        },
      });
      return { store, result: results.get("train/count")! };
    };
    const kept = () => [...Deno.readDirSync(`${folder}/v1/checkpoint`)].length;

    assertEquals((await run(20)).result.status, "skipped");
    assertEquals(kept(), 1);
    const { store, result } = await run(Infinity);
    if (!("record" in result)) throw new Error(result.message);
    const blob = store.blobs.path(result.record.outputs.out.digest);
    const start = Number((await Deno.readTextFile(blob)).split(" ").at(-1));
    assert(start >= 20, `it began at ${start}`);
    assertEquals(kept(), 0);
  });
});
