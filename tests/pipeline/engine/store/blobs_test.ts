import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { nodeOf } from "../node_of.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { testOnTwoDisks } from "../../../support/two_disks.ts";
import { put } from "./put.ts";

const digest = digestOf("one");

async function storeWithBlob(folder: string) {
  const store = await Store.open(folder);
  await put(store, nodeOf("a"), { files: { out: "one" } });
  return store;
}

/** How often `work` has a file read. */
async function readsIn(work: () => Promise<unknown>): Promise<number> {
  const { open } = Deno;
  let reads = 0;
  Deno.open = (...words) => (reads++, open(...words));
  try {
    await work();
  } finally {
    Deno.open = open;
  }
  return reads;
}

Deno.test("a blob that is lent is the same file under another name, and read through once for all that", async () => {
  await inTemporaryFolder(async (folder) => {
    const { blobs } = await storeWithBlob(folder);
    const path = `${folder}/inputs/below/a`;
    const reads = await readsIn(async () => {
      for (let time = 0; time < 3; time++) {
        assertEquals(await blobs.check(digest), "whole");
        await blobs.lend(digest, path);
        assertEquals(await blobs.check(digest), "whole");
        await Deno.remove(path);
      }
      assertEquals(await blobs.check(digest), "whole");
    });
    assertEquals(reads, 1);
    assertEquals((await Deno.stat(blobs.path(digest))).mode! & 0o777, 0o444);
  });
});

Deno.test("a blob that is written to where it was lent is found damaged", async () => {
  await inTemporaryFolder(async (folder) => {
    const { blobs } = await storeWithBlob(folder);
    const longAgo = new Date(2020, 0); // a disk's clock may tick slowly
    await Deno.utime(blobs.path(digest), longAgo, longAgo);
    assertEquals(await blobs.check(digest), "whole");
    const path = `${folder}/a`;
    await blobs.lend(digest, path);
    await Deno.chmod(path, 0o644);
    await Deno.writeTextFile(path, "0ne");
    await Deno.remove(path);
    assertEquals(await blobs.check(digest), "damaged");
  });
});

Deno.test("a blob that is made again stays the file that others may be reading, and is new to gc; a damaged one is replaced", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await storeWithBlob(folder);
    const path = store.blobs.path(digest);
    const longAgo = new Date(2020, 0);
    await Deno.utime(path, longAgo, longAgo);
    const { ino } = await Deno.stat(path);
    using reader = await Deno.open(path);
    await put(store, nodeOf("b"), { files: { out: "one" } });
    const again = await Deno.stat(path);
    assertEquals(again.ino, ino);
    assert(again.mtime! > longAgo);

    await Deno.chmod(path, 0o644);
    await Deno.writeTextFile(path, "0ne");
    await put(store, nodeOf("b"), { files: { out: "one" } });
    assertNotEquals((await Deno.stat(path)).ino, (await reader.stat()).ino);
    assertEquals(await store.blobs.check(digest), "whole");
  });
});

Deno.test("a blob is lent in place of nothing that is there", async () => {
  await inTemporaryFolder(async (folder) => {
    const { blobs } = await storeWithBlob(folder);
    await Deno.writeTextFile(`${folder}/a`, "mine");
    await assertRejects(
      () => blobs.lend(digest, `${folder}/a`),
      Deno.errors.AlreadyExists,
    );
    assertEquals(await Deno.readTextFile(`${folder}/a`), "mine");
  });
});

testOnTwoDisks(
  "a blob is lent to another disk as a copy",
  async (folder, otherDisk) => {
    const { blobs } = await storeWithBlob(folder);
    const path = `${otherDisk}/below/a`;
    await blobs.lend(digest, path);
    assertEquals(await Deno.readTextFile(path), "one");
    assertEquals((await Deno.stat(path)).mode! & 0o777, 0o444);
    await Deno.remove(path);
    await assertRejects(() => Deno.stat(path), Deno.errors.NotFound);
    assertEquals(await blobs.check(digest), "whole");
  },
);
