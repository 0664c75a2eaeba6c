import { assert, assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { readText } from "../../../../pipeline/engine/store/shared_disks.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { onLateDisk } from "../../../support/late_disk.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";
import { put } from "./put.ts";

Deno.test("what another machine has published is found once the store has asked again, record or blob", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const { key, outputs: { out } } = await put(store, nodeOf("a"));
    const isFound = async () => (await store.lookUp(key, ["out"])).found;
    const late = [
      store.records.path("ac", key),
      store.blobs.path(out.digest),
    ];
    for (const path of late) {
      await onLateDisk(path, async (appear) => {
        store.askAgain(key);
        assert(!await isFound());
        appear();
        assert(!await isFound());
        store.askAgain(key);
        assert(await isFound());
      });
    }
  });
});

Deno.test("to ask again for what never was makes nothing", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    store.askAgain(digestOf("a key"));
    assertEquals([...Deno.readDirSync(`${store.root}/ac`)], []);
  });
});

Deno.test("readText() reads again where another machine has replaced the file meanwhile", async () => {
  await inTemporaryFolder((folder) => {
    const path = `${folder}/file`;
    Deno.writeTextFileSync(path, "new");
    const { readTextFileSync } = Deno;
    const stale = Object.assign(new Error("Stale file handle (os error 116)"), {
      code: "ESTALE",
    });
    const faults = [stale, stale];
    Deno.readTextFileSync = (path) => {
      const fault = faults.pop();
      if (fault) throw fault;
      return readTextFileSync(path);
    };
    try {
      assertEquals(readText(path), "new");
      assertEquals(readText(`${folder}/nothing`), undefined);
    } finally {
      Deno.readTextFileSync = readTextFileSync;
    }
  });
});
