import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  canonicalJson,
  type Json,
} from "../../../../pipeline/engine/text/canonical_json.ts";

Deno.test("canonicalJson() does not depend on the order of keys", () => {
  assertEquals(
    canonicalJson({ b: [1, 0.1], a: { d: null, c: "é" } }),
    '{"a":{"c":"é","d":null},"b":[1,0.1]}',
  );
  assertEquals(
    canonicalJson({ a: 1, b: 2 }),
    canonicalJson({ b: 2, a: 1 }),
  );
});

Deno.test("canonicalJson() reads back to the same value", () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    const text = canonicalJson(value as Json);
    assertEquals(canonicalJson(JSON.parse(text)), text);
    assertEquals(
      JSON.parse(text),
      JSON.parse(JSON.stringify(value)), // −0 is 0 in JSON
    );
  }));
});

Deno.test("canonicalJson() refuses what JSON cannot say", () => {
  for (const value of [NaN, Infinity]) {
    assertThrows(() => canonicalJson({ a: [value] }), TypeError);
  }
});
