import { abscissaGradient } from "./abscissa_gradient.ts";
import type { AbscissaSlope } from "./descend.ts";
import { smoothedSlope } from "./smoothed_slope.ts";
import { type Loop, loopMatrix } from "./stability.ts";

/**
 * The spectral abscissa of a loop as a function of its feedback, with the
 * gradient of the smoothed one where ε > 0, and its own where ε = 0. The first
 * moves all eigenvalues near the leading one together; the second moves the
 * leading one alone, and turns whenever another takes the lead.
 */
export function loopSlope(
  { W, leak }: Omit<Loop, "B">,
  ε: number,
): AbscissaSlope {
  return ε === 0
    ? (B) => abscissaGradient({ W, B, leak })
    : smoothedSlope((B) => loopMatrix({ W, B, leak }), W.rows + W.columns, ε);
}
