import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { Historian } from "../../../../pipeline/engine/run/why.ts";
import { SourceMemory } from "../../../../pipeline/engine/store/source_memory.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { keyFor, put } from "../store/put.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";

const [a, b] = ["one; // this", "two;"];
const node = (name = "train/x", eta = 1) => nodeOf(name, { settings: { eta } });
const codeOf = (...texts: string[]) =>
  Object.fromEntries(texts.map((text, i) => [`lib/${i}.ts`, digestOf(text)]));

/** A store in which `train/x` has run with sources `a` and `b`, and a way to ask of others. */
async function withHistory(
  work: (
    reasonFor: (name: string, texts: string[], eta?: number) => Promise<string>,
    store: Store,
  ) => Promise<void>,
) {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const memory = new SourceMemory(`${store.root}/sources`);
    const remember = (...texts: string[]) => {
      const bytes = (text: string) => new TextEncoder().encode(text);
      memory.remember(new Map(texts.map((t) => [digestOf(t), bytes(t)])));
    };
    remember(a, b);
    const key = keyFor(node(), { code: codeOf(a, b) });
    await put(store, node(), { key });
    await work(async (name, texts, eta = 1) => {
      remember(...texts);
      const key = keyFor(node(name, eta), { code: codeOf(...texts) });
      return await new Historian(store).reasonFor(name, key);
    }, store);
  });
}

Deno.test("Historian says of comments and layout that nothing else changed", async () => {
  await withHistory(async (reasonFor) => {
    assertEquals(
      await reasonFor("train/x", ["one; // that", b]),
      "code lib/0.ts changed (comments only)",
    );
    assertEquals(
      await reasonFor("train/x", [a, "two ;"]),
      "code lib/1.ts changed (layout only)",
    );
    assertEquals(
      await reasonFor("train/x", ["one; // that", "two; // more"]),
      "code lib/0.ts and 1 more changed (comments only)",
    );
    assertEquals(
      await reasonFor("train/x", [" one; // this", "two; // more"]),
      "code lib/1.ts and 1 more changed (comments and layout only)",
    );
  });
});

Deno.test("Historian names what runs before what does not", async () => {
  await withHistory(async (reasonFor) => {
    assertEquals(
      await reasonFor("train/x", ["one; // that", "three;"]),
      "code lib/1.ts changed, and 1 more",
    );
    assertEquals(
      await reasonFor("train/x", ["one; // that", b], 2),
      "settings.eta 1 → 2, and 1 more",
    );
  });
});

Deno.test("Historian calls a source changed of which nothing is remembered", async () => {
  await withHistory(async (reasonFor, store) => {
    await Deno.remove(`${store.root}/sources/${digestOf(a)}`);
    assertEquals(
      await reasonFor("train/x", ["one; // that", b]),
      "code lib/0.ts changed",
    );
  });
});

Deno.test("Historian finds the same work under another name, and no other", async () => {
  await withHistory(async (reasonFor) => {
    assertEquals(
      await reasonFor("train/twin", [a, "three;"]),
      "code lib/1.ts changed",
    );
    assertEquals(await reasonFor("train/other", [a, b], 2), "never built");
    assertEquals(await reasonFor("render/x", [a, b]), "never built");
  });
});

Deno.test("Historian does not compare with a damaged preimage", async () => {
  await withHistory(async (reasonFor, store) => {
    const { key } = (await store.records.all())[0];
    const path = `${store.root}/pre/${key.slice(0, 2)}/${key}.json`;
    await Deno.writeTextFile(
      path,
      (await Deno.readTextFile(path)).replace(
        '"eta":1',
        '"eta":3',
      ),
    );
    assertEquals(await reasonFor("train/x", [a, b], 2), "never built");
    await Deno.writeTextFile(path, '{"sche');
    assertEquals(await reasonFor("train/x", [a, b], 2), "never built");
  });
});
