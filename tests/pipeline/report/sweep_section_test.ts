import { assert, assertEquals } from "@std/assert";
import type { Sweep } from "../../../lib/statistics/sweep.ts";
import { aboutFigure } from "../../../pipeline/figures/catalogue.ts";
import { sweepFigures } from "../../../pipeline/figures/sweep_figures.ts";
import { Markup, sectionMarkup } from "../../../pipeline/report/markup.ts";
import { page } from "../../../pipeline/report/page.ts";
import { sweepSection } from "../../../pipeline/report/sweep_section.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { etas, leaks, madeUpSweep, twoModels } from "../figures/sweeps.ts";

const name = "sweep-linear-regression";

function settingsOf({ experiment, measure, axes }: Sweep) {
  const title = "Linear regression";
  const keys = axes.map(({ key }) => key);
  const figures = sweepFigures({ name, experiment, title, measure, keys });
  return {
    ...{ name, experiment, title },
    meanings: { eta: "learning rate", leak: "leak of the loop" },
    options: ["--grid eta=1e-4..1e-1:log4", "--seeds 0-2"],
    figures: figures.map(aboutFigure),
  };
}

const drawn = {
  [name]: new Markup("<svg/>"),
  [`${name}-best`]: new Markup(""),
};

function section(sweep: Sweep): string {
  const { text } = sectionMarkup(
    sweepSection(settingsOf(sweep), {
      sweeps: { [name]: sweep },
      figures: drawn,
    }, {
      profile: "smoke",
      seeds: ["7"],
    }),
  );
  elementsOf(text.trim()); // is well formed
  return text.replaceAll("\u00a0", " ").replaceAll(/\s+/g, " ");
}

const two = section(madeUpSweep([etas, leaks], twoModels));

/** The cells of a model's row. */
function rowOf(text: string, model: string): string[] {
  const [, row] = text.match(`<th scope="row">${model}</th>(.*?)</tr>`)!;
  return [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
}

Deno.test("sweepSection() says of each model where it is best, beside what it has otherwise, and how many trainings finished", () => {
  assertEquals(rowOf(two, "BP"), [
    "eta 0.01",
    "2.55 × 10⁻⁶ (6.11 × 10⁻⁷ to 1.07 × 10⁻⁵)",
    "the best point",
    "—",
    "9 of 12: 3 diverged",
  ]);
  assertEquals(rowOf(two, "DI"), [
    "eta 0.01, leak 0",
    "1.89 × 10⁻⁵ (4.51 × 10⁻⁶ to 7.88 × 10⁻⁵)",
    "2.30 × 10⁻⁵ (5.51 × 10⁻⁶ to 9.63 × 10⁻⁵)",
    "1.22",
    "28 of 36: 1 missing, 3 unstable, 4 diverged",
  ]);
});

Deno.test("sweepSection() counts trainings, says what is trained once, and how to ask for it again", () => {
  assert(
    two.includes("With 3 seeds these are 48 trainings; a model that does"),
  );
  assert(two.includes(
    "<code>deno task sweep linear-regression --grid eta=1e-4..1e-1:log4 --seeds 0-2 --profile smoke</code>",
  ));
  assert(two.includes(`<a href="tables/${name}.csv">`));
  const one = section(madeUpSweep([etas], [twoModels[0]]));
  assert(one.includes("With 3 seeds these are 12 trainings. The best"));
});

Deno.test("sweepSection() says what is swept, what brackets are, and what a model has when nothing is", () => {
  assert(
    two.includes(
      "grid: eta (learning rate) 0.0001, 0.001, 0.01, 0.1; leak (leak of the loop) 0",
    ),
  );
  assert(
    two.includes(
      "in brackets the 95 % interval over the seeds. Unswept: BP eta 0.01; DI eta 0.01, leak 0.01.</caption>",
    ),
  );
  const one = section(madeUpSweep([etas], [twoModels[0]], { seeds: [0] }));
  assert(!one.includes("in brackets"));
});

Deno.test("sweepSection() warns that a test error flatters a point that it chose", () => {
  const caution = "the error flatters it";
  assert(!two.includes(caution));
  const digits = madeUpSweep([etas], [twoModels[0]], {
    ...{ measure: "test_error", experiment: "mnist-classification" },
  });
  assert(section(digits).includes(caution));
});

Deno.test("sweepSection() warns of a best value at an end of its grid, but for zero", () => {
  assert(!two.includes("At an end of the grid"));
  const text = section(madeUpSweep([{ ...etas, values: [1e-3, .01] }], [
    twoModels[0],
  ]));
  assert(text.includes(
    "At an end of the grid, beyond which a better value may lie: BP: eta 0.01.",
  ));
});

Deno.test("sweepSection() says where a usual value is not in the grid, and where no point is best", () => {
  const axes = [{ ...etas, values: [.02, .1] }];
  const lost = section(madeUpSweep(axes, [
    { name: "BP", usual: { eta: .01 }, end: () => "diverged" },
  ]));
  assertEquals(rowOf(lost, "BP"), [
    ...["none: at no point did every seed finish", "—", "not in the grid"],
    ...["—", "0 of 6: 6 diverged"],
  ]);
});

Deno.test("page() without experiments is a page of that section, of the rules that it has, and of where it comes from", () => {
  const sweep = madeUpSweep([etas, leaks], twoModels);
  const text = page({
    ...{ label: "smoke profile", profile: "smoke", seeds: "0-2", again: {} },
    ...{ figures: [], experiments: [], models: [{ name: "DI", rule: "DI" }] },
    versions: { "dynamic-inversion": "0.1.0" },
    sweeps: [settingsOf(sweep)],
  }, {
    script: "",
    ...{ figures: drawn, origins: {}, summaries: {}, curves: {} },
    ...{ readings: {}, ends: {}, effects: [], sweeps: { [name]: sweep } },
  });
  const sections = [...text.matchAll(/<section id="([^"]*)"/g)];
  assertEquals(sections.map(([, id]) => id), [
    "about",
    "rules",
    name,
    "provenance",
  ]);
  assert(text.includes("Dynamic inversion. A loop"));
  assert(text.includes(
    "<title>Biological credit assignment through dynamic inversion: Linear regression: sweep of eta and leak, smoke profile</title>",
  ));
});
