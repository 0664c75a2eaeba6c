import { assertEquals } from "@std/assert";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { partsOf } from "../../../pipeline/engine/source_parts.ts";
import { SourceMemory } from "../../../pipeline/store/source_memory.ts";
import { inTemporaryFolder } from "../temporary_folder.ts";

const source = digestOf("a;");

Deno.test("SourceMemory gives back what it was told, and says what it knows", async () => {
  await inTemporaryFolder(async (folder) => {
    const memory = new SourceMemory(`${folder}/sources`);
    assertEquals(memory.known(), new Set());
    assertEquals(await memory.read(source), undefined);
    await memory.remember(source, partsOf("a;"));
    assertEquals(memory.known(), new Set([source]));
    assertEquals(await memory.read(source), partsOf("a;"));
  });
});

Deno.test("SourceMemory takes what is torn for unknown", async () => {
  await inTemporaryFolder(async (folder) => {
    const memory = new SourceMemory(folder);
    await Deno.writeTextFile(`${folder}/${source}.json`, '{"code":"12');
    assertEquals(await memory.read(source), undefined);
  });
});
