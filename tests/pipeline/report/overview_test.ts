import { assert, assertEquals } from "@std/assert";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { overview } from "../../../pipeline/report/overview.ts";

const textOf = (models: { name: string; rule: string }[]) =>
  sectionMarkup(overview({ models })).text;
const termsOf = (models: { name: string; rule: string }[]) =>
  [...textOf(models).matchAll(/<dt>(.*?)<\/dt><dd>(\S+)/g)]
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
  assert(textOf(models).includes("The rule DFA, which"));
});
