import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { rulesSection } from "../../../pipeline/report/rules_section.ts";

type Models = Parameters<typeof rulesSection>[0]["models"];

const textOf = (models: Models) => sectionMarkup(rulesSection({ models })).text;
const termsOf = (models: Models) =>
  [...textOf(models).matchAll(/<dt>(.*?)<\/dt><dd>(\S+)/g)]
    .map(([, term, first]) => [term, first]);

Deno.test("rulesSection() explains the rules of the models that there are, and names one it has no words for", () => {
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

Deno.test("rulesSection() names added models after the published ones of their rule", () => {
  const published = [{ name: "DI", rule: "DI" }, { name: "DI-2", rule: "DI" }];
  const added = [
    { name: "mine", rule: "DI", added: true } as const,
    { name: "deep", rule: "SDI", added: true } as const,
  ];
  assertEquals(termsOf([...published, ...added]), [
    ["DI, DI-2; added: mine", "Dynamic"],
    ["added: deep", "Single-loop"],
  ]);
  const twice = added.map((model) => ({ ...model, name: "mine" }))
    .map((model, k) => ({ ...model, of: ["Here", "There"][k] }));
  assertEquals(termsOf(twice).map(([names]) => names), [
    "added: mine (Here)",
    "added: mine (There)",
  ]);
});

Deno.test("rulesSection() explains the weight mirror where it teaches a model's feedback", () => {
  const fixed = { name: "NDI", rule: "NDI" };
  const taught = { name: "NDI-mirror", rule: "NDI", mirrored: true } as const;
  assertEquals(termsOf([fixed]), [["NDI", "Non-dynamic"]]);
  assertEquals(termsOf([fixed, taught]), [
    ["NDI, NDI-mirror", "Non-dynamic"],
    ["NDI-mirror", "Weight"],
  ]);
});

Deno.test("rulesSection() says of DI what is true of the paper's experiments, or of those beyond it", () => {
  const models = [{ name: "DI", rule: "DI" }];
  const [published, further] = [{}, { beyond: true as const }].map((more) =>
    sectionMarkup(rulesSection({ models, ...more })).text
  );
  assertStringIncludes(published, "The three differ in the leak");
  assertStringIncludes(further, "is multiplied by the slope");
  assertEquals(further.includes("The three differ"), false);
});
