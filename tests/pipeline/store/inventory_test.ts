import { assertEquals } from "@std/assert";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { bytesOf, takeInventory } from "../../../pipeline/store/inventory.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { nodeOf } from "../engine/node_of.ts";
import { inTemporaryFolder } from "../temporary_folder.ts";
import { keyFor, put } from "./put.ts";

Deno.test("takeInventory() lists blobs, records, preimages, checkpoints and what is being written, with their sizes", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const record = await put(store, nodeOf("a"), {
      files: { one: "1", two: "22" },
    });
    const other = keyFor(nodeOf("b")).key;
    await Deno.writeTextFile(`${await store.checkpoints.open(other)}/x`, "333");
    const aside = `${await store.makeWorkFolder()}/y`;
    await Deno.writeTextFile(aside, "4444");
    const { blobs, records, preimages, checkpoints, temporary } = takeInventory(
      store.root,
    );
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
    assertEquals(bytesOf(temporary), 4);
  });
});

Deno.test("takeInventory() passes over what is not the store's", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/cas/ab`, { recursive: true });
    for (const name of ["notes.txt", "cas/README", "cas/ab/notes", "ac"]) {
      await Deno.writeTextFile(`${folder}/${name}`, "mine");
    }
    const { blobs, records } = takeInventory(folder);
    assertEquals([blobs, records], [[], []]);
  });
});
