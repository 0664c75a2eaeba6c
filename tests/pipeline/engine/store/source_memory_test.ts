import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { SourceMemory } from "../../../../pipeline/engine/store/source_memory.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const source = digestOf("a;");

Deno.test("SourceMemory gives back what it was told, and says what it knows", async () => {
  await inTemporaryFolder(async (folder) => {
    const memory = new SourceMemory(`${folder}/sources`);
    assertEquals(memory.known(), new Set());
    assertEquals(await memory.read(source), undefined);
    memory.remember(new Map([[source, new TextEncoder().encode("a;")]]));
    assertEquals(memory.known(), new Set([source]));
    assertEquals(await memory.read(source), "a;");
  });
});

Deno.test("SourceMemory takes what is damaged for unknown", async () => {
  await inTemporaryFolder(async (folder) => {
    const memory = new SourceMemory(folder);
    await Deno.writeTextFile(`${folder}/${source}`, "b;");
    assertEquals(await memory.read(source), undefined);
  });
});
