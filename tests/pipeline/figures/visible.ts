import type { VisibleCurve } from "../../../pipeline/figures/curves.ts";

/** A made-up curve of one measurement an iteration, with a band `width` above and below. */
export function curve(
  mean: number[],
  { width = 0, diverged = false, model = "BP", layer }: {
    width?: number;
    diverged?: boolean;
    model?: string;
    layer?: number;
  } = {},
): VisibleCurve {
  const at = (shift: number) => Float64Array.from(mean, (m) => m + shift);
  return {
    model,
    layer,
    x: Float64Array.from(mean, (_, k) => k),
    mean: at(0),
    low: at(-width),
    high: at(width),
    size: 1,
    last: mean.length - 1,
    banded: width > 0,
    seeds: [],
    endings: diverged
      ? [{ model, seed: 0, status: "diverged", iteration: 1, x: 1, reason: "" }]
      : [],
    collapses: [],
  };
}
