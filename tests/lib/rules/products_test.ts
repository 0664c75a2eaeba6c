import {
  assert,
  assertEquals,
  assertNotStrictEquals,
  assertStrictEquals,
} from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import { isFloat, rounded } from "../../../lib/linalg/dense_algebra.ts";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { Products } from "../../../lib/rules/products.ts";
import { assertAllClose, uniformMatrix } from "../kernels/numbers.ts";
import { plainGemm } from "../network/plain_gemm.ts";

const algebra = new CompiledAlgebra();
const A = uniformMatrix(5, 3, { seed: 1 });
const B = uniformMatrix(3, 7, { seed: 2 });
const [floatA, floatB] = [A, B].map(rounded);
const doubled = product(A, B).data.map((v) => 2 * v);

Deno.test("Products.times() is float32 where both factors are, and there is something that multiplies such", () => {
  const products = new Products(algebra, plainGemm);
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
      [plainGemm, [A, floatB]],
      [plainGemm, [floatA, B]],
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

const sized = (rows: number, columns: number) =>
  [
    uniformMatrix(rows, 2, { seed: 3 }),
    uniformMatrix(2, columns, { seed: 4 }),
  ] as const;

Deno.test("Products.times() gives a name the same memory while that is enough, whatever the shape", () => {
  const products = new Products(algebra);
  const first = products.times("a", sized(3, 4));
  const smaller = products.times("a", sized(2, 5));
  assertEquals([smaller.rows, smaller.columns, smaller.data.length], [
    2,
    5,
    10,
  ]);
  assertStrictEquals(smaller.data.buffer, first.data.buffer);
  const larger = products.times("a", sized(4, 4));
  assertNotStrictEquals(larger.data.buffer, first.data.buffer);
});

Deno.test("Products.times() gives names, and float32 and float64 of one name, memory of their own", () => {
  const products = new Products(algebra, plainGemm);
  const a = products.times("a", [A, B]), before = a.data.slice();
  products.times("b", [B, uniformMatrix(7, 7, { seed: 5 })]);
  const floats = products.times("a", [floatA, floatB]);
  floats.data.fill(0.1);
  assertEquals(a.data, before);
  assertEquals(floats.data[0], Math.fround(0.1));
});

Deno.test("Products.like() rounds once what goes with float32", () => {
  const products = new Products(algebra);
  assertStrictEquals(products.like(A, B), B);
  const float = products.like(floatA, B);
  assertEquals(float, floatB);
  assertStrictEquals(products.like(floatA, B), float);
});
