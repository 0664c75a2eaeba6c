/**
 * The loops of dynamic inversion in WebAssembly: the steps of
 * `dynamic_inversion.ts` and `single_loop_inversion.ts`, equal up to the order
 * of summation, many times faster.
 */
import { reducedLoop, tanhLoop } from "../kernels/inversion_loop.ts";
import { singleLoop } from "../kernels/single_loop.ts";
import {
  type Integrator,
  type LayerRule,
  publishedIntegrator,
  type Rule,
} from "./rule.ts";
import { endToEndFeedback } from "./single_loop_inversion.ts";

/** `dynamicInversion` of tanh units, or of linear ones as in `reducedDynamicInversion`. */
export function compiledDynamicInversion(
  { leak, transfer, integrator = publishedIntegrator }: {
    leak: number;
    transfer: "linear" | "tanh";
    integrator?: Integrator;
  },
): LayerRule {
  const loop = transfer === "tanh" ? tanhLoop : reducedLoop;
  return () => (layer) => loop(layer, { leak, ...integrator });
}

/** `singleLoopInversion` through two hidden layers of tanh units. */
export function compiledSingleLoopInversion(
  { leak, integrator = publishedIntegrator }: {
    leak: number;
    integrator?: Integrator;
  },
): Rule {
  return (pass) => {
    const [lower, upper] = pass.hidden;
    singleLoop({
      W1: lower.W,
      W2: upper.W,
      B: endToEndFeedback(pass),
      e: upper.e,
      δ1: lower.δ,
      δ2: upper.δ,
    }, { leak, ...integrator });
  };
}
