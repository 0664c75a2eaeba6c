import { assertEquals } from "@std/assert";
import { backpropagation } from "../../../lib/rules/backpropagation.ts";
import { layerwise } from "../../../lib/rules/layerwise.ts";
import { createPass, outputError } from "../../../lib/rules/pass.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const W = [[[1, 0], [0, 1]], [[1, 2]], [[3], [5]]].map(matrixFromRows);

function errors(extraSlope?: boolean) {
  const pass = createPass(W, []);
  pass.hidden[0].slope.set([0.5, 1]);
  pass.hidden[1].slope.set([0.25]);
  outputError(pass).set([1, 2]);
  layerwise(backpropagation, W.slice(1), { extraSlope })(pass);
  return pass.hidden.map(({ δ }) => [...δ]);
}

Deno.test("layerwise() carries the error from the highest hidden layer down", () => {
  const δ2 = (3 * 1 + 5 * 2) * 0.25;
  assertEquals(errors(), [[δ2 * 0.5, 2 * δ2], [δ2]]);
});

Deno.test("layerwise() multiplies by the slope once more where asked, before going on", () => {
  const δ2 = (3 * 1 + 5 * 2) * 0.25 ** 2;
  assertEquals(errors(true), [[δ2 * 0.25, 2 * δ2], [δ2]]);
});
