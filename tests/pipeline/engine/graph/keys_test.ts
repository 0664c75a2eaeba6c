import { assertEquals, assertNotEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { keyOf } from "../../../../pipeline/engine/graph/keys.ts";
import { nodeOf } from "../node_of.ts";

const node = nodeOf("train/x", { settings: { eta: 0.01 }, seed: 3 });
const known = {
  code: { "lib/a.ts": "1" },
  inputs: { "x.npz": digestOf("x") },
  v8: "15",
};
const { key, preimage } = keyOf(node, known);

Deno.test("keyOf() is the digest of the very text it gives", () => {
  assertEquals(key, digestOf(preimage));
});

Deno.test("keyOf() changes with code, settings, seed, inputs, outputs, backend and V8", () => {
  const others = [
    keyOf(node, { ...known, code: { "lib/a.ts": "2" } }),
    keyOf({ ...node, settings: { eta: 0.02 } }, known),
    keyOf({ ...node, seed: 4 }, known),
    keyOf(node, { ...known, inputs: { "x.npz": digestOf("y") } }),
    keyOf({ ...node, outputs: ["out", "more"] }, known),
    keyOf({ ...node, backend: "wasm" }, known),
    keyOf({ ...node, entry: "pipeline/nodes/other.ts" }, known),
    keyOf(node, { ...known, v8: "16" }),
  ];
  const keys = new Set([key, ...others.map((other) => other.key)]);
  assertEquals(keys.size, 1 + others.length);
});

Deno.test("keyOf() does not change with where a node stands or its data come from", () => {
  const moved = {
    ...node,
    name: "train/y",
    resources: { source: "/elsewhere" },
    inputs: { "x.npz": { node: "other", output: "z" } },
  };
  assertEquals(keyOf(moved, known).key, key);
  assertNotEquals(keyOf({ ...moved, seed: 0 }, known).key, key);
});

Deno.test("keyOf() changes with the order of settings, in which a program may write them", () => {
  const keys = [{ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2, d: 3 }, a: 1 }, {
    a: 1,
    b: { d: 3, c: 2 },
  }].map((settings) => keyOf({ ...node, settings }, known).key);
  assertEquals(new Set(keys).size, 3);
});
