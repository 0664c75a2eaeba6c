import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { backpropagation } from "../../../lib/rules/backpropagation.ts";
import { createPass, layerwise, outputError } from "../../../lib/rules/rule.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const W = [[[1, 0], [0, 1]], [[1, 2]], [[3], [5]]].map(matrixFromRows);

function errors(extraSlope?: boolean) {
  const pass = createPass(W, []);
  pass.hidden[0].slope.set([0.5, 1]);
  pass.hidden[1].slope.set([0.25]);
  outputError(pass).set([1, 2]);
  layerwise(backpropagation, W.slice(1), extraSlope)(pass);
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

const shapes = [matrix(4, 6), matrix(3, 4), matrix(2, 3)];
const B = shapes.map((W) => transpose(W));

Deno.test("createPass() makes the error above one layer the error of the next", () => {
  const pass = createPass(shapes, B);
  const [lower, upper] = pass.hidden;
  assertStrictEquals(lower.e, upper.δ);
  assertStrictEquals(outputError(pass), upper.e);
  assertEquals(
    [lower.δ, lower.e, upper.e].map(({ length }) => length),
    [4, 3, 2],
  );
});

Deno.test("createPass() shares weights and feedback, so that learning is seen", () => {
  const { hidden } = createPass(shapes, B);
  assertStrictEquals(hidden[0].W, shapes[1]);
  assertStrictEquals(hidden[1].B, B[2]);
});

Deno.test("createPass() starts with slopes of 1", () => {
  assertEquals(
    createPass(shapes, B).hidden[0].slope,
    Float64Array.of(1, 1, 1, 1),
  );
});

Deno.test("createPass() refuses weights that do not join", () => {
  assertThrows(
    () => createPass([matrix(4, 6), matrix(3, 5)], []),
    RangeError,
    "Cannot join layers: wanted shape (3, 4), received (3, 5)",
  );
});

Deno.test("createPass() refuses feedback that does not lead back", () => {
  assertThrows(
    () => createPass(shapes, [null, matrix(3, 4), null]),
    RangeError,
    "Cannot feed back: wanted shape (4, 3), received (3, 4)",
  );
  assertThrows(
    () => createPass(shapes, B, matrix(2, 4)),
    RangeError,
    "Cannot feed back from end to end: wanted shape (4, 2), received (2, 4)",
  );
});
