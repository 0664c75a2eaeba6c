import { assertEquals } from "@std/assert";
import { everythingShown } from "../../../../pipeline/engine/cli/outputs.ts";
import { experiments } from "../../../../pipeline/experiments.ts";
import { figures } from "../../../../pipeline/figures/catalogue.ts";
import { pipeline } from "../../../../pipeline/main.ts";

Deno.test("everythingShown() has the tables, the figures and the page", () => {
  const names = [...experiments.map(({ name }) => name), "corrections"];
  assertEquals([...everythingShown(pipeline).keys()], [
    ...names.map((name) => `tables/${name}.csv`),
    ...figures.map(({ name }) => `figures/${name}.svg`),
    "index.html",
  ]);
  assertEquals(everythingShown(pipeline).get("tables/corrections.csv"), {
    node: "aggregate/corrections",
    output: "table.csv",
  });
  assertEquals(pipeline.tables!.names, names);
});
