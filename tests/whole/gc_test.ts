import { assertEquals, assertStringIncludes } from "@std/assert";
import { Store } from "../../pipeline/engine/store/store.ts";
import { commandLine } from "../support/command_line.ts";
import { nodeOf } from "../pipeline/engine/node_of.ts";
import { put } from "../pipeline/engine/store/put.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("gc wants a limit that it can read, and no names", async () => {
  await inTemporaryFolder(async (store) => {
    const refusals: [string[], string][] = [
      [[], "there is no limit; give --older-than 30d, --max-size 2GB or both"],
      [["--older-than", "30"], "it is not a time such as 30d"],
      [["--max-size", "2"], "it is not a size such as 2GB"],
      [["train/x", "--max-size=2GB"], "Cannot run gc: it takes no names"],
    ];
    for (const [words, says] of refusals) {
      const { code, stderr } = await commandLine(
        ...["gc", ...words, "--store", store],
      );
      assertEquals(code, 2, stderr);
      assertStringIncludes(stderr, "error: Cannot ");
      assertStringIncludes(stderr, says);
    }
    assertEquals([...Deno.readDirSync(store)], []);
  });
});

Deno.test("gc tells what it would remove, removes it, and has nothing to do then", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const { key } = await put(store, nodeOf("train/x"));
    const longAgo = new Date(Date.UTC(2020, 0, 31));
    const record = `${store.root}/ac/${key.slice(0, 2)}/${key}.json`;
    await Deno.utime(record, longAgo, longAgo);

    const gc = async (...words: string[]) => {
      const { code, stdout, stderr } = await commandLine(
        ...["gc", "--store", folder, "--older-than", "30d", ...words],
      );
      assertEquals(code, 0, stderr);
      return stdout;
    };
    const told = await gc("--dry-run");
    assertStringIncludes(told, "would remove  train/x: 1 record");
    assertStringIncludes(told, "last used 2020-01-31");
    assertEquals((await store.records.all()).length, 1);
    assertStringIncludes(await gc(), "removed  train/x: 1 record");
    assertEquals(await store.records.all(), []);
    assertEquals((await gc()).startsWith("store: "), true);
  });
});
