import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import type { InversionTransfer } from "../../../lib/rules/dynamic_inversion.ts";
import { rules } from "../../../lib/rules/mod.ts";
import { createPass, outputError } from "../../../lib/rules/rule.ts";
import {
  compiledSingleLoopInversion,
  singleLoopInversion,
} from "../../../lib/rules/single_loop_inversion.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { passes } from "./passes.ts";

const one = (x: number) => matrixFromRows([[x]]);

/** δ1 and δ2 of a chain of single units, W1 = 2, W2 = 3, D = ½ and ¼, e = 1. */
function chain(
  transfer: InversionTransfer,
  { steps, leak = 0.5, B = -1 }: {
    steps: number;
    leak?: number;
    B?: number;
  },
) {
  const W = [one(1), one(2), one(3)];
  const pass = createPass(W, [], one(B));
  pass.hidden[0].slope.fill(0.5);
  pass.hidden[1].slope.fill(0.25);
  outputError(pass).set([1]);
  const integrator = { steps, dt: 0.5 };
  singleLoopInversion(W.slice(1), { leak, transfer, integrator })(pass);
  return pass.hidden.map(({ δ }) => δ[0]);
}

Deno.test("singleLoopInversion updates r_x, then r_y, then r_z, each from the newest", () => {
  // α = ½; after one step r_z = −½; then r_x = ¼, r_y = ½·2·¼, r_z = −½ + ½ (¼ + ¾ − 1)
  assertEquals(chain("linear", { steps: 1 }), [0, 0]);
  assertEquals(chain("linear", { steps: 2 }), [0.25, 0.25]);
  assertEquals(chain("linear", { steps: 3 }), [
    0.25 + 0.5 * (0.5 - 0.25),
    0.25 + 0.5 * (2 * 0.375 - 0.25),
  ]);
});

Deno.test("singleLoopInversion acts on tanh of the states", () => {
  assertEquals(chain("tanh", { steps: 2 }), [0.25, Math.tanh(0.25)]);
});

Deno.test("singleLoopInversion, linearised, divides each state by its slope", () => {
  assertEquals(chain("linearised", { steps: 2 }), [0.25, 2 * 0.25]);
});

Deno.test("singleLoopInversion, linearised, comes to rest at D2 W2⁻¹ e and D1 W1⁻¹ δ2", () => {
  const δ = chain("linearised", { steps: 2000, leak: 0, B: -0.01 });
  assertClose(δ, [0.5 * 0.25 / 2 / 3, 0.25 / 3], 1e-9);
});

Deno.test("singleLoopInversion refuses a pass without end-to-end feedback", () => {
  const W = [one(1), one(2)];
  assertThrows(
    () =>
      singleLoopInversion(W.slice(1), { leak: 0, transfer: "tanh" })(
        createPass(W, []),
      ),
    TypeError,
    "Cannot run single-loop inversion: the pass has no end-to-end feedback",
  );
});

const leaks = fc.constantFrom(0, 0.01, 0.5);

Deno.test("compiledSingleLoopInversion makes the plain steps", () => {
  fc.assert(
    fc.property(passes([3, 20, 10, 10]), leaks, (pass, leak) => {
      const shapes = pass.hidden.map(({ W }) => W);
      pass.endToEnd!.data.set(
        transpose(product(shapes[1], shapes[0]), -0.3).data,
      );
      singleLoopInversion(shapes, { leak, transfer: "tanh" })(pass);
      const plain = pass.hidden.map(({ δ }) => δ.slice());
      compiledSingleLoopInversion(shapes, { leak, transfer: "tanh" })(pass);
      pass.hidden.forEach(({ δ }, l) => {
        const size = Math.max(1, ...plain[l].map(Math.abs));
        assertClose(δ, plain[l], 1e-11 * size);
      });
    }),
    { numRuns: 20 },
  );
});

Deno.test("SDI refuses a pass without end-to-end feedback, compiled or not", () => {
  fc.assert(
    fc.property(passes([2, 3, 2, 2]), passes([2, 3, 2, 2, 2]), (...both) => {
      for (const pass of both) {
        const rule = rules.SDI.make(pass.hidden.map(({ W }) => W), {});
        assertThrows(
          () => rule({ ...pass, endToEnd: null }),
          TypeError,
          "the pass has no end-to-end feedback",
        );
      }
    }),
    { numRuns: 1 },
  );
});
