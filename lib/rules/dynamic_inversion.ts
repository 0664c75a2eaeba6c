import { apply } from "../linalg/product.ts";
import { type InversionTransfer, responses } from "./inversion_transfer.ts";
import {
  type Integrator,
  type LayerRule,
  publishedIntegrator,
} from "./rule.ts";

/** How dynamic inversion runs its loop. */
export interface DynamicInversionSettings {
  /** leak α of the controller */
  leak: number;
  /** what the loop takes for the layer's transfer function; defaults to `linear` */
  transfer?: InversionTransfer;
  /** defaults to the published one */
  integrator?: Integrator;
}

/**
 * Dynamic inversion (DI): a loop between two layers that settles where the
 * layer above is driven by its error.
 *
 *   ṙ_y = W φ(r_x) − α r_y − e
 *   ṙ_x = −r_x + B r_y
 *   δ = r_x
 *
 * W (out × in) carries activity forward, B (in × out) feeds the controller r_y
 * (out) back, α is the leak, e (out) the error of the layer above, φ the
 * transfer function of the loop. Both layers start at zero and make `steps`
 * semi-implicit Euler steps of length `dt`: r_x sees the new r_y. The slope φ′
 * of the forward pass is left out, as published.
 *
 * Podlaski & Machens, 2020.
 */
export function dynamicInversion(
  { leak, transfer = "linear", integrator = publishedIntegrator }:
    DynamicInversionSettings,
): LayerRule {
  const { steps, dt } = integrator;
  const respond = responses[transfer];
  return ({ rows: out, columns: n }) => {
    const ry = new Float64Array(out), drive = new Float64Array(out);
    const h = new Float64Array(n), feedback = new Float64Array(n);
    return ({ W, B, slope, e, δ: rx }) => {
      ry.fill(0);
      rx.fill(0);
      for (let step = 0; step < steps; step++) {
        apply(W, respond(rx, slope, h), drive);
        for (let i = 0; i < out; i++) {
          ry[i] += dt * (drive[i] - leak * ry[i] - e[i]);
        }
        apply(B, ry, feedback);
        for (let i = 0; i < n; i++) rx[i] += dt * (feedback[i] - rx[i]);
      }
    };
  };
}
