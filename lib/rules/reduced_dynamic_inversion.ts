import { matrix } from "../linalg/matrix.ts";
import { apply, product } from "../linalg/product.ts";
import {
  type Integrator,
  type LayerRule,
  publishedIntegrator,
} from "./rule.ts";

/**
 * Linear dynamic inversion in the range of its feedback: the same steps with
 * fewer numbers.
 *
 * Since r_x starts at zero and is only ever driven by B r_y, it is B u for some
 * u (out), and the loop closes over M = W B (out × out):
 *
 *   ṙ_y = M u − α r_y − e
 *   u̇ = −u + r_y
 *   δ = B u
 *
 * Equal to `dynamicInversion` with a linear transfer function, up to rounding.
 */
export function reducedDynamicInversion(
  { leak, integrator = publishedIntegrator }: {
    leak: number;
    integrator?: Integrator;
  },
): LayerRule {
  const { steps, dt } = integrator;
  return ({ rows: out }) => {
    const M = matrix(out, out);
    const ry = new Float64Array(out), u = new Float64Array(out);
    const drive = new Float64Array(out);
    return ({ W, B, e, δ }) => {
      product(W, B, M);
      ry.fill(0);
      u.fill(0);
      for (let step = 0; step < steps; step++) {
        apply(M, u, drive);
        for (let i = 0; i < out; i++) {
          ry[i] += dt * (drive[i] - leak * ry[i] - e[i]);
          u[i] += dt * (ry[i] - u[i]);
        }
      }
      apply(B, u, δ);
    };
  };
}
