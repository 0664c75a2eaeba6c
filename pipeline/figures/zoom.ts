import type { Panel, VerticalAxis } from "./figure.ts";
import {
  type Results,
  type VisibleCurve,
  visibleCurves,
} from "./visible_curves.ts";

/** The end of a panel, to be drawn once more. */
export interface Zoomed {
  panel: Panel;
  curves: VisibleCurve[];
  /** what part of the run it is, in words */
  part: string;
}

/** A model whose greatest mean is so many times the middle one does not press the others together. */
const worst = 3;

/**
 * The end of `panel` as its `zoom` asks for it: of several epochs the last whole ones, of one the
 * last part. Undefined where it asks for none, or too little was measured there.
 */
export function zoomOf(panel: Panel, results: Results): Zoomed | undefined {
  const { zoom } = panel;
  if (!zoom) return undefined;
  const examples = results.summary.settings[zoom.epoch];
  const ends = visibleCurves(panel, results).map(({ x }) => x.at(-1) ?? 0);
  const { from, part } = partOf(
    Math.max(...ends),
    zoom.share,
    typeof examples === "number" ? examples : Infinity,
  );
  const curves = visibleCurves({ ...panel, from }, results)
    .filter(({ x }) => x.length > 0);
  if (!curves.some(({ x }) => x.length >= zoom.measurements)) return undefined;
  return {
    panel: { ...panel, from, vertical: fitted(panel, curves) },
    curves,
    part,
  };
}

/** A vertical axis as long as the curves, but for those far above the others. */
function fitted(
  { vertical: { atLeast: _, ...vertical } }: Panel,
  curves: readonly VisibleCurve[],
): VerticalAxis {
  const greatest = curves.map(({ mean }) =>
    mean.reduce((a, b) => Math.max(a, b), -Infinity)
  )
    .sort((a, b) => a - b);
  const middle = greatest[Math.floor((greatest.length - 1) / 2)];
  const near = greatest.filter((value) => value <= worst * middle);
  if (near.length === greatest.length) return vertical;
  const [least] = vertical.within ?? [-Infinity];
  return { ...vertical, within: [least, near.at(-1)!] };
}

/** Where the last part of a run to example `last` begins, and what it is called. */
function partOf(
  last: number,
  share: number,
  examples: number,
): { from: number; part: string } {
  const epochs = Math.ceil((last + 1) / examples);
  if (epochs < 2) {
    const from = Number((last * (1 - share)).toPrecision(2));
    return { from, part: "the end" };
  }
  const shown = Math.max(1, Math.round(share * epochs));
  return {
    from: (epochs - shown) * examples,
    part: shown === 1 ? "the last epoch" : `the last ${shown} epochs`,
  };
}
