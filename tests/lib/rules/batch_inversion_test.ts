import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { conditionNumber } from "../../../lib/linalg/condition.ts";
import { type Matrix, matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { product as times } from "../../../lib/linalg/product.ts";
import { leastSquaresOfMany } from "../../../lib/linalg/solve.ts";
import { type RuleName, rules } from "../../../lib/rules/mod.ts";
import { createPass } from "../../../lib/rules/rule.ts";
import { assertAllClose } from "../kernels/numbers.ts";
import { plainGemm } from "../network/plain_gemm.ts";
import golden from "../../golden/numpy_condition.json" with { type: "json" };
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { algebra, column, drawnBatch, floatMatrix, ruled } from "./batches.ts";

const names = (Object.keys(rules) as RuleName[])
  .filter((name) => rules[name].batch);

for (const name of names) {
  for (const [out, size] of [[5, 9], [9, 5], [6, 6]] as const) {
    Deno.test(`${name} of a batch is ${name} of each example, ${out} units above ${size}, before and after learning`, async () => {
      const n = 6, W = floatMatrix(out, size, 21);
      const B = name === "FA" ? floatMatrix(size, out, 22) : undefined;
      const one = ruled(rules[name].batch!, { W, B, leak: 0.02 });
      const feedback = B ?? transposeOf(W);
      for (let step = 0; step < 4; step++) {
        const E = drawnBatch(out, n, 30 + step),
          H = drawnBatch(size, n, 40 + step);
        const weights = await one.weights();
        const found = await one.rule.errorBelow(E);
        const pass = createPass([floatMatrix(size, 1, 1), weights], [
          null,
          feedback,
        ]);
        const rule = rules[name].make([weights], { leak: 0.02 });
        for (let k = 0; k < n; k++) {
          pass.hidden[0].e.set(column(E, { rows: out, k }));
          rule(pass);
          assertAllClose(
            column(found, { rows: size, k }),
            pass.hidden[0].δ,
            2e-5,
          );
        }
        one.rule.learn?.(H);
        await one.layer.learn(H, E);
      }
    });
  }
}

function transposeOf(W: ReturnType<typeof floatMatrix>) {
  const B = floatMatrix(W.columns, W.rows, 1);
  for (let i = 0; i < W.rows; i++) {
    for (let j = 0; j < W.columns; j++) {
      B.data[j * W.rows + i] = -W.data[i * W.columns + j];
    }
  }
  return B;
}

const n = 4;

/** The same matrix with one row, and one column, twice. */
function singular(rows: number, columns: number): Matrix {
  const W = floatMatrix(rows, columns, 3);
  W.data.copyWithin(columns, 0, columns);
  for (let i = 0; i < rows; i++) W.data[i * columns + 1] = W.data[i * columns];
  return W;
}

/** Rows, and columns, that differ by a few parts in 10⁷. */
function nearlySingular(rows: number, columns: number): Matrix {
  const W = singular(rows, columns);
  const other = floatMatrix(rows, columns, 4);
  W.data.forEach((w, i) => W.data[i] = Math.fround(w + 3e-7 * other.data[i]));
  return W;
}

/** What the exact least-squares solution makes of errors E. */
function wanted(name: "PBP" | "NDI", W: Matrix, E: Matrix): Matrix {
  if (name === "PBP") return leastSquaresOfMany(W, E);
  const B = transpose(W, -1);
  return W.rows <= W.columns
    ? times(B, leastSquaresOfMany(times(W, B), E))
    : leastSquaresOfMany(times(B, W), times(B, E));
}

/** The rules that invert, and NDI once more with inverses that follow the weights. */
const inversions = [
  { name: "PBP", label: "PBP", product: undefined },
  { name: "NDI", label: "NDI", product: undefined },
  { name: "NDI", label: "NDI with followed inverses", product: plainGemm },
] as const;
const loops = [
  ...inversions,
  { name: "DI", label: "DI", product: undefined },
] as const;

for (const { name, label, product } of inversions) {
  for (const [rows, columns] of [[6, 10], [10, 6]]) {
    for (
      const [kind, make] of [["singular", singular], [
        "nearly singular",
        nearlySingular,
      ]] as const
    ) {
      Deno.test(`${label} of ${rows} units above ${columns} takes the least-squares solution where weights are ${kind}, and counts it`, async () => {
        const W = make(rows, columns);
        const one = ruled(rules[name].batch!, { W, product });
        // an error that the weights can reach, as errors of what they made are
        const E = times(W, floatMatrix(columns, n, 9));
        const errors = Float32Array.from(E.data);
        const found = await one.rule.errorBelow(errors);
        const exact = wanted(
          name,
          W,
          matrix(rows, n, Float64Array.from(errors)),
        );
        assertAllClose(Float64Array.from(found), exact.data, 1e-6);
        assertEquals(one.rule.report!(), {
          fallbacks: 1,
          first: 1,
          batches: 1,
        });
      });
    }

    Deno.test(`${label} of ${rows} units above ${columns} goes the fast way where it can, and passes on what is not finite`, async () => {
      const W = floatMatrix(rows, columns, 5);
      const one = ruled(rules[name].batch!, { W, product });
      const E = drawnBatch(rows, n, 6);
      await one.rule.errorBelow(E);
      assertEquals(one.rule.report!().fallbacks, 0);
      E[3] = NaN;
      assert((await one.rule.errorBelow(E)).some(Number.isNaN));
    });
  }
}

for (const { name, label, product } of loops) {
  // beside a leak, the decay of these batches would have inverses made anew
  const leak = product ? 0 : 0.01;

  Deno.test(`${label} follows weights for more batches than it goes without making its matrix anew`, async () => {
    const W = floatMatrix(9, 5, 7);
    const one = ruled(rules[name].batch!, { W, leak, product });
    await learnBatches(one, [0, 49]);
    const E = drawnBatch(9, n, 1);
    const anew = ruled(rules[name].batch!, {
      W,
      weights: await one.layer.weights(),
      leak,
    });
    const followed = await one.rule.errorBelow(E);
    const made = await anew.rule.errorBelow(E);
    assertAllClose(Float64Array.from(followed), Float64Array.from(made), 1e-5);
    assert(followed.some((δ, i) => δ !== made[i]), "nothing was followed");
  });

  Deno.test(`${label} goes on from its state bit for bit, also past the batch that makes its matrix anew`, async () => {
    const W = floatMatrix(9, 5, 7);
    const whole = ruled(rules[name].batch!, { W, leak, product });
    await learnBatches(whole, [0, 23]);
    const resumed = ruled(rules[name].batch!, {
      W,
      weights: await whole.layer.weights(),
      leak,
      product,
      state: structuredClone(whole.rule.state!()),
    });
    for (const until of [24, 60]) {
      const from = until === 24 ? 23 : 24;
      assertEquals(
        await learnBatches(resumed, [from, until]),
        await learnBatches(whole, [from, until]),
      );
    }
    assertEquals(resumed.rule.state!(), whole.rule.state!());
  });
}

for (const { name, label, product } of loops.slice(1)) {
  for (const { leak, ...loop } of golden.loops) {
    const W = matrixFromRows(loop.W), B = matrixFromRows(loop.B);
    Deno.test(`${label} knows the condition of a loop of ${W.rows} units above ${W.columns}, leak ${leak}, as NumPy does`, () => {
      const { rule } = ruled(rules[name].batch!, { W, B, leak, product });
      // first of a loop that is stale, then of one that is not
      for (const time of ["first", "again"]) {
        const share = rule.condition!() / loop.condition;
        assertAlmostEquals(share, 1, 1e-11, time);
      }
    });
  }
}

Deno.test("PBP knows the condition of W Wᵀ, or of WᵀW where that is smaller", () => {
  for (const [rows, columns] of [[5, 9], [9, 5]]) {
    const W = floatMatrix(rows, columns, 3), Wᵀ = transpose(W);
    const A = rows < columns ? times(W, Wᵀ) : times(Wᵀ, W);
    const { rule } = ruled(rules.PBP.batch!, { W });
    const share = rule.condition!() / conditionNumber(algebra, { A });
    assertAlmostEquals(share, 1, 1e-11);
  }
});

for (const { name, label, product } of loops) {
  Deno.test(`${label} learns the same bits whether or not conditions are measured`, async () => {
    const W = floatMatrix(9, 5, 7);
    for (const leak of [0, 0.01]) {
      const alone = ruled(rules[name].batch!, { W, leak, product });
      const measured = ruled(rules[name].batch!, { W, leak, product });
      for (let k = 0; k < 60; k++) {
        assertEquals(
          await learnBatches(measured, [k, k + 1]),
          await learnBatches(alone, [k, k + 1]),
        );
        assert(measured.rule.condition!() > 1);
      }
      assertEquals(measured.rule.report!(), alone.rule.report!());
    }
  });
}

/** Learns batches `first` to before `last`; the errors below of the last of them. */
async function learnBatches(
  { rule, layer }: ReturnType<typeof ruled>,
  [first, last]: [number, number],
): Promise<Float32Array | undefined> {
  let below: Float32Array | undefined;
  for (let k = first; k < last; k++) {
    const E = drawnBatch(9, n, 100 + k), H = drawnBatch(5, n, 300 + k);
    below = await rule.errorBelow(E);
    rule.learn!(H);
    await layer.learn(H, E);
  }
  return below;
}
