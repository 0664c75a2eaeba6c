import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  formatList,
  listOf,
  parseList,
} from "../../../../pipeline/engine/lock/digest_list.ts";
import { parseLock } from "../../../../pipeline/engine/lock/lock.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";

const digest = digestOf("1");
const record: NodeRecord = {
  schema: 1,
  ...{ key: digest, node: "n", seconds: 1, finished: "", commit: null },
  machine: { os: "linux", arch: "x86_64", cores: 2 },
  versions: { deno: "2.9.6", v8: "15" },
  outputs: { out: { digest, bytes: 1 } },
};
const of = { profile: "day", commit: "c" };
const list = listOf(new Map([["n", record]]), { "*": [0, 3] }, of);

Deno.test("a list says profile, commit, keys, machines and digests, and can be read again, as a lock too", () => {
  const nodes = { n: { out: digest } };
  assertEquals(list, {
    ...{ schema: 1, seeds: [0, 3], ...of },
    keys: { n: digest },
    makers: { n: "linux x86_64, 2 cores; deno 2.9.6, v8 15" },
    nodes,
  });
  const text = formatList(list);
  assertEquals(parseList(text), list);
  assertEquals(parseLock(text), { schema: 1, seeds: [0, 3], nodes });
});

Deno.test("parseList() takes no text that is torn, of another kind, or would speak to a terminal", () => {
  const bad: unknown[] = [
    ...[null, [], {}, { ...list, schema: 2 }],
    { ...list, keys: { n: "1" } },
    { ...list, profile: "a\u001b[2Jb" },
    { ...list, nodes: { n: { out: "1" } } },
    { ...list, makers: { n: "a\u001b[2Jb" } },
  ];
  const texts = [
    formatList(list).slice(0, -3),
    ...bad.map((each) => JSON.stringify(each)),
  ];
  for (const text of texts) assertEquals(parseList(text), undefined, text);
});
