import { assertThrows } from "@std/assert";
import fc from "fast-check";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import {
  compiledDynamicInversion,
  compiledSingleLoopInversion,
} from "../../../lib/rules/compiled_inversion.ts";
import { dynamicInversion } from "../../../lib/rules/dynamic_inversion.ts";
import { rules } from "../../../lib/rules/mod.ts";
import { singleLoopInversion } from "../../../lib/rules/single_loop_inversion.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { layers, passes } from "./passes.ts";

const leaks = fc.constantFrom(0, 0.01, 0.5);

for (const transfer of ["linear", "tanh"] as const) {
  for (const [n, out] of [[20, 10], [10, 10], [4, 7]] as const) {
    Deno.test(`compiledDynamicInversion of ${transfer} units makes the plain steps, from ${n} units to ${out}`, () => {
      fc.assert(
        fc.property(layers([n, out]), leaks, (layer, leak) => {
          layer.B.data.set(transpose(layer.W, -0.3).data);
          const plain = { ...layer, δ: new Float64Array(n) };
          dynamicInversion({ leak, transfer })(layer.W)(plain);
          compiledDynamicInversion({ leak, transfer })(layer.W)(layer);
          const size = Math.max(1, ...plain.δ.map(Math.abs));
          assertClose(layer.δ, plain.δ, 1e-11 * size);
        }),
        { numRuns: 20 },
      );
    });
  }
}

Deno.test("compiledSingleLoopInversion makes the plain steps", () => {
  fc.assert(
    fc.property(passes([3, 20, 10, 10]), leaks, (pass, leak) => {
      const shapes = pass.hidden.map(({ W }) => W);
      pass.endToEnd!.data.set(
        transpose(product(shapes[1], shapes[0]), -0.3).data,
      );
      singleLoopInversion(shapes, { leak })(pass);
      const plain = pass.hidden.map(({ δ }) => δ.slice());
      compiledSingleLoopInversion({ leak })(pass);
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
