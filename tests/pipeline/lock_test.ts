import { assertEquals } from "@std/assert";
import { digestOf } from "../../pipeline/engine/digest.ts";
import { compareWithLock, isLocked } from "../../pipeline/lock.ts";
import type { NodeRecord } from "../../pipeline/store/records.ts";

const [one, two] = [digestOf("1"), digestOf("2")];

function record(outputs: Record<string, typeof one>): NodeRecord {
  return {
    schema: 1,
    key: one,
    node: "n",
    seconds: 1,
    finished: "",
    machine: { os: "", arch: "", cores: 1 },
    versions: {},
    commit: null,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, digest]) => [name, {
        digest,
        bytes: 1,
      }]),
    ),
  };
}

Deno.test("compareWithLock() tells same, different, missing and not locked", () => {
  const lock = {
    schema: 1 as const,
    nodes: { a: { x: one, y: one }, gone: { z: one } },
  };
  const records = new Map([
    ["a", record({ x: one, y: two })],
    ["new", record({ w: one })],
  ]);
  assertEquals(compareWithLock(lock, records), [
    { node: "a", output: "x", verdict: "same", locked: one, made: one },
    { node: "a", output: "y", verdict: "different", locked: one, made: two },
    { node: "gone", output: "z", verdict: "missing", locked: one },
    { node: "new", output: "w", verdict: "not locked", made: one },
  ]);
});

Deno.test("isLocked() wants each output of a record as locked, none more and none less", () => {
  const lock = { schema: 1 as const, nodes: { n: { x: one, y: two } } };
  assertEquals(isLocked(lock, record({ x: one, y: two })), true);
  assertEquals(isLocked(lock, record({ x: one, y: one })), false);
  assertEquals(isLocked(lock, record({ x: one })), false);
  assertEquals(isLocked(lock, record({ x: one, y: two, z: two })), false);
  assertEquals(isLocked({ ...lock, nodes: {} }, record({})), false);
});
