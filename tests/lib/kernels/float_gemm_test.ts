import { assertEquals, assertThrows } from "@std/assert";
import { floatGemm, floatRoom } from "../../../lib/kernels/float_gemm.ts";
import { sharedFloats } from "../../../lib/kernels/wasm_instance.ts";
import type { Gemm } from "../../../lib/linalg/gemm.ts";
import { exactMadd } from "./exact_madd.ts";
import { uniform } from "./numbers.ts";

/** The same chains of operations, as plainly as they can be written. */
const plainChains: Gemm = (
  { A, B, C },
  { rows, inner, columns, transposeA, transposeB, strides },
  { alpha = 1, beta = 0 } = {},
) => {
  const [a, b] = [Math.fround(alpha), Math.fround(beta)];
  const strideA = strides?.A ?? (transposeA ? rows : inner);
  const strideB = strides?.B ?? (transposeB ? inner : columns);
  const strideC = strides?.C ?? columns;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        sum = exactMadd(
          sum,
          A[transposeA ? k * strideA + i : i * strideA + k],
          B[transposeB ? j * strideB + k : k * strideB + j],
        );
      }
      const at = i * strideC + j;
      C[at] = b === 0 ? a * sum : exactMadd(Math.fround(b * C[at]), a, sum);
    }
  }
};

const floats = (count: number, seed: number) =>
  Float32Array.from(uniform(count, { seed }));

/** Sizes that fill their tiles and blocks, and that do not. */
const shapes = [
  ...[[1, 1, 1], [6, 4, 8], [7, 5, 9], [12, 9, 16], [5, 3, 7]],
  ...[[97, 2, 10], [3, 0, 4], [0, 2, 3], [13, 33, 17]],
];

for (const [rows, inner, columns] of shapes) {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      Deno.test(`floatGemm() of ${rows}×${inner} and ${inner}×${columns} is a chain of fused operations, transposeA ${transposeA}, transposeB ${transposeB}`, () => {
        const A = floats(rows * inner, 1), B = floats(inner * columns, 2);
        const shape = { rows, inner, columns, transposeA, transposeB };
        for (
          const scales of [
            undefined,
            { alpha: 0.3 },
            { beta: 1 },
            { alpha: -1.7, beta: 0.1 },
          ]
        ) {
          const C = floats(rows * columns, 3), wanted = C.slice();
          floatGemm({ A, B, C }, shape, scales);
          plainChains({ A, B, C: wanted }, shape, scales);
          assertEquals(C, wanted);
        }
      });
    }
  }
}

Deno.test("floatGemm() leaves what lies between the rows of C, and skips it in A and B", () => {
  const shape = {
    ...{ rows: 7, inner: 5, columns: 9, transposeB: true },
    strides: { A: 8, B: 6, C: 12 },
  };
  const A = floats(7 * 8, 1), B = floats(9 * 6, 2);
  const C = floats(7 * 12, 3), wanted = C.slice();
  floatGemm({ A, B, C }, shape);
  plainChains({ A, B, C: wanted }, shape);
  assertEquals(C, wanted);
});

Deno.test("floatGemm() does not read C where beta is 0", () => {
  const C = new Float32Array(1).fill(NaN);
  const one = Float32Array.of(1);
  const shape = { rows: 1, inner: 1, columns: 1 };
  floatGemm({ A: one, B: one, C }, shape);
  assertEquals([...C], [1]);
});

Deno.test("floatGemm() uses what lies in its own memory, also when that grows", () => {
  const [A, C] = [
    floatRoom({ rows: 6, columns: 5 }),
    floatRoom({ rows: 6, columns: 8 }),
  ];
  A.data.set(floats(30, 1));
  C.data.set(floats(48, 3));
  const B = floats(40, 2), wanted = C.data.slice();
  const shape = { rows: 6, inner: 5, columns: 8 }, scales = { beta: 1 };
  plainChains({ A: A.data, B, C: wanted }, shape, scales);
  const before = sharedFloats().memory.length;
  const wide = { rows: 1, inner: 1, columns: before };
  const many = new Float32Array(before);
  floatGemm({ A: floats(1, 1), B: many, C: many.slice() }, wide);
  assertEquals(sharedFloats().memory.length > before, true);
  floatGemm({ A: A.data, B, C: C.data }, shape, scales);
  assertEquals(C.data.slice(), wanted);
});

Deno.test("floatGemm() refuses sizes for which there is no memory, and goes on", () => {
  const [A, B] = [new Float32Array(10_300_000), new Float32Array(10_300_000)];
  const C = Float32Array.of(1), one = { rows: 1, columns: 1 };
  assertThrows(
    () => floatGemm({ A, B, C }, { ...one, inner: A.length }),
    RangeError,
  );
  floatGemm({ A: Float32Array.of(2), B: C, C }, { ...one, inner: 1 });
  assertEquals([...C], [2]);
});

Deno.test("floatGemm() refuses a matrix of too few numbers, such as a view that was lost", () => {
  const shape = { rows: 2, inner: 3, columns: 2 };
  const [A, B, C] = [6, 6, 4].map((count) => new Float32Array(count));
  for (const [lacking, wanted] of [["A", 6], ["B", 6], ["C", 4]] as const) {
    assertThrows(
      () => floatGemm({ A, B, C, [lacking]: new Float32Array(3) }, shape),
      RangeError,
      `Cannot multiply matrices: wanted ${wanted} numbers, received 3`,
    );
  }
});
