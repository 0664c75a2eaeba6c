import { assert, assertEquals } from "@std/assert";
import { overview } from "../../../pipeline/report/overview.ts";

const termsOf = (models: Parameters<typeof overview>[0]) =>
  [...overview(models).text.matchAll(/<dt>(.*?)<\/dt><dd>(\S+)/g)]
    .map(([, term, first]) => [term, first]);

Deno.test("overview() explains the rules of the models that there are, and names one it has no words for", () => {
  const models = [
    { name: "DFA", rule: "DFA" },
    { name: "NDI", rule: "NDI" },
    { name: "DI", rule: "DI" },
    { name: "DI-2", rule: "DI" },
  ];
  assertEquals(termsOf(models), [
    ["DI, DI-2", "Dynamic"],
    ["NDI", "Non-dynamic"],
    ["DFA", "The"],
  ]);
  assert(overview(models).text.includes("The rule DFA, which"));
});
