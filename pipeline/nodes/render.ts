/**
 * Draws the figure that its settings describe. Inputs: of each experiment shown
 * `<experiment>/summary.json` and `<experiment>/curves.npz`, and of several seeds
 * `<experiment>/runs.npz`; where digits are shown, in place of curves,
 * `<experiment>/<model>/digits.npz` of the first seed, but for runs that could not be had; where ends
 * are, `<experiment>/statistics.json`; where a sweep is, `<sweep>/summary.json` and
 * `<sweep>/sweep.json`.
 */
import { decodeDigits } from "../../lib/experiments/mnist_autoencoder/digits.ts";
import { decodeCurves } from "../../lib/statistics/curves.ts";
import { decodeRuns } from "../../lib/statistics/run.ts";
import type { Ends } from "../../lib/statistics/ends.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Sweep } from "../../lib/statistics/sweep.ts";
import { inputDigests, withOrigin } from "../engine/provenance/origin.ts";
import {
  type NodeContext,
  NodeError,
  runNode,
} from "../engine/sandbox/node.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import { experimentsOf } from "../figures/catalogue.ts";
import { drawComposite } from "../figures/draw_composite.ts";
import { drawDigits, type ShownDigits } from "../figures/draw_digits.ts";
import { drawEnds } from "../figures/draw_ends.ts";
import { drawPanel } from "../figures/draw_panel.ts";
import { drawSweep } from "../figures/draw_sweep.ts";
import type { FigureDescription } from "../figures/figure.ts";

const originNamespace = "urn:dynamic-inversion:origin";

/** A figure, and what it was made with beyond profile and seeds. */
type RenderSettings = FigureDescription & { config?: Record<string, Json> };

/** Reads the results, then writes `<figure>.svg`, which names its origin. */
export function render(node: NodeContext<RenderSettings>): void {
  const { config, ...figure } = node.settings;
  const summaries = experimentsOf(figure).map((experiment) => {
    const file = `${experiment}/summary.json`;
    if (node.inputs.includes(file)) return node.readJson<Summary>(file);
    throw new NodeError(
      `Cannot draw ${figure.name}: no run of ${experiment} could be had`,
    );
  });
  try {
    const svg = draw(node, summaries);
    const origin = {
      node: `render/${figure.name}`,
      shows: summaries.map(({ experiment, label, seeds }) => (
        { experiment, profile: label, seeds: [...seeds] }
      )),
      inputs: inputDigests(node),
      ...config && { config },
    };
    node.write(`${figure.name}.svg`, withOrigin(svg, origin, originNamespace));
  } catch (error) {
    if (error instanceof RangeError) throw new NodeError(error.message);
    throw error;
  }
}

function draw(
  node: NodeContext<FigureDescription>,
  summaries: readonly Summary[],
): string {
  const figure = node.settings;
  if ("columns" in figure) {
    return drawDigits(figure, summaries.map((all) => digitsOf(node, all)));
  }
  if ("keys" in figure) {
    const [summary] = summaries;
    const file = `${summary.experiment}/sweep.json`;
    return drawSweep(figure, node.readJson<Sweep>(file), summary);
  }
  if ("ends" in figure) {
    const [summary] = summaries;
    const file = `${figure.experiment}/statistics.json`;
    const ends = node.readJson<Ends | null>(file);
    if (ends) return drawEnds(figure, ends, summary);
    throw new NodeError(
      `Cannot draw ${figure.name}: no run of ${figure.experiment} measured an error`,
    );
  }
  const results = Object.fromEntries(summaries.map((summary) => {
    const { experiment } = summary;
    const curves = decodeCurves(node.read(`${experiment}/curves.npz`));
    const file = `${experiment}/runs.npz`;
    const runs = node.inputs.includes(file)
      ? decodeRuns(node.read(file), summary)
      : [];
    return [experiment, { curves, summary, runs }];
  }));
  return "places" in figure
    ? drawComposite(figure, results)
    : drawPanel(figure, results[figure.experiment]);
}

/** The digits of an experiment's first seed, with a summary that misses nothing but of that. */
function digitsOf(
  { inputs, read }: NodeContext<unknown>,
  { missing = [], ...summary }: Summary,
): ShownDigits {
  const [first] = summary.seeds;
  const lost = missing.filter(({ seed }) => seed === first);
  const models = summary.models.flatMap(({ name }) => {
    const file = `${summary.experiment}/${name}/digits.npz`;
    const digits = inputs.includes(file) && decodeDigits(read(file));
    return digits ? [{ name, digits }] : [];
  });
  return { summary: { ...summary, seeds: [first], missing: lost }, models };
}

if (import.meta.main) await runNode(render);
