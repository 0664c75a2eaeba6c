import { assertEquals } from "@std/assert";
import { suggest } from "../../../../pipeline/engine/text/suggest.ts";

const few = ["eta", "clip", "block", "decay", "epochs"];
const many = [
  ...["linear", "linear-normalised", "nonlinear"],
  ...["linear/BP", "linear/DI", "nonlinear/BP", "nonlinear/DI"],
  ...["figure-3a", "figure-3b", "figure-4a"],
];

Deno.test("suggest() gives the nearest names, else lists what there is", () => {
  assertEquals(suggest("mas", ["mermaid"]), "there is mermaid");
  assertEquals(suggest("xml", ["text", "json"]), "there are text, json");
  const list = few.join(", ");
  assertEquals(suggest("eat", few), "did you mean eta?");
  assertEquals(suggest("ep", few), "did you mean epochs?");
  assertEquals(suggest("JSON", ["text", "json"]), "did you mean json?");
  assertEquals(suggest("di-1", ["DI-1x", "DI-1"]), "did you mean DI-1?");
  assertEquals(suggest("zzzz", few), `there are ${list}`);
  assertEquals(suggest("", few), `there are ${list}`);
});

Deno.test("suggest() gives of many names those that begin so, without what only adds to them", () => {
  assertEquals(
    suggest("lin", many),
    "did you mean linear or linear-normalised?",
  );
  assertEquals(
    suggest("L?N*r", many, "it"),
    "did you mean linear? it lists all",
  );
});

Deno.test("suggest() gives those of which a part begins so, where no name does", () => {
  assertEquals(suggest("3", many), "did you mean figure-3a or figure-3b?");
  assertEquals(
    suggest("3b", [...many, "render/figure-3b"]),
    "did you mean figure-3b?",
  );
  assertEquals(
    suggest("BP", many),
    "did you mean linear/BP or nonlinear/BP?",
  );
});

Deno.test("suggest() gives what looks like the word, the most alike first, where no part begins so", () => {
  assertEquals(suggest("linaer/BP", many), "did you mean linear/BP?");
  assertEquals(
    suggest("figure-5a", many),
    "did you mean figure-3a, figure-4a or figure-3b?",
  );
});

Deno.test("suggest() never gives more than eight names", () => {
  const names = Array.from({ length: 1000 }, (_, i) => `name-${i}`);
  assertEquals(suggest("na", names).split(/, | or /).length, 8);
  assertEquals(
    suggest("zzz", names, "it"),
    `there are ${names.slice(0, 8).join(", ")} and 992 more, which it lists`,
  );
});

Deno.test("suggest() takes no longer for a pattern of many stars", () => {
  const known = ["a".repeat(200), "b"];
  assertEquals(suggest(`${"*?".repeat(40)}Z`, known), suggest("Z", known));
});
