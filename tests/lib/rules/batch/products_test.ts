import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { CompiledAlgebra } from "../../../../lib/kernels/compiled_algebra.ts";
import { product } from "../../../../lib/linalg/product.ts";
import { transpose } from "../../../../lib/linalg/matrix.ts";
import { Products } from "../../../../lib/rules/batch/products.ts";
import { assertAllClose, uniformMatrix } from "../../kernels/numbers.ts";
import { plainProduct } from "../../network/plain_product.ts";
import { isFloat, rounded } from "../../../../lib/linalg/dense_algebra.ts";

const algebra = new CompiledAlgebra();
const A = uniformMatrix(5, 3, { seed: 1 });
const B = uniformMatrix(3, 7, { seed: 2 });
const [floatA, floatB] = [A, B].map(rounded);
const doubled = product(A, B).data.map((v) => 2 * v);

Deno.test("Products.times() is float32 where both factors are, and there is something that multiplies such", () => {
  const products = new Products(algebra, plainProduct);
  for (
    const [factors, transposed] of [
      [[floatA, floatB], {}],
      [[rounded(transpose(A)), floatB], { transposeA: true }],
      [[floatA, rounded(transpose(B))], { transposeB: true }],
    ] as const
  ) {
    const { rows, columns, data } = products.times("C", factors, transposed, 2);
    assertEquals([rows, columns], [5, 7]);
    assert(data instanceof Float32Array);
    assertAllClose(Float64Array.from(data), doubled, 1e-6);
  }
});

Deno.test("Products.times() is float64 in all other cases", () => {
  for (
    const [multiply, factors] of [
      [undefined, [floatA, floatB]],
      [plainProduct, [A, floatB]],
      [plainProduct, [floatA, B]],
    ] as const
  ) {
    const C = new Products(algebra, multiply).times("C", factors, {}, 2);
    assert(!isFloat(C));
    assertAllClose(Float64Array.from(C.data), doubled, 1e-6);
  }
});

Deno.test("Products.inDoubles() and inFloats() copy only what is of another kind", () => {
  const products = new Products(algebra);
  assertStrictEquals(products.inDoubles("A", A).data, A.data);
  assertStrictEquals(products.inFloats("A", floatA).data, floatA.data);
  assertEquals(
    products.inDoubles("A", floatA).data,
    Float64Array.from(floatA.data),
  );
  assertEquals(products.inFloats("A", A).data, floatA.data);
});
