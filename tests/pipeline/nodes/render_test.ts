import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { encodeValues } from "../../../lib/experiments/archive.ts";
import { endsOf } from "../../../lib/statistics/ends.ts";
import { endsFigures } from "../../../pipeline/figures/ends_figures.ts";
import type { FigureDescription } from "../../../pipeline/figures/figure.ts";
import { figure4bDigits } from "../../../pipeline/figures/figure_4.ts";
import { render } from "../../../pipeline/nodes/render.ts";
import { NodeError } from "../../../pipeline/engine/sandbox/node.ts";
import { memoryNode } from "../engine/sandbox/memory_node.ts";
import { resultsOf, run } from "../figures/results.ts";

const [normal, orthogonal] = figure4bDigits.columns
  .map(({ experiment }) => experiment);
const shape = { rows: 1, columns: 28 * 28 };
const digits = encodeValues({
  images: { ...shape, data: new Uint8Array(28 * 28) },
  reconstructions: { ...shape, data: new Float32Array(28 * 28) },
});
const { summary } = resultsOf(
  [0, 1].flatMap((seed) =>
    ["BP", "NDI"].map((model) => run(model, seed, { value: () => 1 }))
  ),
);

function inputsOf(experiment: string, { models = ["BP", "NDI"], missing }: {
  models?: string[];
  missing?: { model: string; seed: number }[];
} = {}): Record<string, Uint8Array> {
  const whole = { ...summary, experiment, ...missing ? { missing } : {} };
  return Object.fromEntries([
    [
      `${experiment}/summary.json`,
      new TextEncoder().encode(JSON.stringify(whole)),
    ],
    ...models.map((model) => [`${experiment}/${model}/digits.npz`, digits]),
  ]);
}

function draw(inputs: Record<string, Uint8Array>): string {
  const { node, outputs } = memoryNode<FigureDescription>(
    figure4bDigits,
    inputs,
  );
  render(node);
  return new TextDecoder().decode(outputs["figure-4b-digits.svg"]);
}

Deno.test("render() goes on without a run of the first seed, and says so", () => {
  const svg = draw({
    ...inputsOf(normal),
    ...inputsOf(orthogonal, {
      models: ["BP"],
      missing: [{ model: "NDI", seed: 0 }],
    }),
  });
  assertStringIncludes(svg, "incomplete: 1 of 2 runs; missing: NDI seed 0");
});

Deno.test("render() lacks nothing where a run of another seed is missing", () => {
  const missing = [{ model: "NDI", seed: 1 }];
  const svg = draw({
    ...inputsOf(normal),
    ...inputsOf(orthogonal, { missing }),
  });
  const whole = draw({ ...inputsOf(normal), ...inputsOf(orthogonal) });
  const drawn = (file: string) => file.replace(/<metadata>.*<\/metadata>/, "");
  assertEquals(drawn(svg), drawn(whole));
  assertEquals(svg.includes("incomplete"), false);
});

Deno.test("render() names an experiment of which there is no run", () => {
  assertThrows(
    () => draw(inputsOf(normal)),
    NodeError,
    `Cannot draw figure-4b-digits: no run of ${orthogonal} could be had`,
  );
});

Deno.test("render() draws ends, and refuses where no run measured an error", () => {
  const [figure] = endsFigures;
  const { experiment } = figure;
  const runs = [run("BP", 0, { value: () => 1 })];
  const ends = endsOf(runs, { experiment, models: ["BP"], seeds: [0] });
  const drawn = (statistics: unknown) => {
    const { node, outputs } = memoryNode<FigureDescription>(figure, {
      [`${experiment}/summary.json`]: JSON.stringify(resultsOf(runs).summary),
      [`${experiment}/statistics.json`]: JSON.stringify(statistics),
    });
    render(node);
    return new TextDecoder().decode(outputs[`${figure.name}.svg`]);
  };
  assertStringIncludes(drawn(ends), "where each seed ends");
  assertThrows(
    () => drawn(null),
    NodeError,
    "Cannot draw ends-linear-regression: no run of linear-regression measured an error",
  );
});
