/**
 * The kernels: beside their plain forms at the sizes of nonlinear regression, 30-20-10-10, 10 000
 * examples, loops of 999 steps, and at those of the autoencoder. `deno bench` compares within a group.
 */
import { CompiledAlgebra } from "../lib/kernels/compiled_algebra.ts";
import { floatGemm, floatRoom } from "../lib/kernels/float_gemm.ts";
import { reducedLoop, singleLoop, tanhLoop } from "../lib/kernels/loops.ts";
import { tanh } from "../lib/kernels/tanh.ts";
import { TanhNetworkError } from "../lib/kernels/tanh_network_error.ts";
import { transpose } from "../lib/linalg/matrix.ts";
import { product } from "../lib/linalg/product.ts";
import {
  uniform,
  uniformMatrix,
  uniformNetwork,
} from "../tests/lib/kernels/numbers.ts";
import * as plain from "../tests/lib/kernels/plain.ts";

const settings = { leak: 0.01, steps: 999, dt: 0.5 };

for (const scale of [0.17, 3]) {
  const x = uniform(10_000, { seed: 1, scale }), y = new Float64Array(x.length);
  const group = `tanh of 10 000 numbers up to ${scale}`;
  Deno.bench({ name: "Math.tanh", group, baseline: true }, () => {
    for (let i = 0; i < x.length; i++) y[i] = Math.tanh(x[i]);
  });
  Deno.bench({ name: "tanh", group }, () => void tanh(x, y));
}

for (
  const [name, scale, size] of [
    ["as those of BP", 0.01, 1e-10],
    ["as those of PBP", 0.1, 1e-5],
  ] as const
) {
  const network = uniformNetwork([30, 20, 10, 10], { seed: 1, scale });
  const x = uniformMatrix(10_000, 30, { seed: 2, scale: Math.sqrt(3) });
  const target = uniformMatrix(10_000, 10, { seed: 3, scale: 0.01 });
  const errors = new TanhNetworkError(network, { x, target });
  const update = {
    input: uniform(30, { seed: 4 }),
    change: uniform(20, { seed: 5, scale: size }),
  };
  const group = `64 whole-set errors, activities and changes ${name}`;
  Deno.bench({ name: "plain, one of the 64", group, baseline: true }, () => {
    plain.tanhNetworkError(network, { x, target });
  });
  Deno.bench({ name: "each in full", group }, () => {
    for (let k = 0; k < 64; k++) {
      errors.push(update);
      errors.take();
    }
  });
  Deno.bench({ name: "moved along", group }, () => {
    for (let k = 0; k < 64; k++) errors.push(update);
    errors.take();
  });
}

for (const n of [20, 10]) {
  const W = uniformMatrix(10, n, { seed: 6, scale: 0.1 });
  const e = uniform(10, { seed: 7 }), δ = new Float64Array(n);
  const layers = { W, B: transpose(W, -1), e, δ };
  const group = `dynamic inversion, 10 × ${n}`;
  Deno.bench(
    { name: "plain", group, baseline: true },
    () => plain.loop(layers, settings),
  );
  Deno.bench(
    { name: "reducedLoop", group },
    () => reducedLoop(layers, settings),
  );
  Deno.bench({ name: "tanhLoop", group }, () => tanhLoop(layers, settings));
}

for (const scale of [0.01, 0.2]) {
  const W1 = uniformMatrix(10, 20, { seed: 8, scale });
  const W2 = uniformMatrix(10, 10, { seed: 9, scale });
  const B = transpose(product(W2, W1), -1),
    e = uniform(10, { seed: 10, scale: 0.1 });
  const layers = {
    W1,
    W2,
    B,
    e,
    δ1: new Float64Array(20),
    δ2: new Float64Array(10),
  };
  const group = `single-loop inversion, weights up to ${scale}`;
  Deno.bench(
    { name: "plain", group, baseline: true },
    () => plain.singleLoop(layers, settings),
  );
  Deno.bench({ name: "singleLoop", group }, () => singleLoop(layers, settings));
}

// the largest layer of the autoencoder, for a batch of 100 and for 500 images that are measured
for (
  const [name, rows, inner, columns, transposes] of [
    ["forward", 500, 784, 100, {}],
    ["backward", 784, 500, 100, { transposeA: true }],
    ["update", 500, 100, 784, { transposeB: true }],
    ["measured", 500, 784, 500, { transposeB: true }],
  ] as const
) {
  const random = (count: number) =>
    Float32Array.from(uniform(count, { seed: 11 }));
  const shape = { rows, inner, columns, ...transposes };
  const [A, B, C] = [[rows, inner], [inner, columns], [rows, columns]].map(
    ([m, n]) => {
      const room = floatRoom({ rows: m, columns: n });
      room.data.set(random(m * n));
      return room;
    },
  );
  const megaflop = 2 * rows * inner * columns / 1e6;
  const group = `float32 product, ${name}: ${megaflop.toFixed()} MFLOP`;
  Deno.bench({ name: "floatGemm", group }, () => {
    floatGemm({ A: A.data, B: B.data, C: C.data }, shape);
  });
}

{
  const algebra = new CompiledAlgebra();
  const W = uniformMatrix(784, 500, { seed: 12 });
  const A = algebra.product(W, W, { transposeA: true });
  const X = uniformMatrix(500, 100, { seed: 13 });
  const group = "float64 algebra of 784 × 500";
  Deno.bench({ name: "product, 392 MFLOP", group }, () => {
    algebra.product(A, W, { transposeB: true });
  });
  Deno.bench({ name: "Wᵀ W, half of 392 MFLOP", group }, () => {
    algebra.product(W, W, { transposeA: true });
  });
  Deno.bench(
    { name: "solve, 133 MFLOP", group },
    () => algebra.solve({ A }, X),
  );
  Deno.bench({ name: "solve, definite, 92 MFLOP", group }, () => {
    algebra.solve({ A, definite: true }, X);
  });
}
