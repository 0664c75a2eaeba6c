import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Json } from "../../../../pipeline/engine/text/canonical_json.ts";
import { jsonText } from "../../../../pipeline/engine/text/json_text.ts";

Deno.test("jsonText() breaks what does not fit in a line of 80 letters", () => {
  const short = { rule: "DI", leak: 0.01, lists: [[], {}, [1, 2]] };
  assertEquals(
    jsonText(short),
    '{ "rule": "DI", "leak": 0.01, "lists": [[], {}, [1, 2]] }',
  );
  const long = { models: { DI: short, "DI-2": { ...short, more: "x" } } };
  assertEquals(
    jsonText(long),
    `{
  "models": {
    "DI": { "rule": "DI", "leak": 0.01, "lists": [[], {}, [1, 2]] },
    "DI-2": {
      "rule": "DI",
      "leak": 0.01,
      "lists": [[], {}, [1, 2]],
      "more": "x"
    }
  }
}`,
  );
});

Deno.test("jsonText() says what JSON says, in lines of at most 80 letters where words allow", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    assertEquals(
      JSON.parse(jsonText(value as Json)),
      JSON.parse(JSON.stringify(value)),
    );
  }));
  const words = fc.array(fc.constantFrom("a", "word", "a longer one"));
  fc.assert(fc.property(fc.array(fc.record({ a: words, b: words })), (list) => {
    for (const line of jsonText(list).split("\n")) {
      assert(line.length <= 80, line);
    }
  }));
});
