/** What the nodes of figures do: inputs `<experiment>/curves.npz` and `<experiment>/summary.json`. */
import { decodeCurves } from "../../lib/statistics/curves.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import { type NodeContext, NodeError } from "../engine/sandbox/node.ts";
import { decodeDigits } from "../../lib/experiments/mnist_autoencoder/digits.ts";
import { drawComposite } from "./draw_composite.ts";
import { drawDigits, type ShownDigits } from "./draw_digits.ts";
import { drawPanel } from "./draw_panel.ts";
import type { DigitsFigure } from "./figure_4b_digits.ts";
import { originOf, withOrigin } from "../engine/provenance/origin.ts";
import type { Composite, Panel } from "./panel.ts";
import type { Results } from "./visible_curves.ts";

/** Writes `<panel>.svg`. */
export function renderPanel(
  panel: Panel,
): (node: NodeContext<unknown>) => void {
  return (node) => {
    const results = readResults(node, panel.experiment);
    writeFigure(node, panel.name, {
      summaries: [results.summary],
      draw: () => drawPanel(panel, results),
    });
  };
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
    writeFigure(node, composite.name, {
      summaries: Object.values(results).map(({ summary }) => summary),
      draw: () => drawComposite(composite, results),
    });
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
    const summaries: Summary[] = [];
    const shown = figure.columns.map(({ experiment }): ShownDigits => {
      if (!node.inputs.includes(`${experiment}/summary.json`)) {
        throw new NodeError(
          `Cannot draw ${figure.name}: no run of ${experiment} could be had`,
        );
      }
      const whole = node.readJson<Summary>(`${experiment}/summary.json`);
      summaries.push(whole);
      const summary = ofFirstSeed(whole);
      const models = summary.models
        .map(({ name }) => ({ name, file: `${experiment}/${name}/digits.npz` }))
        .filter(({ file }) => node.inputs.includes(file))
        .map(({ name, file }) => (
          { name, digits: decodeDigits(node.read(file)) }
        ));
      return { summary, models };
    });
    writeFigure(node, figure.name, {
      summaries,
      draw: () => drawDigits(figure, shown),
    });
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

/** Writes what is drawn, with the origin of what `summaries` tell of. */
function writeFigure(
  node: NodeContext<unknown>,
  name: string,
  { summaries, draw }: { summaries: readonly Summary[]; draw: () => string },
): void {
  try {
    const origin = originOf(node, name, summaries);
    node.write(`${name}.svg`, withOrigin(draw(), origin));
  } catch (error) {
    if (error instanceof RangeError) throw new NodeError(error.message);
    throw error;
  }
}
