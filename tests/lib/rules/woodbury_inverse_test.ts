import { assert, assertEquals } from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import {
  type Factor,
  isFloat,
  rounded,
} from "../../../lib/linalg/dense_algebra.ts";
import {
  copy,
  type Matrix,
  matrix,
  shiftDiagonal,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { assertAllClose, uniformMatrix } from "../kernels/numbers.ts";
import { plainGemm } from "../network/plain_gemm.ts";
import { solved } from "../linalg/solved.ts";
import type { Loop } from "../../../lib/rules/batch_inversion.ts";
import { woodburyInverse } from "../../../lib/rules/woodbury_inverse.ts";

const algebra = new CompiledAlgebra();
const n = 4;

/** A layer of weights in plain numbers, and the inverse that follows it. */
class Layer {
  readonly B: Matrix;
  readonly loop: Loop;

  constructor(
    public W: Matrix,
    readonly leak = 0.01,
    readonly precision: "float32" | "float64" = "float64",
  ) {
    this.B = transpose(W, -1);
    this.loop = woodburyInverse({
      algebra,
      B: this.B,
      leak,
      product: plainGemm,
    });
    this.renew();
  }

  renew(): void {
    const b = new Float64Array(this.W.rows);
    this.loop.renew({ V: this.W, s: 1, b });
  }

  driveOf(E: Matrix): Matrix {
    return this.W.rows <= this.W.columns ? copy(E) : product(this.B, E);
  }

  /** The same numbers, as the precision has them. */
  #rounded(A: Matrix): Factor {
    return this.precision === "float32" ? rounded(A) : A;
  }

  solve(R: Matrix): Factor | null {
    return this.loop.solve(this.#rounded(R));
  }

  learn(
    { E, H, keep = 1 - 1e-10, eta = 0.01 }: {
      E: Matrix;
      H: Matrix;
      keep?: number;
      eta?: number;
    },
  ): void {
    const R = this.driveOf(E);
    this.solve(R);
    const factors = { E: this.#rounded(E), H: this.#rounded(H), R };
    this.loop.update({ ...factors, keep, eta });
    const step = product(E, transpose(H)).data;
    const { rows, columns, data } = this.W;
    const learned = data.map((w, k) => keep * w + eta * step[k]);
    this.W = matrix(rows, columns, learned);
  }

  /** The state of the loop, by elimination. */
  eliminated(R: Matrix): Matrix {
    const wide = this.W.rows <= this.W.columns;
    const M = wide ? product(this.W, this.B) : product(this.B, this.W);
    return solved(algebra, shiftDiagonal(M, -this.leak), R);
  }
}

const tolerances = [["float64", 1e-8], ["float32", 1e-5]] as const;

for (const [rows, columns] of [[6, 9], [9, 6], [7, 7]]) {
  const drawn = (seed: number) => ({
    E: uniformMatrix(rows, n, { seed }),
    H: uniformMatrix(columns, n, { seed: seed + 100 }),
  });
  const layer = () => new Layer(uniformMatrix(rows, columns, { seed: 1 }));

  for (const [precision, tolerance] of tolerances) {
    Deno.test(`woodburyInverse() of ${rows} units above ${columns}, driven by ${precision}, is where elimination finds it, until it is stale`, () => {
      const followed = new Layer(
        uniformMatrix(rows, columns, { seed: 1 }),
        0.01,
        precision,
      );
      assert(followed.loop.float32Suffices);
      let changes = 0;
      for (; !followed.loop.stale; changes++) {
        const R = followed.driveOf(uniformMatrix(rows, n, { seed: 7 }));
        const X = followed.solve(R)!;
        assertEquals(isFloat(X), precision === "float32");
        const found = Float64Array.from(X.data);
        assertAllClose(found, followed.eliminated(R).data, tolerance);
        followed.learn(drawn(10 + changes));
      }
      assertEquals(changes, 50);
      followed.renew();
      assert(!followed.loop.stale);
    });
  }

  Deno.test(`woodburyInverse() of ${rows} units above ${columns} is stale once it is badly conditioned, and not trusted where that is so from the start`, () => {
    const followed = new Layer(uniformMatrix(rows, columns, { seed: 1 }), 0);
    followed.learn({ ...breaking(followed.W), keep: 1, eta: 1 });
    assert(followed.loop.stale);
    followed.renew();
    assert(!followed.loop.stale);
    const R = followed.driveOf(uniformMatrix(rows, n, { seed: 7 }));
    assertEquals(followed.loop.solve(R), null);
  });

  Deno.test(`woodburyInverse() of ${rows} units above ${columns} is stale where a decay is so strong that it shows beside the leak`, () => {
    const followed = layer();
    followed.learn({ ...drawn(5), keep: 0.999 });
    assert(followed.loop.stale);
    const without = new Layer(uniformMatrix(rows, columns, { seed: 1 }), 0);
    without.learn({ ...drawn(5), keep: 0.9 });
    assert(!without.loop.stale);
    const R = without.driveOf(uniformMatrix(rows, n, { seed: 7 }));
    const X = without.loop.solve(R)!;
    assertAllClose(X.data as Float64Array, without.eliminated(R).data, 1e-8);
  });

  Deno.test(`woodburyInverse() of ${rows} units above ${columns} is stale where it was renewed after it was used`, () => {
    const followed = layer(), { E, H } = drawn(3);
    const R = followed.driveOf(E);
    followed.loop.solve(R);
    followed.renew();
    followed.loop.update({ E, H, keep: 1, eta: 0.01, R });
    assert(followed.loop.stale);
    assertEquals(followed.loop.state(), undefined);
  });
}

for (const [rows, columns] of [[6, 9], [9, 6]]) {
  Deno.test(`woodburyInverse() of ${rows} units above ${columns} needs float64 where it is not well conditioned, and follows all the same`, () => {
    const followed = new Layer(uniformMatrix(rows, columns, { seed: 1 }), 0);
    followed.learn({ ...breaking(followed.W, 1e-5), keep: 1, eta: 1 });
    assert(!followed.loop.float32Suffices);
    assert(!followed.loop.stale);
    const R = followed.driveOf(uniformMatrix(rows, n, { seed: 7 }));
    const X = followed.solve(R)!;
    assertAllClose(X.data as Float64Array, followed.eliminated(R).data, 1e-8);
  });
}

Deno.test("woodburyInverse() no larger than a batch is renewed for each", () => {
  const followed = new Layer(uniformMatrix(n, 9, { seed: 1 }));
  const E = uniformMatrix(n, n, { seed: 2 }),
    H = uniformMatrix(9, n, { seed: 3 });
  followed.learn({ E, H });
  assert(followed.loop.stale);
});

Deno.test("woodburyInverse() stays as it is where nothing is learned", () => {
  const followed = new Layer(uniformMatrix(6, 9, { seed: 1 }));
  const { N } = structuredClone(followed.loop.state()!);
  const E = uniformMatrix(6, n, { seed: 2 }),
    H = uniformMatrix(9, n, { seed: 3 });
  followed.learn({ E, H, keep: 1, eta: 0 });
  assertEquals(followed.loop.state()!.N, N);
});

/** A change E Hᵀ that leaves almost nothing of the loop in one direction, or so much. */
function breaking(W: Matrix, left = 1e-12): { E: Matrix; H: Matrix } {
  const wide = W.rows <= W.columns;
  const from = wide ? transpose(W) : W;
  const x = uniformMatrix(from.columns, 1, { seed: 3 });
  const length = x.data.reduce((sum, v) => sum + v * v, 0);
  const kept = firstColumn(x);
  const taken = firstColumn(product(from, x), (left - 1) / length);
  return wide ? { E: kept, H: taken } : { E: taken, H: kept };
}

/** n columns, all zeros but the first, which is c x. */
function firstColumn({ rows, data }: Matrix, c = 1): Matrix {
  const columns = matrix(rows, n);
  data.forEach((v, i) => columns.data[i * n] = c * v);
  return columns;
}
