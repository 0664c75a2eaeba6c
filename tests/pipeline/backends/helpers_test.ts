import { assertEquals } from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import { floatGemm, floatRoom } from "../../../lib/kernels/float_gemm.ts";
import { SparseWeights } from "../../../lib/kernels/sparse_weights.ts";
import { copy } from "../../../lib/linalg/matrix.ts";
import type { GemmShape } from "../../../lib/linalg/gemm.ts";
import {
  dismissHelpers,
  useThreads,
} from "../../../pipeline/backends/helpers.ts";
import { localExecutor } from "../../../pipeline/engine/sandbox/executor.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import { uniform } from "../../lib/kernels/numbers.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { testUnless } from "../../support/test_unless.ts";
import { nodeOf } from "../engine/node_of.ts";
import { waitForHelper } from "./wait_for_helper.ts";

const floats = (count: number, seed: number) =>
  Float32Array.from(uniform(count, { seed }));

/** Shapes of more than a million multiplications, few of which fill their tiles, with all transposes. */
const shapes: GemmShape[] = [[500, 784, 100], [131, 97, 83], [7, 700, 211]]
  .concat(
    Array.from({ length: 9 }, (_, k) => {
      const sizes = uniform(3, { seed: 70 + k });
      return [...sizes].map((size) => 105 + Math.floor(60 * Math.abs(size)));
    }),
  ).map(([rows, inner, columns], k) => ({
    ...{ rows, inner, columns },
    ...{ transposeA: k % 2 === 1, transposeB: k % 4 > 1 },
    ...k % 3 === 2 && { strides: { C: columns + 3 } },
  }));

function productsOfAll(): Float32Array[] {
  return shapes.map((shape, k) => {
    const { rows, inner, columns, strides } = shape;
    const A = floats(rows * inner, 1), B = floats(inner * columns, 2);
    const C = floats(rows * (strides?.C ?? columns), 3);
    floatGemm({ A, B, C }, shape, k % 2 ? {} : { alpha: -1.7, beta: 0.1 });
    return C;
  });
}

const matrixOf = (rows: number, columns: number, seed: number) => (
  { rows, columns, data: uniform(rows * columns, { seed }) }
);

/** Products of float64, of different factors and of the same, and solutions of two kinds. */
function inverses(): unknown[] {
  const algebra = new CompiledAlgebra();
  const A = matrixOf(201, 330, 20), X = matrixOf(201, 150, 21);
  const AAᵀ = algebra.product(A, A, { transposeB: true });
  const AᵀX = algebra.product(A, X, { transposeA: true });
  return [AAᵀ, AᵀX].concat([true, false].map((definite) => {
    const solution = copy(X);
    algebra.solve({ A: AAᵀ, shift: 1, definite }, solution);
    return solution;
  }));
}

/** All that is computed of a first layer of 500 units and 100 images. */
function firstLayer(): unknown[] {
  const [units, inputs, examples] = [500, 784, 100];
  const room = { outputs: 10, examples };
  const layer = new SparseWeights(matrixOf(units, inputs, 8), room);
  const bytes = uniform(examples * inputs, { seed: 9 })
    .map((value) => value > 0.4 ? 255 * value : 0);
  layer.show(Uint8Array.from(bytes));
  const bias = uniform(units, { seed: 10 });
  layer.multiply(bias);
  layer.setErrors(floats(units * examples, 11));
  const factors = uniform(examples, { seed: 12 });
  layer.update({ factors, mean: 33, decay: 0.01 });
  layer.setOutput(matrixOf(10, units, 13));
  const rows = floatRoom({ rows: examples, columns: units });
  layer.multiplyInto({ ...rows, stride: units }, 0.3);
  const answers = layer.answers(bias, 0.001);
  return [layer.activities(1), layer.read(), answers, rows.data.slice()];
}

Deno.test("useThreads() changes no bit of what is computed", () => {
  const compute = () => [...productsOfAll(), ...firstLayer(), ...inverses()];
  const wanted = compute();
  for (const threads of [2, 3, 4, 1]) {
    useThreads(threads);
    if (threads === 2) waitForHelper();
    assertEquals(compute(), wanted);
  }
  dismissHelpers();
  assertEquals(compute(), wanted);
});

Deno.test("useThreads() leaves all to one thread where no other can be started", () => {
  const wanted = productsOfAll(), { Worker } = globalThis;
  globalThis.Worker = class {
    constructor() {
      throw new TypeError("no threads here");
    }
  } as unknown as typeof Worker;
  try {
    useThreads(2);
    assertEquals(productsOfAll(), wanted);
  } finally {
    globalThis.Worker = Worker;
    dismissHelpers();
  }
});

testUnless(
  navigator.hardwareConcurrency > 1 ? undefined : "there is one core",
  "a node computes with a core that is idle, in its sandbox, and ends",
  async () => {
    await inTemporaryFolder(async (folder) => {
      const [inputs, outputs, checkpoint] = ["in", "out", "kept"]
        .map((name) => `${folder}/${name}`);
      for (const path of [inputs, outputs, checkpoint]) Deno.mkdirSync(path);
      const ending = await localExecutor(projectFolder, { jobs: 2 })({
        node: nodeOf("train/x", {
          entry: "tests/pipeline/backends/use_idle_core.ts",
          backend: "wasm",
        }),
        ...{ inputs, outputs, checkpoint },
        onProgress() {},
        signal: new AbortController().signal,
      });
      assertEquals(ending, { ok: true, hints: [] });
      assertEquals(await Deno.readTextFile(`${outputs}/out`), "2 cores");
    });
  },
);
