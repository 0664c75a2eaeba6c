import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { drawComposite } from "../../../pipeline/figures/draw_composite.ts";
import { drawPanel } from "../../../pipeline/figures/draw_panel.ts";
import {
  figure4,
  figure4b,
  figure4bCollapse,
  figure4bNormal,
} from "../../../pipeline/figures/figure_4.ts";
import { styleOf } from "../../../pipeline/figures/style.ts";
import { visibleCurves } from "../../../pipeline/figures/curves.ts";
import { resultsOf, run } from "./results.ts";
import { assertSnapshot } from "./snapshot.ts";

const models = ["BP", "FA", "PBP", "NDI", "NDI-2"];

/** Made-up errors every 10 batches of 100, one model diverging at batch 150. */
function autoencoder(experiment: string, start: number) {
  return resultsOf(
    models.map((model, m) =>
      run(model, 0, {
        metric: "test_error",
        length: model === "NDI" ? 16 : 31,
        every: 10,
        value: (k) => .03 + (start - .03) * Math.exp(-k / (20 - 4 * m)),
        outcome: model === "NDI"
          ? { status: "diverged", iteration: 150, reason: "not finite" }
          : undefined,
      })
    ),
    { experiment, settings: { batchSize: 100, batches: 300 } },
  );
}

const results = {
  "mnist-classification": resultsOf(
    models.map((model, m) =>
      run(model, 0, {
        metric: "test_error",
        length: 30,
        every: 1000,
        value: (k) => .05 + .01 * m + .85 * Math.exp(-k / (1 + m)),
      })
    ),
    { experiment: "mnist-classification" },
  ),
  "mnist-autoencoder-normal": autoencoder("mnist-autoencoder-normal", .11),
  "mnist-autoencoder-orthogonal": autoencoder(
    "mnist-autoencoder-orthogonal",
    .12,
  ),
};

Deno.test("drawPanel() draws the snapshot of mean-squared-error", () => {
  assertSnapshot(
    "mean-squared-error",
    drawPanel(figure4bNormal, results["mnist-autoencoder-normal"]),
  );
});

Deno.test("drawComposite() draws the snapshot of figure 4", () => {
  assertSnapshot("figure-4", drawComposite(figure4, results));
});

Deno.test("a panel of batches counts examples, and says how many batches were done", () => {
  const shown = results["mnist-autoencoder-normal"];
  const [bp] = visibleCurves(figure4bNormal, shown);
  assertEquals([bp.x[1], bp.x.at(-1)], [1000, 30000]);
  const svg = drawPanel(figure4bNormal, shown);
  assertStringIncludes(svg, "300 batches of 100 examples");
  assertStringIncludes(svg, ">thousands of examples →<");
});

Deno.test("a model that diverges is marked where its curve ends, and named with its batch", () => {
  const shown = results["mnist-autoencoder-normal"];
  const ndi = visibleCurves(figure4bNormal, shown)
    .find(({ model }) => model === "NDI")!;
  assertEquals(ndi.endings.map(({ x, iteration }) => [x, iteration]), [
    [15000, 150],
  ]);
  assertEquals(ndi.x.at(-1), 15000);
  assertStringIncludes(
    drawPanel(figure4bNormal, shown),
    "NDI, seed 0, diverged at iteration 150",
  );
});

Deno.test("figures 4 and 4b have the colours of MNIST, panels apart, and headings beside their letters", () => {
  for (const figure of [figure4, figure4b]) {
    const svg = drawComposite(figure, results);
    assertStringIncludes(svg, styleOf("NDI-2", { palette: "mnist" }).light);
    assert(!svg.includes(styleOf("NDI-2").light), figure.name);
    let end = 0;
    for (const { box: [x, , width], letter, panel } of figure.places) {
      assertEquals(x, end);
      end = x + width;
      assertStringIncludes(svg, `>${letter}<`);
      assertStringIncludes(svg, panel.heading ?? "Test error (%)");
    }
    assertEquals(end, figure.width);
  }
});

/** Made-up runs of \`batches\`, of which NDI collapses from seed 1 and layer 2 of NDI from both is ever worse. */
function collapsing(batches: number, seeds: readonly number[]) {
  const runs = ["BP", "NDI", "NDI-2"].flatMap((model) =>
    seeds.flatMap((seed) => {
      const collapsed = model === "NDI" && seed === 1 ? 400 : undefined;
      const part = (
        metric: string,
        every: number,
        value: (k: number) => number,
      ) =>
        run(model, seed, {
          ...{ metric, every, value, collapsed },
          length: Math.floor(batches / every) + 1,
        });
      const lost = (k: number) => collapsed && 20 * k >= collapsed;
      return [
        part("test_error", 20, (k) => lost(k) ? .0675 : .05 + .02 / (k + 1)),
        ...model === "BP" ? [] : [2, 3].map((layer) =>
          part(
            `condition_${layer}`,
            100,
            (k) => model === "NDI" ? 10 ** (layer / 2 + k / 5) : 9 + seed,
          )
        ),
      ];
    })
  );
  const experiment = "mnist-autoencoder-normal";
  const settings = { batchSize: 100, batches };
  return { [experiment]: resultsOf(runs, { experiment, settings }) };
}

Deno.test("drawComposite() draws the snapshot of a collapse, seed by seed", () => {
  const svg = drawComposite(figure4bCollapse, collapsing(840, [0, 1]));
  assertSnapshot("collapse", svg);
  assertStringIncludes(svg, ">NDI, seed 1<");
  assertStringIncludes(
    svg,
    "a–c: ○ NDI collapsed to the mean image at iteration 400 (seed 1)",
  );
  assert(!svg.includes("data-scales") && !svg.includes("BP"));
});

Deno.test("the panels of a collapse end where the longest does", () => {
  const svg = drawComposite(figure4bCollapse, collapsing(840, [0, 1]));
  const marks = [...svg.matchAll(/<circle [^>]*cx="([^"]*)"/g)];
  assertEquals(marks.length, 3);
  assertEquals(new Set(marks.map(([, x]) => x)).size, 1);
});

Deno.test("a run too short for conditions has the panel of errors alone", () => {
  for (const [batches, letters] of [[100, "abc"], [99, "a"]] as const) {
    const svg = drawComposite(figure4bCollapse, collapsing(batches, [0]));
    const drawn = [..."abc"].filter((letter) =>
      svg.includes(`class="figure-4b-collapse-${letter}"`)
    );
    assertEquals(drawn.join(""), letters);
  }
});
