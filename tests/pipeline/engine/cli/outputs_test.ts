import { assertEquals } from "@std/assert";
import { everythingShown } from "../../../../pipeline/engine/cli/outputs.ts";
import { experiments } from "../../../../pipeline/studies/experiments.ts";
import { figures } from "../../../../pipeline/figures/catalogue.ts";
import { pipeline } from "../../../../pipeline/main.ts";

Deno.test("everythingShown() has the tables, the figures, of lines and of pixels, and the page", () => {
  const names = [...experiments.map(({ name }) => name), "corrections"];
  const shown = everythingShown(pipeline);
  assertEquals(shown.map(({ place }) => place), [
    ...experiments.flatMap(({ name, mnist }) => [
      `tables/${name}.csv`,
      ...mnist ? [`tables/${name}.parquet`] : [],
      ...["curves", "ends"].map((of) => `tables/${name}-${of}.csv`),
    ]),
    "tables/corrections.csv",
    ...["svg", "png"].flatMap((format) =>
      figures.map(({ name }) => `figures/${name}.${format}`)
    ),
    "index.html",
  ]);
  const place = "tables/corrections.csv";
  assertEquals(shown.find((other) => other.place === place), {
    ...{ place, node: "aggregate/corrections", output: "table.csv" },
  });
  assertEquals(pipeline.tables!.names, names);
});
