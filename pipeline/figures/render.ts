/** What the nodes of figures do: inputs `<experiment>/curves.npz` and `<experiment>/summary.json`. */
import { decodeCurves } from "../../lib/statistics/curves.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import { type NodeContext, NodeError } from "../nodes/node.ts";
import { decodeDigits } from "../../lib/experiments/mnist_autoencoder/digits.ts";
import { drawComposite } from "./draw_composite.ts";
import { drawDigits, type ShownDigits } from "./draw_digits.ts";
import { drawPanel } from "./draw_panel.ts";
import type { DigitsFigure } from "./figure_4b_digits.ts";
import type { Composite, Panel } from "./panel.ts";
import type { Results } from "./visible_curves.ts";

/** Writes `<panel>.svg`. */
export function renderPanel(
  panel: Panel,
): (node: NodeContext<unknown>) => void {
  return (node) =>
    node.write(
      `${panel.name}.svg`,
      draw(() => drawPanel(panel, readResults(node, panel.experiment))),
    );
}

/** Writes `<composite>.svg`. */
export function renderComposite(
  composite: Composite,
): (node: NodeContext<unknown>) => void {
  return (node) => {
    const results: Record<string, Results> = {};
    for (const { panel: { experiment } } of composite.places) {
      results[experiment] ??= readResults(node, experiment);
    }
    node.write(
      `${composite.name}.svg`,
      draw(() => drawComposite(composite, results)),
    );
  };
}

/**
 * Writes `<figure>.svg`, of the first seed alone; its inputs are `<experiment>/summary.json` and
 * `<experiment>/<model>/digits.npz`, of which those of a run that could not be had are not there.
 */
export function renderDigits(
  figure: DigitsFigure,
): (node: NodeContext<unknown>) => void {
  return (node) => {
    const shown = figure.columns.map(({ experiment }): ShownDigits => {
      if (!node.inputs.includes(`${experiment}/summary.json`)) {
        throw new NodeError(
          `Cannot draw ${figure.name}: no run of ${experiment} could be had`,
        );
      }
      const summary = ofFirstSeed(
        node.readJson<Summary>(`${experiment}/summary.json`),
      );
      const models = summary.models
        .map(({ name }) => ({ name, file: `${experiment}/${name}/digits.npz` }))
        .filter(({ file }) => node.inputs.includes(file))
        .map(({ name, file }) => (
          { name, digits: decodeDigits(node.read(file)) }
        ));
      return { summary, models };
    });
    node.write(`${figure.name}.svg`, draw(() => drawDigits(figure, shown)));
  };
}

/** `summary` with nothing missing but of its first seed. */
function ofFirstSeed({ missing = [], ...summary }: Summary): Summary {
  const [first] = summary.seeds;
  const lost = missing.filter(({ seed }) => seed === first);
  return {
    ...summary,
    seeds: [first],
    ...lost.length > 0 ? { missing: lost } : {},
  };
}

function readResults(node: NodeContext<unknown>, experiment: string): Results {
  return {
    curves: decodeCurves(node.read(`${experiment}/curves.npz`)),
    summary: node.readJson<Summary>(`${experiment}/summary.json`),
  };
}

function draw(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new NodeError(error.message);
    throw error;
  }
}
