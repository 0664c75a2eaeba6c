/**
 * Every machine must give these bits. They were printed by the kernels themselves on x86-64 (V8
 * 15.0); that the numbers are right is what the other tests show.
 */
import { assertEquals } from "@std/assert";
import { floatGemm } from "../../../lib/kernels/float_gemm.ts";
import { floatTanh } from "../../../lib/kernels/float_tanh.ts";
import { RowActivities } from "../../../lib/kernels/row_activities.ts";
import { SparseWeights } from "../../../lib/kernels/sparse_weights.ts";
import {
  reducedLoop,
  singleLoop,
  tanhLoop,
} from "../../../lib/kernels/loops.ts";
import { tanh } from "../../../lib/kernels/tanh.ts";
import { TanhNetworkError } from "../../../lib/kernels/tanh_network_error.ts";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { uniform, uniformMatrix, uniformNetwork } from "./numbers.ts";

const settings = { leak: 0.01, steps: 999, dt: 0.5 };

/** A 32-bit digest of all bits (FNV-1a), in hexadecimal. */
function digest(values: Float64Array | Float32Array): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(values.buffer)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

Deno.test("tanh() gives the same bits everywhere", () => {
  const digests = [0.1, 1, 20].map((scale) =>
    digest(tanh(uniform(10_000, { seed: 1, scale })))
  );
  assertEquals(digests, ["681ddde3", "373b3205", "b5683dac"]);
});

Deno.test("floatTanh() gives the same bits everywhere", () => {
  const source = Float32Array.from(uniform(10_000, { seed: 50, scale: 12 }));
  floatTanh(source);
  assertEquals(digest(source), "22b5efce");
});

Deno.test("push() gives the same bits everywhere", () => {
  const network = uniformNetwork([30, 20, 10, 10], { seed: 2, scale: 0.02 });
  const x = uniformMatrix(30, 501, { seed: 3, scale: 2 });
  const target = uniformMatrix(10, 501, { seed: 4, scale: 0.1 });
  const errors = new TanhNetworkError(network, {
    x: transpose(x),
    target: transpose(target),
  });
  for (let k = 0; k < 100; k++) {
    errors.push({
      input: uniform(30, { seed: k }),
      change: uniform(20, { seed: k + 100, scale: 0.01 }),
    });
  }
  assertEquals(digest(errors.take()), "ccd47d21");
});

Deno.test("the loops give the same bits everywhere", () => {
  const W = uniformMatrix(10, 20, { seed: 5, scale: 0.2 });
  const W2 = uniformMatrix(10, 10, { seed: 6, scale: 0.2 });
  const B = transpose(W, -1), e = uniform(10, { seed: 7 });
  const digests = [reducedLoop, tanhLoop].map((loop) => {
    const δ = new Float64Array(20);
    loop({ W, B, e, δ }, settings);
    return digest(δ);
  });
  const δ1 = new Float64Array(20), δ2 = new Float64Array(10);
  singleLoop({ W1: W, W2, B, e, δ1, δ2 }, settings);
  assertEquals(digests, ["272b1dfd", "f40f0fd3"]);
  assertEquals([digest(δ1), digest(δ2)], ["537f03dd", "dac2e48d"]);
});

Deno.test("SparseWeights gives the same bits everywhere", () => {
  const units = 70, inputs = 784, outputs = 10, count = 20;
  const W = uniformMatrix(units, inputs, { seed: 8, scale: 0.05 });
  const weights = new SparseWeights(W, { outputs, examples: count });
  const bytes = uniform(count * inputs, { seed: 9, scale: 255 });
  weights.show(Uint8Array.from(bytes, (value) => value > 150 ? value : 0));
  weights.multiply(uniform(units, { seed: 10 }));
  const factors = uniform(count, { seed: 11, scale: 1e-3 });
  const activations = Array.from({ length: count }, (_, t) => {
    weights.setError(t, uniform(units, { seed: 12 + t }));
    return [...weights.activate(t, { scale: 0.01, weights: factors })];
  });
  weights.update({ factors, mean: 33, decay: 0.001 });
  weights.setOutput(uniformMatrix(outputs, units, { seed: 40 }));
  const answers = weights.answers(uniform(units, { seed: 41 }), 0.01);
  assertEquals(
    [
      digest(Float32Array.from(activations.flat())),
      digest(weights.read()),
      digest(weights.sums().slice()),
      digest(answers),
    ],
    ["2d643ae6", "46091a22", "54624413", "e95a58e6"],
  );
});

Deno.test("floatGemm() gives the same bits everywhere", () => {
  const digests = [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => {
      const [A, B, C] = [60, 61, 62].map((seed) =>
        Float32Array.from(uniform(101 * 101, { seed }))
      );
      const shape = { rows: 101, inner: 101, columns: 101 };
      const scales = { alpha: 0.7, beta: 1 };
      floatGemm({ A, B, C }, { ...shape, transposeA, transposeB }, scales);
      return digest(C);
    })
  );
  assertEquals(digests, ["67cb716c", "86dc61e4", "bf4b3a13", "9a4cd6f4"]);
});

Deno.test("RowActivities gives the same bits everywhere", () => {
  const activities = new RowActivities([50, 30, 50], 9);
  const bytes = uniform(9 * 50, { seed: 63, scale: 255 });
  activities.show(Uint8Array.from(bytes, Math.abs));
  for (const [k, φ] of [[1, "tanh"], [2, "linear"]] as const) {
    const { data } = activities.rows(k);
    data.set(uniform(data.length, { seed: 64 + k, scale: 3 }));
    activities.setBiases(k, uniform(k === 1 ? 30 : 50, { seed: 66 + k }));
    if (k === 1) activities.transfer(k, φ);
  }
  const hidden = digest(activities.rows(1).data.slice());
  const error = digest(Float64Array.of(activities.squaredError()));
  assertEquals([hidden, error], ["c2d8958d", "3c17a9f9"]);
});
