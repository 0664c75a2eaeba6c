import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import type { Preimage } from "../../../../pipeline/engine/graph/keys.ts";
import { differencesOf } from "../../../../pipeline/engine/graph/differences.ts";

const before: Preimage = {
  schema: 1,
  kind: "pipeline/nodes/train.ts",
  code: { "lib/a.ts": "1", "lib/b.ts": "1", "npm:x@1": "s" },
  settings: { model: { leak: 0.1 }, settings: { eta: 0.01, clip: 10 } },
  order: ["", "model", "leak", "settings", "eta", "clip"],
  seed: 0,
  inputs: { "initial.npz": digestOf("i") },
  outputs: ["out"],
  backend: null,
  v8: "15",
};
const described = (after: Preimage) => differencesOf(before, after);

Deno.test("differencesOf() finds none between equal keys", () => {
  assertEquals(differencesOf(before, structuredClone(before)), []);
});

Deno.test("differencesOf() names the setting that changed, with both values", () => {
  const settings = { model: { leak: 0.1 }, settings: { eta: 0.02, clip: 10 } };
  assertEquals(described({ ...before, settings }), [
    "settings.settings.eta 0.01 → 0.02",
  ]);
});

Deno.test("differencesOf() names settings before code, and files that come or go", () => {
  const after = {
    ...before,
    seed: 1,
    code: { "lib/a.ts": "2", "lib/c.ts": "1", "npm:x@1": "s" },
    backend: "wasm",
  };
  assertEquals(described(after), [
    "seed 0 → 1",
    'backend null → "wasm"',
    "code lib/a.ts changed",
    "code lib/b.ts is gone",
    "code lib/c.ts is new",
  ]);
});

Deno.test("differencesOf() looks into lists that are equally long, and tells of a long value its beginning", () => {
  const list = (label: string) => ({
    experiments: [{ label: "a" }, { label }],
  });
  const long = "many words ".repeat(20);
  const of = (label: string) =>
    differencesOf(
      { ...before, settings: list("b") },
      { ...before, settings: list(label) },
    );
  assertEquals(of("c"), ['settings.experiments.1.label "b" → "c"']);
  const [told] = of(long);
  assertEquals(told.at(-1), "…");
  assertEquals(told.length < 120, true);
  const shorter = { ...before, settings: { experiments: [{ label: "a" }] } };
  assertEquals(
    differencesOf({ ...before, settings: list("b") }, shorter).length,
    1,
  );
});

Deno.test("differencesOf() names another order of settings where nothing else differs", () => {
  const order = before.order.toReversed();
  assertEquals(described({ ...before, order }), ["settings in another order"]);
  assertEquals(described({ ...before, order, seed: 1 }), ["seed 0 → 1"]);
});
