import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { compiledProduct } from "../../../lib/kernels/product.ts";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { uniformMatrix } from "./numbers.ts";

Deno.test("compiledProduct() gives the bits of product(), whatever the shape", () => {
  const size = fc.integer({ min: 1, max: 23 });
  fc.assert(fc.property(size, size, size, fc.nat(), (m, n, p, seed) => {
    const A = uniformMatrix(m, n, { seed });
    const B = uniformMatrix(n, p, { seed: seed + 1 });
    assertEquals(compiledProduct(A, B), product(A, B));
  }));
});

Deno.test("compiledProduct() keeps numbers that are not finite out of other rows and columns", () => {
  const A = matrix(3, 1, Float64Array.of(1, NaN, Infinity));
  const B = matrix(1, 3, Float64Array.of(1, NaN, 0));
  assertEquals(compiledProduct(A, B), product(A, B));
  const I = matrix(1, 1, Float64Array.of(1));
  assertEquals(compiledProduct(I, I), I);
});

Deno.test("compiledProduct() writes into its target, and refuses shapes that do not fit", () => {
  const A = uniformMatrix(4, 3, { seed: 1 });
  const target = matrix(4, 5);
  const B = uniformMatrix(3, 5, { seed: 2 });
  assertEquals(compiledProduct(A, B, target) === target, true);
  assertThrows(
    () => compiledProduct(A, A),
    RangeError,
    "Cannot multiply matrices",
  );
  assertThrows(
    () => compiledProduct(A, B, matrix(5, 4)),
    RangeError,
    "Cannot store a product",
  );
});
