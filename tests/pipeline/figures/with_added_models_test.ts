import { assertEquals, assertStrictEquals } from "@std/assert";
import { withAddedModels } from "../../../pipeline/figures/added_models.ts";
import {
  experiments,
  published,
} from "../../../pipeline/studies/experiments.ts";
import { figures } from "../../../pipeline/figures/catalogue.ts";
import type { Composite, Panel } from "../../../pipeline/figures/figure.ts";
import {
  figure3,
  figure3a,
  figure3c,
  figure3k,
} from "../../../pipeline/figures/figure_3.ts";
import { sweepFigures } from "../../../pipeline/figures/sweep_figures.ts";
import { figure4, figure4a } from "../../../pipeline/figures/figure_4.ts";

type Added = Record<string, [name: string, rule: "DI" | "SDI" | "FA"][]>;

/** Every experiment as it is, and with models added by its name. */
const studiesWith = (added: Added, of = published) => ({
  published: of,
  studies: of.map((experiment) => ({
    ...experiment,
    models: [
      ...experiment.models,
      ...(added[experiment.name] ?? []).map(([name, rule]) => (
        { name, rule, added: true } as const
      )),
    ],
  })),
});

const studies = studiesWith({
  "linear-regression": [["mine", "DI"], ["FA-big", "FA"], ["SDI", "DI"]],
  "nonlinear-regression": [["deep", "SDI"], ["mine", "DI"]],
  "mnist-classification": [["DI-2", "DI"]],
});

Deno.test("withAddedModels() leaves a figure of published models as it is", () => {
  for (const figure of figures) {
    const none = studiesWith({}, experiments);
    assertStrictEquals(withAddedModels(figure, none), figure);
  }
  const elsewhere = studiesWith({ "mnist-classification": [["new", "FA"]] });
  assertStrictEquals(withAddedModels(figure3, elsewhere), figure3);
});

Deno.test("withAddedModels() gives a model one place in all figures, by the order of definition", () => {
  const placesIn = (figure: Panel) =>
    (withAddedModels(figure, studies) as Panel).added;
  assertEquals(placesIn(figure3a), { "mine": 0, "FA-big": 1 });
  assertEquals(placesIn(figure3k), { mine: 0, deep: 2 });
  const { places } = withAddedModels(figure3, studies) as Composite;
  for (const { panel } of places) {
    assertEquals(panel.added, { "mine": 0, "FA-big": 1, "deep": 2 });
  }
});

Deno.test("withAddedModels() gives a sweep's figures the places that other figures have", () => {
  const name = "sweep-linear-regression";
  const [study] = studies.studies;
  const figures = sweepFigures({
    ...{ name, experiment: study.name, title: "", keys: ["eta"] },
    measure: "error_left",
  });
  for (const figure of Object.values(figures)) {
    const swept = { ...study, name, models: study.models.slice(0, -2) };
    const { added } = withAddedModels(figure, {
      ...studies,
      studies: [...studies.studies, swept],
    }) as Panel;
    assertEquals(added, { mine: 0 });
  }
});

Deno.test("withAddedModels() says of a caption's largest error whose it is", () => {
  for (const { panel } of figure3.places) {
    const { caption } = withAddedModels(panel, studies) as Panel;
    assertEquals(
      caption.includes("largest error of any published model"),
      panel.caption.includes("largest error"),
    );
  }
});

Deno.test("withAddedModels() gives none to a name that a published experiment drawn alike has", () => {
  const { added } = withAddedModels(figure3a, studies) as Panel;
  assertEquals(added!.SDI, undefined);
  // a regression has a DI-2, but classification does not
  assertEquals((withAddedModels(figure4a, studies) as Panel).added, {
    "DI-2": 0,
  });
});

Deno.test("withAddedModels() shows a model where those of its rule are listed, and wherever all are", () => {
  const modelsIn = (figure: Panel) =>
    (withAddedModels(figure, studies) as Panel).models;
  assertEquals(modelsIn(figure3a), undefined);
  assertEquals(modelsIn(figure3c), ["DI", "DI-2", "DI-3", "mine", "SDI"]);
  assertEquals(modelsIn(figure3k), ["SDI", "SDI-2", "SDI-3", "deep"]);
  const { places } = withAddedModels(figure4, studies) as Composite;
  assertEquals(places.map(({ panel }) => panel.models), [
    undefined,
    undefined,
    undefined,
  ]);
});
