import { assertEquals, assertThrows } from "@std/assert";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import {
  entriesOf,
  readLocated,
} from "../../../../pipeline/engine/text/located_json.ts";

Deno.test("readLocated() gives each value its line and column", () => {
  const text =
    '{ // a comment\r\n  "a": [1,\n   "two",],\r  "b": {"c": null,},\n}';
  const { value, where, entries: [a, b] } = readLocated(text, "f");
  assertEquals(value, { a: [1, "two"], b: { c: null } });
  assertEquals(where, "f:1:1");
  assertEquals([a.where, a.at.where], ["f:2:3", "f:2:8"]);
  assertEquals(a.at.items.map(({ where }) => where), ["f:2:9", "f:3:4"]);
  assertEquals(b.at.entries[0].at.where, "f:4:14");
});

Deno.test("readLocated() finds the places of many lines", () => {
  const lines = 60_000;
  const { items } = readLocated(`[${"\n1,".repeat(lines)}]`, "f");
  assertEquals(items[lines - 1].where, `f:${lines + 1}:1`);
});

Deno.test("readLocated() takes a byte order mark for none of the text", () => {
  assertEquals(readLocated("\uFEFF{}", "f").where, "f:1:1");
});

Deno.test("readLocated() takes any key for a key", () => {
  const { value } = readLocated('{"__proto__": {"a": 1}}', "f");
  assertEquals(Object.keys(value!), ["__proto__"]);
});

const refused: [text: string, why: string][] = [
  ["// only this", "f:1:13: no value stands here; write one"],
  ['{\n  "a": 1\n  "b": 2\n}', "f:3:3: no comma stands before it; write one"],
  [
    "{a: 1}",
    "f:1:2: it is no value of JSON; words stand in double quotes, and numbers are written as 0.5, -3 or 1e-4",
  ],
  ['{"a": 1', "f:1:8: an object does not end; close it with }"],
  ["[1, 2", "f:1:6: a list does not end; close it with ]"],
  ["{} {}", "f:1:4: a value ends before it; leave out what follows"],
  [
    '{"a": 1.}',
    "f:1:7: it is no number; write one as 0.5, -3 or 1e-4",
  ],
  ['{"a" 1}', "f:1:6: no colon stands between key and value; write one"],
  ['{"a": 1,,}', "f:1:9: no key stands here; write one in double quotes"],
  ['{"a": "x', "f:1:7: a text does not end; close it with a double quote"],
  ["{} /* a", "f:1:4: a comment does not end; close it with */"],
  [
    '{"a": "\\q"}',
    "f:1:7: a text has \\ before a letter that takes none; write \\\\ for \\ itself",
  ],
  [
    '{"a": "\\u1"}',
    "f:1:7: a text has \\u without four digits; write one such as \\u03b7",
  ],
  ['{"a": "\t"}', "f:1:7: a text holds a control character; leave it out"],
  [
    '{"a": 1,\n "a": 2}',
    "f:2:2: a stands at f:1:2 already; leave out one of the two",
  ],
  ["[".repeat(1e5), "f: it is nested too deeply; leave out lists in lists"],
];

Deno.test("readLocated() refuses what is no JSON, and names place and remedy", () => {
  for (const [text, why] of refused) {
    const { message, exitCode } = assertThrows(
      () => readLocated(text, "f"),
      CliError,
    );
    assertEquals([message, exitCode], [`Cannot read ${why}`, 2]);
  }
});

Deno.test("entriesOf() refuses what is no object, and keys that are unknown", () => {
  const refusal = (text: string) =>
    assertThrows(
      () => entriesOf(readLocated(text, "f"), "it", ["eta", "clip"]),
      CliError,
    ).message;
  for (
    const [text, kind] of [
      ["[1]", "a list"],
      ["null", "null"],
      ['"a"', 'the text "a"'],
      ["1e999", "the number Infinity"],
      ["true", "true"],
    ]
  ) {
    assertEquals(
      refusal(text),
      `Cannot read f:1:1: it is ${kind}; write an object, {…}`,
    );
  }
  assertEquals(
    refusal('{"etta": 1}'),
    "Cannot read f:1:2: etta is no key of it; did you mean eta?",
  );
});

Deno.test("readLocated() reads lists in lists, or says that they are too many, however deep they are", () => {
  const why =
    "Cannot read f: it is nested too deeply; leave out lists in lists";
  for (let depth = 250; depth < 6000; depth += 250) {
    try {
      readLocated("[".repeat(depth) + "]".repeat(depth), "f");
    } catch (error) {
      assertEquals((error as Error).message, why, `${depth}`);
    }
  }
});
