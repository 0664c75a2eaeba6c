import { assertEquals } from "@std/assert";
import { everythingShown } from "../../../../pipeline/engine/cli/outputs.ts";
import {
  experimentNames,
  experimentsOf,
} from "../../../../pipeline/studies/experiments.ts";
import {
  experimentsOf as shownIn,
  figures,
} from "../../../../pipeline/figures/catalogue.ts";
import { pipeline } from "../../../../pipeline/main.ts";

/** The places of a profile, with its corrections, if it has any. */
function placesOf(profile: string, corrections: string[]): string[] {
  const experiments = experimentsOf(profile);
  const isThere = (name: string) =>
    experiments.some((one) => one.name === name);
  const drawn = figures.filter((figure) => shownIn(figure).every(isThere));
  return [
    ...experiments.flatMap(({ name, mnist }) => [
      `tables/${name}.csv`,
      ...mnist ? [`tables/${name}.parquet`] : [],
      ...["curves", "ends"].map((of) => `tables/${name}-${of}.csv`),
    ]),
    ...corrections,
    ...["svg", "png"].flatMap((format) =>
      drawn.map(({ name }) => `figures/${name}.${format}`)
    ),
    "index.html",
  ];
}

Deno.test("everythingShown() has the tables, the figures, of lines and of pixels, and the page, of every profile", () => {
  const place = "tables/corrections.csv";
  const shown = everythingShown(pipeline);
  assertEquals(
    shown.map(({ place }) => place),
    [...new Set([...placesOf("paper", [place]), ...placesOf("beyond", [])])],
  );
  assertEquals(shown.find((other) => other.place === place), {
    ...{ place, node: "aggregate/corrections", output: "table.csv" },
  });
  assertEquals(pipeline.tables!.names, [...experimentNames, "corrections"]);
});
