import { assert, assertEquals } from "@std/assert";
import { aboutFigure, figures } from "../../../pipeline/figures/catalogue.ts";
import { type Ends, endsOf } from "../../../lib/statistics/ends.ts";
import * as sections from "../../../pipeline/report/figure_sections.ts";
import { runOf } from "../../lib/statistics/runs.ts";
import { Markup, sectionMarkup } from "../../../pipeline/report/markup.ts";

const finished = { status: "finished" as const };
const settings = { figures: figures.map(aboutFigure), again: {} };
const ends = Object.fromEntries(
  settings.figures.flatMap(({ experiments }) => experiments)
    .map((name) => [name, null as Ends | null]),
);
const results = {
  effects: [],
  ends,
  figures: Object.fromEntries(
    figures.map((
      { name },
    ) => [name, new Markup(`<svg class="${name}"></svg>`)]),
  ),
  summaries: Object.fromEntries(
    settings.figures.flatMap(({ experiments }) => experiments)
      .map((name) => [name, {
        ...{ experiment: name, label: "", settings: {}, seeds: [], models: [] },
      }]),
  ),
};

/** The figures that each section shows. */
const shownIn = (made: ReturnType<typeof sections.composites>) =>
  made.map((section) =>
    [...sectionMarkup(section).text.matchAll(/<svg class="(.*?)"/g)]
      .map(([, name]) => name)
  );

Deno.test("paperFigures() shows the paper's figures as printed, and what to mind beside them", () => {
  const made = sections.paperFigures(settings, results);
  assertEquals(shownIn(made), [["figure-3"], ["figure-4"]]);
  const [third, fourth] = made.map((section) => sectionMarkup(section).text);
  assert(third.includes("hardly depends on its input"));
  assert(third.includes("FA feedback alignment"));
  assert(fourth.includes("A circle marks where"));
});

Deno.test("composites() and endsSections() show what is of no single experiment, once", () => {
  assertEquals(shownIn(sections.composites(settings, results)), [
    ["figure-4b", "figure-4b-digits"],
  ]);
  const [ends] = shownIn(sections.endsSections(settings, results));
  const all = settings.figures.filter(sections.isOfEnds);
  assertEquals(ends, all.map(({ name }) => name));
  const none = { ...settings, figures: [] };
  assertEquals(sections.endsSections(none, results), []);
});

Deno.test("endsSections() explains squares, and claims that hold beside them, where several seeds were run", () => {
  const runs = ["BP", "DI"].flatMap((model) =>
    [0, 1].map((seed) => runOf(model, seed, { error: [2, 1] }, finished))
  );
  const text = (seeds: number[]) => {
    const [experiment] = Object.keys(ends);
    const of = { experiment, models: ["BP", "DI"], seeds };
    const mine = runs.filter(({ seed }) => seeds.includes(seed));
    return sections.endsSections(settings, {
      ...results,
      ends: { ...ends, [experiment]: endsOf(mine, of) },
    }).map((section) => sectionMarkup(section).text).join("");
  };
  assert(text([0, 1]).includes("it is one comparison, planned before"));
  assert(!text([0]).includes("A square"));
});
