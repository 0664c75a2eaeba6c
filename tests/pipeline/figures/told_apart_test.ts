/**
 * Whether a reader can tell the models of a panel apart, those included that a run may add.
 *
 * The rule: two models of one panel differ by their dash, or one line is at least twice as wide as
 * the other, or their colours as seen on paper, opacity included, differ by at least 10 in
 * CIEDE2000, where 2 is just seen; so for all whose sight is usual. For those who do not see red,
 * green or blue, some pairs, all of them named here, are told apart by the names at the ends of
 * their lines alone, and without any colour, as on a grey print, more are: so every line has a
 * name, in the ink of words.
 *
 * Models that a run may add are dashed, each unlike its neighbours, so that those see them as well;
 * where dashes are layers, seven differ by colour for usual sight, and names tell them to others.
 *
 * A line has a contrast of 3 with its paper (WCAG 2.1, 1.4.11). Published colours that have less
 * are kept, and named here; again the name at the line's end is what carries it. Broad pale lines
 * lie under the thin ones that they belong to, and need less.
 */
import { assert, assertEquals } from "@std/assert";
// @ts-types="@types/culori"
import {
  blend,
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from "culori";
import { nameClassOf } from "../../../pipeline/figures/class_names.ts";
import { drawPanel } from "../../../pipeline/figures/draw_panel.ts";
import type { Panel } from "../../../pipeline/figures/figure.ts";
import {
  ink,
  type ModelStyle,
  paper,
  styleOf,
} from "../../../pipeline/figures/style.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { modelsShown, panels } from "./drawn.ts";
import { resultsOf, run } from "./results.ts";

const shades = ["light", "dark"] as const;
type Shade = typeof shades[number];
type Sight = (colour: Color) => Color;

const usual: Sight = (colour) => colour;
const deficient: Sight[] = [
  filterDeficiencyProt(1),
  filterDeficiencyDeuter(1),
  filterDeficiencyTrit(1),
];
const difference = differenceCiede2000();

function styleIn(panel: Panel, model: string): ModelStyle {
  return panel.metrics.length > 1
    ? styleOf(model, panel, 1)
    : styleOf(model, panel);
}

/** The colour of a line on its paper. */
function onPaper(style: ModelStyle, shade: Shade): Color {
  const colour = { ...parse(style[shade])!, alpha: style.opacity };
  return blend([paper[shade], colour]);
}

function toldApart(
  [one, other]: [ModelStyle, ModelStyle],
  { shade, sight }: { shade: Shade; sight: Sight },
): boolean {
  if (one.dash !== other.dash) return true;
  const widths = [one.width, other.width];
  if (Math.max(...widths) >= 2 * Math.min(...widths)) return true;
  const [a, b] = [one, other].map((style) => sight(onPaper(style, shade)));
  return difference(a, b) >= 10;
}

/** So many added models differ in colour, which alone tells them apart where dashes are layers. */
const added = Object.fromEntries(
  Array.from({ length: 7 }, (_, place) => [`added ${place + 1}`, place]),
);

/** A panel with them, and what it then shows. */
function withAdded(panel: Panel): { panel: Panel; models: readonly string[] } {
  const models = [...modelsShown(panel), ...Object.keys(added)];
  return { panel: { ...panel, added, models }, models };
}

/** The pairs of models that some panel shows and whose lines do not tell them apart. */
function confused(
  sights: readonly Sight[],
  shown: readonly ReturnType<typeof withAdded>[] = panels.map(withAdded),
): string[] {
  const pairs = new Set<string>();
  for (const { panel, models } of shown) {
    for (const [k, one] of models.entries()) {
      for (const other of models.slice(k + 1)) {
        const styles: [ModelStyle, ModelStyle] = [
          styleIn(panel, one),
          styleIn(panel, other),
        ];
        const same = shades.some((shade) =>
          sights.some((sight) => !toldApart(styles, { shade, sight }))
        );
        if (same) {
          pairs.add(`${panel.palette ?? "regression"}: ${one}, ${other}`);
        }
      }
    }
  }
  return [...pairs].sort();
}

Deno.test("lines alone tell the models of every panel apart", () => {
  assertEquals(confused([usual]), []);
});

Deno.test("lines and names tell them apart without red, green or blue", () => {
  const shown = panels.map((panel) =>
    panel.metrics.length > 1
      ? { panel, models: modelsShown(panel) }
      : withAdded(panel)
  );
  assertEquals(confused(deficient, shown), [
    "mnist: NDI, DI",
    "mnist: NDI-2, DI-tanh",
    "mnist: PBP, DI-tanh",
    "mnist: PBP, NDI-2",
    "regression: DI, GN-2",
    "regression: FA-2, GN",
    "regression: FA-2, NDI-2",
    "regression: NDI, GN",
    "regression: NDI-2, NDI-3",
    "regression: PBP, DI-2",
    "regression: PBP, DI-3",
  ]);
});

Deno.test("every line of every panel has its model's name, in the ink of words", () => {
  for (const panel of panels) {
    const models = modelsShown(panel);
    const results = resultsOf(
      models.flatMap((model, m) =>
        panel.metrics.map((metric) =>
          run(model, 0, {
            metric: metric === "normalised_error" ? "error" : metric,
            value: (k) =>
              (panel.vertical.negative ? -1 : 1) * Math.exp(-m - k / 50),
          })
        )
      ),
      { experiment: panel.experiment, settings: { batchSize: 1 } },
    );
    const elements = elementsOf(drawPanel(panel, results).trim());
    for (const model of models) {
      const names = elements.filter(({ attributes }) =>
        attributes.get("class")?.split(" ").includes(nameClassOf(model))
      );
      assertEquals(
        names.length >= panel.metrics.length,
        true,
        `${panel.name} ${model}`,
      );
      for (const { attributes } of names) {
        assertEquals(attributes.get("fill") ?? "currentColor", "currentColor");
      }
    }
  }
  for (const shade of shades) {
    assert(wcagContrast(ink[shade], paper[shade]) > 7);
  }
});

Deno.test("lines have a contrast of 3 with paper, but for published ones that are told by their names", () => {
  const faint = new Set<string>();
  for (const { panel, models } of panels.map(withAdded)) {
    for (const model of models) {
      const style = styleIn(panel, model);
      for (const shade of shades) {
        const contrast = wcagContrast(onPaper(style, shade), paper[shade]);
        assert(contrast > 1.35, `${panel.name} ${model} ${shade}`);
        const broad = style.opacity < 1;
        if (broad || contrast >= 3) continue;
        assertEquals(shade, "light");
        faint.add(style.light);
      }
    }
  }
  assertEquals([...faint].sort(), ["#CCA700", "#bdbdbd"]);
});
