import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  bytesOf,
  takeInventory,
} from "../../../../pipeline/engine/store/inventory.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { asideOf } from "../../../../pipeline/engine/files/whole_files.ts";
import { nodeOf } from "../node_of.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { keyFor, put } from "./put.ts";

Deno.test("takeInventory() lists blobs, records, preimages, checkpoints, plans and what is being written, with their sizes", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const record = await put(store, nodeOf("a"), {
      files: { one: "1", two: "22" },
    });
    const other = keyFor(nodeOf("b")).key;
    await Deno.mkdir(store.checkpointOf(other));
    await Deno.writeTextFile(`${store.checkpointOf(other)}/x`, "333");
    const aside = `${store.makeWorkFolder()}/y`;
    await Deno.writeTextFile(aside, "4444");
    await Deno.mkdir(`${store.root}/plan/a`);
    await Deno.writeTextFile(`${store.root}/plan/a/plan.json`, "55555");
    // of a plan that is kept elsewhere, as a script
    await Deno.mkdir(`${store.root}/plan/b/log`, { recursive: true });
    await Deno.writeTextFile(`${store.root}/plan/b/log/1.txt`, "666666");
    const { blobs, records, preimages, checkpoints, plans, temporary } =
      takeInventory(store.root);
    assertEquals(
      new Set(blobs.map(({ digest }) => digest)),
      new Set([digestOf("1"), digestOf("22")]),
    );
    assertEquals(bytesOf(blobs), 3);
    assertEquals(records.map(({ digest }) => digest), [record.key]);
    assertEquals(preimages.map(({ digest }) => digest), [record.key]);
    assertEquals(checkpoints.map(({ digest, bytes }) => [digest, bytes]), [
      [other, 3],
    ]);
    assertEquals(plans.map(({ bytes }) => bytes).sort(), [5, 6]);
    assertEquals(bytesOf(temporary), 4);
  });
});

Deno.test("takeInventory() finds what a run was killed over, beside where it belongs, and counts no blob twice", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const { key } = await put(store, nodeOf("a"), { files: { out: "1" } });
    const digest = digestOf("1");
    const [record] = takeInventory(store.root).records;
    const halves = [store.blobs.path(digest), record.path].map(asideOf);
    for (const path of halves) await Deno.writeTextFile(path, "half");
    const work = store.makeWorkFolder();
    await store.blobs.lend(digest, `${work}/inputs/a`);
    const { blobs, records, temporary } = takeInventory(store.root);
    assertEquals(
      [blobs, records].map((found) => found.map(({ digest }) => digest)),
      [[digest], [key]],
    );
    assertEquals(
      new Set(temporary.map(({ path }) => path)),
      new Set([...halves, work]),
    );
    assertEquals(bytesOf(temporary), 8);
  });
});

Deno.test("takeInventory() passes over what is not the store's", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/cas/ab`, { recursive: true });
    await Deno.mkdir(`${folder}/tmp`);
    for (
      const name of ["notes.txt", "cas/README", "cas/ab/notes", "ac", "tmp/x"]
    ) {
      await Deno.writeTextFile(`${folder}/${name}`, "mine");
    }
    const { blobs, records, temporary } = takeInventory(folder);
    assertEquals([blobs, records, temporary], [[], [], []]);
  });
});
