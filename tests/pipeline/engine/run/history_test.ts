import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { summariseDifferences } from "../../../../pipeline/engine/graph/differences.ts";
import { Historian } from "../../../../pipeline/engine/run/history.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { keyFor, put } from "../store/put.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";

const [a, b] = ["one;", "two;"];
const node = (name = "train/x", eta = 1) => nodeOf(name, { settings: { eta } });
const codeOf = (...texts: string[]) =>
  Object.fromEntries(texts.map((text, i) => [`lib/${i}.ts`, digestOf(text)]));

/** A store in which `train/x` has run with sources `a` and `b`, and a way to ask of others. */
async function withHistory(
  work: (
    reasonFor: (name: string, texts: string[], eta?: number) => string,
    store: Store,
  ) => void | Promise<void>,
) {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const key = keyFor(node(), { code: codeOf(a, b) });
    await put(store, node(), { key });
    await work((name, texts, eta = 1) => {
      const key = keyFor(node(name, eta), { code: codeOf(...texts) });
      return summariseDifferences(
        new Historian(store).differencesFor(name, key),
      );
    }, store);
  });
}

Deno.test("Historian names the first difference, and says how many more there are", async () => {
  await withHistory((reasonFor) => {
    assertEquals(reasonFor("train/x", ["x;", b]), "code lib/0.ts changed");
    assertEquals(
      reasonFor("train/x", ["x;", "y;"]),
      "code lib/0.ts changed, and 1 more",
    );
    assertEquals(
      reasonFor("train/x", ["x;", b], 2),
      "settings.eta 1 → 2, and 1 more",
    );
  });
});

Deno.test("Historian finds the same work under another name, and no other", async () => {
  await withHistory((reasonFor) => {
    assertEquals(
      reasonFor("train/twin", [a, "three;"]),
      "code lib/1.ts changed",
    );
    assertEquals(reasonFor("train/other", [a, b], 2), "never built");
    assertEquals(reasonFor("render/x", [a, b]), "never built");
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
    assertEquals(reasonFor("train/x", [a, b], 2), "never built");
    await Deno.writeTextFile(path, '{"sche');
    assertEquals(reasonFor("train/x", [a, b], 2), "never built");
  });
});
