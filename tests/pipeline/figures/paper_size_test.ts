/** Files at the published scale, however noisy the curves. */
import { assert, assertEquals } from "@std/assert";
import { endsOf } from "../../../lib/statistics/ends.ts";
import type { Summary } from "../../../lib/statistics/summary.ts";
import { palettes } from "../../../pipeline/figures/style.ts";
import { figures, panelsOf } from "../../../pipeline/figures/catalogue.ts";
import { drawComposite } from "../../../pipeline/figures/draw_composite.ts";
import { drawDigits } from "../../../pipeline/figures/draw_digits.ts";
import { drawEnds } from "../../../pipeline/figures/draw_ends.ts";
import { drawPanel } from "../../../pipeline/figures/draw_panel.ts";
import type { Digits, EndsFigure } from "../../../pipeline/figures/figure.ts";
import type { Results } from "../../../pipeline/figures/curves.ts";
import { beyond } from "../../../pipeline/studies/beyond.ts";
import { composites, panels } from "./drawn.ts";
import { resultsOf, run, wobble } from "./results.ts";

/** More than once a pixel, in the nonlinear regression as often as at the paper scale; beyond the paper no oftener than there. */
const lengths: Record<string, number> = {
  ...Object.fromEntries(beyond.map(({ name }) => [name, 120])),
  "nonlinear-regression": 20_000,
};
const lengthOf = (experiment: string) => lengths[experiment] ?? 4_000;

const models = Object.keys(palettes.regression);

/** Those of composites, too. */
const everyPanel = figures.flatMap(panelsOf);

/** Of each model, measured as often as is kept of a single run. */
const [seeds, kept] = [20, 1_000];

/** Noise that every model measured of every metric, with intervals and every seed by itself. */
function denseResults(experiment: string): Results {
  const length = lengthOf(experiment);
  const shown = everyPanel.filter((panel) => panel.experiment === experiment);
  const measured = new Set(shown.flatMap(({ metrics }) => metrics));
  const iteration = Float64Array.from({ length }, (_, k) => k);
  const count = new Int32Array(length).fill(5);
  const curveOf = (metric: string, m: number) => {
    const sign = metric.startsWith("spectral") ? -1 : 1;
    const mean = iteration.map((k) =>
      sign * .9 * Math.exp(-k / (1e3 * (m + 1)) + 2 * wobble(k + m) - .5)
    );
    const [low, high] = [.8, 1.25].map((share) =>
      mean.map((value) => share * value)
    );
    return { iteration, mean, low, high, count };
  };
  const { summary } = resultsOf(
    models.map((model) => run(model, 0, { value: () => 1 })),
    {
      experiment,
      settings: {
        examples: 60_000,
        ...experiment.includes("autoencoder") && { batchSize: 100 },
      },
    },
  );
  const known = shown.some(({ palette }) => palette === "mnist")
    ? Object.keys(palettes.mnist).filter((model) => models.includes(model))
    : models;
  const curves = Object.fromEntries(known.map((model, m) => [
    model,
    Object.fromEntries(
      [...measured].map((metric) => [metric, curveOf(metric, m)]),
    ),
  ]));
  const points = Math.min(kept, length);
  const runs = known.flatMap((model, m) =>
    Array.from({ length: seeds }, (_, seed) => {
      const value = (k: number) =>
        Math.exp(-k / (1e3 * (m + 1)) + 2 * wobble(k + 100 * seed + m));
      const all = [...measured].map((metric) =>
        run(model, seed, {
          ...{ metric, length: points, every: length / points },
          value: metric.startsWith("spectral") ? (k) => -value(k) : value,
        })
      );
      const series = all.map(({ trace }) => trace.series);
      const { trace } = all[0];
      return {
        ...{ model, seed },
        trace: { ...trace, series: Object.assign({}, ...series) },
      };
    })
  );
  return { curves, summary, runs };
}

function drawEverything(): Map<string, string> {
  const results = Object.fromEntries(
    [...new Set(everyPanel.map(({ experiment }) => experiment))]
      .map((experiment) => [experiment, denseResults(experiment)]),
  );
  const [{ summary }] = Object.values(results);
  return new Map([
    ...panels.map((panel) =>
      [
        panel.name,
        drawPanel(panel, results[panel.experiment]),
      ] as const
    ),
    ...composites.map((composite) =>
      [
        composite.name,
        drawComposite(composite, results),
      ] as const
    ),
    ...figures.filter((figure) => "ends" in figure).map((figure) =>
      [figure.name, drawEnds(figure, noisyEnds(figure), summary)] as const
    ),
    ...figures.filter((figure) => "columns" in figure).map((figure) =>
      [figure.name, drawDigits(figure, noisyDigits(figure, summary))] as const
    ),
  ]);
}

function noisyEnds({ experiment }: EndsFigure) {
  const runs = models.flatMap((model, m) =>
    Array.from({ length: seeds }, (_, seed) =>
      run(model, seed, {
        ...{ length: 1, value: () => Math.exp(wobble(seed + 100 * m)) },
      }))
  );
  const all = Array.from({ length: seeds }, (_, seed) => seed);
  return endsOf(runs, { experiment, models, seeds: all })!;
}

function noisyDigits({ columns }: Digits, summary: Summary) {
  const shape = [10, 28 * 28];
  const noise = Float32Array.from({ length: 7840 }, (_, k) => wobble(k) + .5);
  const digits = {
    images: { shape, data: Uint8Array.from(noise, (value) => 255 * value) },
    reconstructions: { shape, data: noise },
  };
  const names = ["BP", "FA", "PBP", "NDI", "NDI-2"];
  return columns.map(() => ({
    summary,
    models: names.map((name) => ({ name, digits })),
  }));
}

Deno.test("every figure's file is at most 300 kB, however many and noisy its curves", () => {
  const drawn = drawEverything();
  assertEquals(
    [...drawn.keys()].sort(),
    figures.map(({ name }) => name).sort(),
  );
  const encoder = new TextEncoder();
  for (const [name, file] of drawn) {
    const { length } = encoder.encode(file);
    assert(length > 10_000 && length <= 300_000, `${name}: ${length} bytes`);
  }
});
