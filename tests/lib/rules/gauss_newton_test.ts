import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { identity, type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import { apply, applyTransposed } from "../../../lib/linalg/product.ts";
import { tanh } from "../../../lib/network/transfer.ts";
import { backpropagation } from "../../../lib/rules/backpropagation.ts";
import { gaussNewton } from "../../../lib/rules/gauss_newton.ts";
import { layerwiseGaussNewton } from "../../../lib/rules/layerwise_gauss_newton.ts";
import { pseudobackpropagation } from "../../../lib/rules/pseudobackpropagation.ts";
import {
  createPass,
  type LayerRule,
  layerwise,
  outputError,
  type Pass,
} from "../../../lib/rules/rule.ts";
import { matrices, vectors } from "../linalg/arbitrary.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { passes } from "./passes.ts";

const shapes = ({ hidden }: Pass) => hidden.map(({ W }) => W);

/** The errors of the hidden layers, damped so much. */
function errors(pass: Pass, damping: number): Float64Array[] {
  gaussNewton(shapes(pass), { damping })(pass);
  return pass.hidden.map(({ δ }) => δ.slice());
}

/** Those that a rule for one layer finds. */
function layerwiseErrors(pass: Pass, rule: LayerRule): Float64Array[] {
  layerwise(rule, shapes(pass))(pass);
  return pass.hidden.map(({ δ }) => δ.slice());
}

const largest = (x: Float64Array) => Math.max(...x.map(Math.abs));

/** Activities of a tanh network above layer `l`, whose inputs are a; the last is linear. */
function answer(W: readonly Matrix[], l: number, a: Float64Array) {
  return W.slice(l + 1).reduce((a, W) => apply(W, a.map(Math.tanh)), a);
}

/** ∂y/∂a by differences. */
function jacobian(W: readonly Matrix[], l: number, a: Float64Array): Matrix {
  const step = 1e-5, J = matrix(W[W.length - 1].rows, a.length);
  a.forEach((_, j) => {
    const [more, less] = [step, -step].map((by) =>
      answer(W, l, a.map((a, k) => k === j ? a + by : a))
    );
    more.forEach((y, i) =>
      J.data[i * a.length + j] = (y - less[i]) / (2 * step)
    );
  });
  return J;
}

Deno.test("gaussNewton meets the normal equations of the network's Jacobian, by finite differences", () => {
  const network = fc.record({
    W0: matrices(5, 4),
    W1: matrices(4, 5),
    W2: matrices(3, 4),
    x: vectors(4),
    e: vectors(3),
    γ: fc.constantFrom(1e-2, 1, 1e2),
  });
  fc.assert(fc.property(network, ({ W0, W1, W2, x, e, γ }) => {
    const W = [W0, W1, W2].map((W) => ({
      ...W,
      data: W.data.map((w) => w / 4),
    }));
    const pass = createPass(W, []);
    const a = [apply(W[0], x)];
    a.push(apply(W[1], a[0].map(Math.tanh)));
    pass.hidden.forEach(({ slope }, l) =>
      tanh.slope(a[l].map(Math.tanh), slope)
    );
    outputError(pass).set(e);
    errors(pass, γ).forEach((δ, l) => {
      // Jᵀ (e − J δ) = γ δ
      const J = jacobian(W, l, a[l]);
      const rest = apply(J, δ).map((y, i) => e[i] - y);
      const tolerance = 1e-7 * Math.max(1, largest(δ));
      assertClose(applyTransposed(J, rest), δ.map((δ) => γ * δ), tolerance);
    });
  }));
});

Deno.test("gaussNewton of the highest hidden layer is the layerwise one, digit for digit", () => {
  fc.assert(fc.property(passes([1, 5, 3]), (pass) => {
    for (const damping of [0, 0.1]) {
      const wanted = layerwiseErrors(pass, layerwiseGaussNewton({ damping }));
      assertEquals(errors(pass, damping), wanted);
    }
  }));
});

/** Networks of slopes 1 whose weights above the lowest hidden layer are square and far from singular. */
const squareTops = passes([2, 5, 3, 3, 3], 0.03).map((pass) => {
  for (const { W, slope } of pass.hidden) {
    slope.fill(1);
    identity(3).data.forEach((one, k) =>
      W.data[Math.floor(k / 3) * W.columns + k % 3] += one
    );
  }
  return pass;
});

Deno.test("gaussNewton tends to PBP as damping vanishes, with slopes of 1 and square weights above the lowest layer", () => {
  fc.assert(fc.property(squareTops, (pass) => {
    const wanted = layerwiseErrors(pass, pseudobackpropagation);
    for (const [damping, share] of [[1e-3, 0.1], [1e-6, 1e-4], [0, 1e-12]]) {
      errors(pass, damping).forEach((δ, l) =>
        assertClose(δ, wanted[l], share * Math.max(1e-3, largest(wanted[l])))
      );
    }
  }));
});

Deno.test("gaussNewton points where BP does as damping grows, γ δ = δ_BP", () => {
  fc.assert(fc.property(passes([4, 5, 3, 2]), (pass) => {
    const wanted = layerwiseErrors(pass, backpropagation), γ = 1e8;
    errors(pass, γ).forEach((δ, l) =>
      assertClose(δ.map((δ) => γ * δ), wanted[l], 1e-6)
    );
  }));
});

Deno.test("gaussNewton through two layers of known Jacobians", () => {
  const W1 = matrixFromRows([[1, 2], [3, 4]]), W2 = matrixFromRows([[2, 1]]);
  const pass = createPass([matrix(2, 1), W1, W2], []);
  pass.hidden[0].slope.set([1, 0.5]);
  pass.hidden[1].slope.set([0.5, 1]);
  outputError(pass).set([10]);
  // J_2 = (1, 1), J_1 = (4, 6) diag(1, 0.5) = (4, 3)
  const undamped = errors(pass, 0);
  assertClose(undamped[1], [5, 5], 1e-14);
  assertClose(undamped[0], [1.6, 1.2], 1e-14);
  const damped = errors(pass, 8);
  assertClose(damped[1], [1, 1], 1e-14);
  assertClose(damped[0], [40 / 33, 30 / 33], 1e-14);
});
