import { assertEquals } from "@std/assert";
import {
  digestOf,
  shortDigest,
} from "../../../../pipeline/engine/files/digest.ts";
import type { LockRow } from "../../../../pipeline/engine/lock/lock.ts";
import {
  describeChanges,
  describeDeviations,
  verdictTable,
} from "../../../../pipeline/engine/lock/lock_text.ts";

const [one, two] = [digestOf("1"), digestOf("2")];
const [short, other] = [one, two].map(shortDigest);

const rows: LockRow[] = [
  { node: "a", output: "x", verdict: "same", locked: one, made: one },
  { node: "a", output: "y", verdict: "different", locked: one, made: two },
  { node: "gone", output: "z", verdict: "missing", locked: one },
  { node: "new", output: "w", verdict: "not locked", made: two },
];

Deno.test("verdictTable() counts verdicts by node", () => {
  assertEquals(verdictTable(rows), [
    "node  same  different  missing  not locked",
    "a        1          1        -           -",
    "gone     -          -        1           -",
    "new      -          -        -           1",
    "all      1          1        1           1",
  ]);
});

Deno.test("describeDeviations() tells each output that is not as locked, with its digests", () => {
  assertEquals(describeDeviations(rows), [
    `different   a y: locked ${short}, made ${other}`,
    `missing     gone z: locked ${short}`,
    `not locked  new w: made ${other}`,
  ]);
});

Deno.test("describeChanges() tells what a new lock changes, adds and removes", () => {
  assertEquals(describeChanges(rows), [
    `changed  a y: ${short} → ${other}`,
    `removed  gone z: ${short}`,
    `added    new w: ${other}`,
  ]);
});

Deno.test("verdictTable() takes as many nodes as any run may have", () => {
  const many = Array.from({ length: 200_000 }, (_, i) => (
    { ...rows[0], node: `node-${i}` }
  ));
  const table = verdictTable(many);
  assertEquals(table.length, many.length + 2);
  assertEquals(table[1], "node-0            1          -        -           -");
});
