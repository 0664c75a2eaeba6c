import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { createPass, outputError } from "../../../lib/rules/pass.ts";

const W = [matrix(4, 6), matrix(3, 4), matrix(2, 3)];
const B = W.map((weights) => transpose(weights));

Deno.test("createPass() makes the error above one layer the error of the next", () => {
  const pass = createPass(W, B);
  const [lower, upper] = pass.hidden;
  assertStrictEquals(lower.e, upper.δ);
  assertStrictEquals(outputError(pass), upper.e);
  assertEquals(
    [lower.δ, lower.e, upper.e].map(({ length }) => length),
    [4, 3, 2],
  );
});

Deno.test("createPass() shares weights and feedback, so that learning is seen", () => {
  const { hidden } = createPass(W, B);
  assertStrictEquals(hidden[0].W, W[1]);
  assertStrictEquals(hidden[1].B, B[2]);
});

Deno.test("createPass() starts with slopes of 1", () => {
  assertEquals(createPass(W, B).hidden[0].slope, Float64Array.of(1, 1, 1, 1));
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
    () => createPass(W, [null, matrix(3, 4), null]),
    RangeError,
    "Cannot feed back: wanted shape (4, 3), received (3, 4)",
  );
});
