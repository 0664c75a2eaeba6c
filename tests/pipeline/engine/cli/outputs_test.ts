import { assertEquals } from "@std/assert";
import { correctionsOf } from "../../../../pipeline/corrections.ts";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import { experiments } from "../../../../pipeline/experiments.ts";
import {
  everythingShown,
  shownAt,
} from "../../../../pipeline/engine/cli/outputs.ts";
import { publishedSettings } from "../../../../pipeline/settings.ts";
import { stages } from "../../../../pipeline/stages.ts";

Deno.test("everythingShown() is what the nodes show, all of it", () => {
  const studies = experiments.map((experiment) => ({
    ...experiment,
    settings: publishedSettings(experiment),
    corrections: correctionsOf(experiment.name),
    label: "",
  }));
  const graph = graphOf(
    stages({ studies, seeds: [0], profile: "paper", mnistSource: "/m" }),
  );
  const shown = [...graph.values()].flatMap(({ name, outputs }) =>
    outputs.flatMap((output) => shownAt(name, output) ?? [])
  );
  assertEquals(everythingShown().sort(), shown.sort());
});
