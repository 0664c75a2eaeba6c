import { assertEquals, assertThrows } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { RemoteError } from "../../../../pipeline/engine/remote/remote.ts";
import {
  recordFrom,
  sameOutputs,
} from "../../../../pipeline/engine/remote/transfer.ts";
import { nodeOf } from "../node_of.ts";

const key = digestOf("key");
const node = nodeOf("train/x", { outputs: ["b", "a"] });
const good = {
  schema: 1 as const,
  key,
  node: "train/x",
  outputs: {
    a: { digest: digestOf("one"), bytes: 3 },
    b: { digest: digestOf("two"), bytes: 0 },
  },
  seconds: 1.5,
  finished: "2020-01-01T00:00:00.000Z",
  machine: { os: "linux", arch: "x86_64", cores: 2 },
  versions: { deno: "2" },
  commit: null,
};
const output = (bytes: number) => ({ digest: digestOf("one"), bytes });

Deno.test("recordFrom() takes the record of the key that was asked for, whatever node it was made for", () => {
  assertEquals(recordFrom(JSON.stringify(good), { node, key }), good);
  const twin = JSON.stringify({ ...good, node: "train/y" });
  assertEquals(recordFrom(twin, { node, key }), good);
  const { b } = good.outputs;
  const long = { ...good, outputs: { a: output(2 ** 30), b } };
  assertEquals(recordFrom(JSON.stringify(long), { node, key }), long);
});

Deno.test("recordFrom() says what is wrong with any other", () => {
  const { a, b } = good.outputs;
  const cases: [string, string][] = [
    ["", "unreadable"],
    ["null", "unreadable"],
    [JSON.stringify({ ...good, schema: 2 }), "unreadable"],
    [
      JSON.stringify({ ...good, outputs: { a, b: { digest: "../x" } } }),
      "unre",
    ],
    [JSON.stringify({ ...good, key: digestOf("other") }), "another key"],
    [JSON.stringify({ ...good, outputs: { a } }), "other outputs"],
    [JSON.stringify({ ...good, outputs: { a, b, c: b } }), "other outputs"],
    [JSON.stringify({ ...good, outputs: { a, "../b": b } }), "other outputs"],
    [JSON.stringify({ ...good, outputs: { a, b: output(-1) } }), "unreadable"],
    [JSON.stringify({ ...good, outputs: { a, b: output(0.5) } }), "unreadable"],
    [
      JSON.stringify({ ...good, outputs: { a, b: output(1e15) } }),
      "unreadable",
    ],
    [JSON.stringify(good).replace("1.5", "1e999"), "unreadable"],
    [JSON.stringify({ ...good, finished: "\x1b[2J" }), "unreadable"],
    [JSON.stringify({ ...good, finished: "\u202e" }), "unreadable"],
    [JSON.stringify({ ...good, versions: { "\x07": "" } }), "unreadable"],
  ];
  for (const [text, says] of cases) {
    assertThrows(() => recordFrom(text, { node, key }), RemoteError, says);
  }
});

Deno.test("sameOutputs() compares digests, whatever the circumstances", () => {
  const { a, b } = good.outputs;
  assertEquals(sameOutputs(good, { ...good, seconds: 7 }), true);
  assertEquals(sameOutputs(good, { ...good, outputs: { b, a } }), true);
  assertEquals(sameOutputs(good, { ...good, outputs: { a, b: a } }), false);
  assertEquals(sameOutputs(good, { ...good, outputs: { a } }), false);
  assertEquals(sameOutputs({ ...good, outputs: { a } }, good), false);
});
