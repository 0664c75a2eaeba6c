import { assertEquals } from "@std/assert";
import { aboutSection } from "../../../pipeline/report/about_section.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";

Deno.test("aboutSection() explains the dashes of added models where there are any", () => {
  const explains = (added?: true) => {
    const models = [{ name: "mine", rule: "DI", ...added && { added } }];
    return sectionMarkup(aboutSection({ models })).text
      .includes("long or uneven dashes");
  };
  assertEquals([explains(), explains(true)], [false, true]);
});
