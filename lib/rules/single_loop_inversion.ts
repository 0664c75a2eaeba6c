import { singleLoop } from "../kernels/loops.ts";
import type { Matrix, Shape } from "../linalg/matrix.ts";
import { apply } from "../linalg/product.ts";
import { type InversionSettings, responses } from "./dynamic_inversion.ts";
import { type Pass, publishedIntegrator, type Rule } from "./rule.ts";

/**
 * Single-loop dynamic inversion (SDI): one loop through all layers, closed by
 * feedback B from the output straight to the lowest hidden layer.
 *
 *   ṙ_1 = −r_1 + B r_L
 *   ṙ_l = −r_l + W_{l−1} φ(r_{l−1})           1 < l < L
 *   ṙ_L = −α r_L + W_{L−1} φ(r_{L−1}) − e
 *   δ_l = r_l
 *
 * All start at zero and make `steps` semi-implicit Euler steps of length `dt`,
 * in this order, each seeing the values just updated. The slopes φ′ of the
 * forward pass are left out, as published. Without leak, and where the weights
 * above the lowest hidden layer are square and invertible, it comes to rest
 * where sequential dynamic inversion does.
 *
 * `shapes` are those of the weights above each hidden layer, lowest first. This
 * is the plain form, which the compiled one is tested against.
 *
 * Podlaski & Machens, 2020, supplement.
 *
 * @throws {TypeError} if the pass has no end-to-end feedback.
 */
export function singleLoopInversion(
  shapes: readonly Shape[],
  { leak, transfer, integrator = publishedIntegrator }: InversionSettings,
): Rule {
  const { steps, dt } = integrator;
  const respond = responses[transfer];
  const seen = shapes.map(({ columns }) => new Float64Array(columns));
  const drives = shapes.map(({ rows }) => new Float64Array(rows));
  const top = shapes.length - 1;
  const controller = new Float64Array(shapes[top].rows);
  const feedback = new Float64Array(shapes[0].columns);
  return (pass) => {
    const B = endToEndFeedback(pass);
    const { hidden } = pass;
    const { e } = hidden[top];
    controller.fill(0);
    for (const { δ } of hidden) δ.fill(0);
    for (let step = 0; step < steps; step++) {
      relax(hidden[0].δ, apply(B, controller, feedback), dt);
      for (let l = 0; l <= top; l++) {
        const { W, δ, slope } = hidden[l];
        const h = seen[l];
        for (let i = 0; i < h.length; i++) h[i] = respond(δ[i], slope[i]);
        apply(W, h, drives[l]);
        if (l < top) relax(hidden[l + 1].δ, drives[l], dt);
      }
      for (let i = 0; i < e.length; i++) {
        controller[i] += dt * (drives[top][i] - leak * controller[i] - e[i]);
      }
    }
  };
}

/**
 * The same steps in WebAssembly, equal up to the order of summation, many times
 * faster, through two hidden layers of tanh units; elsewhere the plain ones.
 */
export function compiledSingleLoopInversion(
  shapes: readonly Shape[],
  settings: InversionSettings,
): Rule {
  const { leak, transfer, integrator = publishedIntegrator } = settings;
  if (transfer !== "tanh" || shapes.length !== 2) {
    return singleLoopInversion(shapes, settings);
  }
  return (pass) => {
    const B = endToEndFeedback(pass);
    const [{ W: W1, δ: δ1 }, { W: W2, δ: δ2, e }] = pass.hidden;
    singleLoop({ W1, W2, B, e, δ1, δ2 }, { leak, ...integrator });
  };
}

/** The feedback that closes the loop; throws a TypeError if the pass has none. */
function endToEndFeedback({ endToEnd }: Pass): Matrix {
  if (endToEnd) return endToEnd;
  throw new TypeError(
    "Cannot run single-loop inversion: the pass has no end-to-end feedback",
  );
}

/** r += dt (−r + drive). */
function relax(r: Float64Array, drive: Float64Array, dt: number): void {
  for (let i = 0; i < r.length; i++) r[i] += dt * (drive[i] - r[i]);
}
