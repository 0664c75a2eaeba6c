import { assertEquals } from "@std/assert";
import { clipNorm, norm, sumOfSquares } from "../../../lib/linalg/norms.ts";

Deno.test("norm() is the Euclidean length", () => {
  assertEquals(norm([3, -4]), 5);
  assertEquals(norm([]), 0);
});

Deno.test("sumOfSquares() is the length squared", () => {
  assertEquals(sumOfSquares([1, -2, 3]), 14);
});

Deno.test("clipNorm() shortens what is too long and keeps its direction", () => {
  assertEquals(clipNorm(Float64Array.of(6, -8), 5), Float64Array.of(3, -4));
});

Deno.test("clipNorm() leaves alone what is short enough", () => {
  assertEquals(clipNorm(Float64Array.of(3, 4), 5), Float64Array.of(3, 4));
});
