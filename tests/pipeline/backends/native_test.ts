import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import {
  copy,
  identity,
  type Matrix,
  matrix,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { probedSolve } from "../../../lib/linalg/solve.ts";
import type { FoundBackend } from "../../../pipeline/engine/cli/pipeline.ts";
import { openNative } from "../../../pipeline/backends/native.ts";
import { openBackend } from "../../../pipeline/backends/open.ts";
import { assertAllClose, uniformMatrix } from "../../lib/kernels/numbers.ts";
import { solved } from "../../lib/linalg/solved.ts";
import { numbers } from "../../lib/network/numbers.ts";
import { plainGemm } from "../../lib/network/plain_gemm.ts";
import { assertAgreesWithWasm } from "./agreement.ts";
import { testsOf } from "./available.ts";

const test = await testsOf("native");
const compiled = new CompiledAlgebra();
const open = (found: FoundBackend) => openBackend({ name: "test", ...found });
const draw = (count: number, phase = 0) =>
  Float32Array.from(numbers(count, phase));

test("native learns from all pixels as wasm does, and errs as often", async (found) => {
  await assertAgreesWithWasm(await open(found));
});

test("native learns by default with fused kernels as wasm does, and errs as often", async (found) => {
  await assertAgreesWithWasm(await open(found), "sparse");
});

test("syncGemm() of native multiplies parts of larger matrices, and scales as it is told to", async (found) => {
  const { syncGemm } = await open(found);
  const [A, B, before] = [1, 2, 3].map((phase) => draw(12 * 12, phase));
  const shape = {
    rows: 5,
    inner: 7,
    columns: 3,
    strides: { A: 12, B: 11, C: 10 },
  };
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      for (
        const scales of [undefined, { alpha: 2 }, { alpha: -1, beta: 0.5 }]
      ) {
        const [C, wanted] = [syncGemm!, plainGemm].map((multiply) => {
          const C = before.slice();
          multiply({ A, B, C }, { ...shape, transposeA, transposeB }, scales);
          return C;
        });
        C.forEach((value, i) => assertAlmostEquals(value, wanted[i], 1e-5));
      }
    }
  }
});

test("feedForward() of native is tanh(X B + 1 bᵀ)", async (found) => {
  const { feedForward } = await open(found);
  const shape = { rows: 37, inner: 53, columns: 41 };
  const A = draw(37 * 53), B = draw(53 * 41, 1), b = draw(41, 2);
  const { pass } = feedForward([{ B, b, transfer: "tanh" }]);
  const wanted = new Float32Array(37 * 41).map((_, at) => b[at % 41]);
  plainGemm({ A, B, C: wanted }, shape, { beta: 1 });
  (await pass(A)).forEach((value, i) =>
    assertAlmostEquals(value, Math.tanh(wanted[i]), 1e-5)
  );
});

test("native gives the same bits each time with the same threads", async (found) => {
  const A = draw(200 * 300);
  const square = async () => {
    const C = new Float32Array(200 * 200);
    const shape = { rows: 200, inner: 300, columns: 200, transposeB: true };
    await (await open(found)).gemm({ A, B: A, C }, shape);
    return C;
  };
  assertEquals(await square(), await square());
});

Deno.test("openNative() refuses what is no library", () => {
  assertThrows(
    () => openNative({ path: import.meta.filename!, threads: 1 }),
    Error,
    "Could not open library",
  );
});

test("the algebra of native multiplies as the project's kernels do, factors transposed or not, of float32 too", async (found) => {
  const native = (await open(found)).algebra;
  const A = uniformMatrix(13, 30, { seed: 1 }),
    B = uniformMatrix(30, 9, { seed: 2 });
  const wanted = compiled.product(A, B).data;
  for (
    const C of [
      native.product(A, B),
      native.product(transpose(A), B, { transposeA: true }),
      native.product(A, transpose(B), { transposeB: true }),
      native.product(transpose(A), transpose(B), {
        transposeA: true,
        transposeB: true,
      }),
    ]
  ) assertAllClose(C.data, wanted, 1e-14);
  const float = { ...A, data: Float32Array.from(A.data) };
  assertAllClose(
    native.product(float, B).data,
    compiled.product(float, B).data,
    1e-14,
  );
});

test("the algebra of native solves systems as the project's kernels do, and passes on what is singular or not finite", async (found) => {
  const native = (await open(found)).algebra;
  const A = uniformMatrix(50, 50, { seed: 3 }),
    B = uniformMatrix(50, 7, { seed: 4 });
  const before = [A.data.slice(), B.data.slice()];
  const one = solved(native, A, B), other = solved(compiled, A, B);
  assertAllClose(one.data, other.data, 1e-11);
  assertEquals([A.data, B.data], before);
  const condition = (A: Matrix) =>
    probedSolve(native, { A }, identity(A.rows)).condition;
  const twice = uniformMatrix(20, 20, { seed: 5 });
  twice.data.copyWithin(20, 0, 20);
  assert(!(condition(twice) < 1e13));
  twice.data[3] = NaN;
  assert(!(condition(twice) < Infinity));
});

test("the algebra of native takes half the work where a matrix meets its own transpose", async (found) => {
  const native = (await open(found)).algebra;
  const A = uniformMatrix(70, 45, { seed: 6 });
  const float = { ...A, data: Float32Array.from(A.data) };
  for (const V of [A, float]) {
    for (const which of [{ transposeA: true }, { transposeB: true }]) {
      const C = native.product(V, V, which);
      assertAllClose(C.data, compiled.product(V, V, which).data, 1e-14);
      assertEquals(transpose(C), C);
    }
  }
  const square = uniformMatrix(9, 9, { seed: 7 });
  for (
    const which of [{}, { transposeA: false }, {
      transposeA: true,
      transposeB: true,
    }]
  ) {
    const twice = native.product(square, square, which).data;
    const wanted = compiled.product(square, square, which).data;
    assertAllClose(twice, wanted, 1e-14);
  }
});

test("the algebra of native adds to symmetric matrices, and solves definite systems, as the project's kernels do", async (found) => {
  const native = (await open(found)).algebra;
  const V = uniformMatrix(70, 200, { seed: 8 });
  const [A, B] = [9, 10].map((seed) => uniformMatrix(70, 5, { seed }));
  const [M, wanted] = [native, compiled].map((algebra) => {
    const M = algebra.product(V, V, { transposeB: true });
    algebra.syr2k(M, { alpha: 0.1, beta: 0.9 }, [A, B]);
    return M;
  });
  assertAllClose(M.data, wanted.data, 1e-13);
  assertEquals(transpose(M), M);
  for (const shift of [undefined, 0.5]) {
    const [X, wanted] = [copy(B), copy(B)], before = copy(M);
    native.solve({ A: M, shift, definite: true }, X);
    compiled.solve({ A: M, shift }, wanted);
    assertAllClose(X.data, wanted.data, 1e-10);
    assertEquals(M, before);
  }
});

test("the algebra of native gives no number for a system that is said to be definite and is not", async (found) => {
  const native = (await open(found)).algebra;
  const one = Float64Array.of(1, 2, 2, 1),
    singular = Float64Array.of(1, 1, 1, 1);
  for (const data of [one, singular, one.map(() => NaN)]) {
    const { X, condition } = probedSolve(
      native,
      { A: matrix(2, 2, data), definite: true },
      identity(2),
    );
    assert(X.data.every(Number.isNaN));
    assert(Number.isNaN(condition));
  }
});
