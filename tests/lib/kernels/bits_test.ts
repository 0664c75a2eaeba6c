/**
 * Every machine must give these bits. They were printed by the kernels themselves on x86-64 (V8
 * 15.0); that the numbers are right is what the other tests show.
 */
import { assertEquals } from "@std/assert";
import {
  linearLoop,
  reducedLoop,
  tanhLoop,
} from "../../../lib/kernels/inversion_loop.ts";
import { singleLoop } from "../../../lib/kernels/single_loop.ts";
import { tanh } from "../../../lib/kernels/tanh.ts";
import { TanhNetworkError } from "../../../lib/kernels/tanh_network_error.ts";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { uniform, uniformMatrix, uniformNetwork } from "./numbers.ts";

const settings = { leak: 0.01, steps: 999, dt: 0.5 };

/** A 32-bit digest of all bits (FNV-1a), in hexadecimal. */
function digest(values: Float64Array): string {
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

Deno.test("push() gives the same bits everywhere", () => {
  const network = uniformNetwork([30, 20, 10, 10], { seed: 2, scale: 0.02 });
  const x = uniformMatrix(30, 501, { seed: 3, scale: 2 });
  const target = uniformMatrix(10, 501, { seed: 4, scale: 0.1 });
  const errors = new TanhNetworkError(network, { x, target });
  for (let k = 0; k < 100; k++) {
    errors.push(network, {
      input: uniform(30, { seed: k }),
      change: uniform(20, { seed: k + 100, scale: 0.01 }),
    });
  }
  assertEquals(digest(errors.take()), "9e814f05");
});

Deno.test("the loops give the same bits everywhere", () => {
  const W = uniformMatrix(10, 20, { seed: 5, scale: 0.2 });
  const W2 = uniformMatrix(10, 10, { seed: 6, scale: 0.2 });
  const B = transpose(W, -1), e = uniform(10, { seed: 7 });
  const digests = [linearLoop, reducedLoop, tanhLoop].map((loop) => {
    const δ = new Float64Array(20);
    loop({ W, B, e, δ }, settings);
    return digest(δ);
  });
  const δ1 = new Float64Array(20), δ2 = new Float64Array(10);
  singleLoop({ W1: W, W2, B, e, δ1, δ2 }, settings);
  assertEquals(digests, ["8fa78d36", "35eca4a4", "f40f0fd3"]);
  assertEquals([digest(δ1), digest(δ2)], ["537f03dd", "dac2e48d"]);
});
