import { assert, assertEquals, assertThrows } from "@std/assert";
import * as plain from "./plain.ts";
import { tanh } from "../../../lib/kernels/tanh.ts";
import type {
  FirstLayerUpdate,
  TanhNetwork,
} from "../../../lib/kernels/tanh_network_error.ts";
import { TanhNetworkError } from "../../../lib/kernels/tanh_network_error.ts";
import { type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import { addOuter, apply } from "../../../lib/linalg/product.ts";
import {
  assertClose,
  uniform,
  uniformMatrix,
  uniformNetwork,
} from "./numbers.ts";

const published = [30, 20, 10, 10];

/** A set of examples, one a row, for a network of the given sizes. */
function examples(n: number, sizes: number[], seed = 1) {
  return {
    x: uniformMatrix(n, sizes[0], { seed, scale: 2 }),
    target: uniformMatrix(n, sizes[3], { seed: seed + 1, scale: 0.1 }),
  };
}

/** An update that changes nothing. */
const still = { input: new Float64Array(30), change: new Float64Array(20) };

/** The error of a network by itself, from all its weights. */
function errorOf(
  network: TanhNetwork,
  set: { x: Matrix; target: Matrix },
): number {
  const errors = new TanhNetworkError(network, set);
  errors.push(still);
  return errors.take()[0];
}

/** Applies an update of rank one, and something like one to the upper layers. */
function learn(network: TanhNetwork, seed: number): FirstLayerUpdate {
  const { W0, b0, W1, b1, W2, b2 } = network;
  const input = uniform(W0.columns, { seed, scale: 2 });
  const change = uniform(W0.rows, { seed: seed + 1, scale: 0.003 });
  addOuter(W0, 1, { δ: change, x: input });
  change.forEach((value, i) => b0[i] += value);
  for (const values of [W1.data, b1, W2.data, b2]) {
    const moves = uniform(values.length, { seed: seed + 2, scale: 0.001 });
    moves.forEach((move, i) => values[i] += move);
  }
  return { input, change };
}

/** The error in the documented order of summation, one operation at a time. */
function errorInOrder(
  { W0, b0, W1, b1, W2, b2 }: TanhNetwork,
  { x, target }: { x: Matrix; target: Matrix },
): number {
  const layer = (W: Matrix, b: Float64Array, h: Float64Array) =>
    b.map((sum, i) => {
      h.forEach((value, j) => sum += W.data[i * W.columns + j] * value);
      return sum;
    });
  const row = ({ columns, data }: Matrix, k: number) =>
    data.slice(k * columns, (k + 1) * columns);
  const lanes = [0, 0];
  for (let start = 0; start < x.rows; start += 64) {
    const tile = [0, 0];
    for (let k = start; k < Math.min(start + 64, x.rows); k++) {
      const h1 = tanh(layer(W0, b0, row(x, k)));
      const y = layer(W2, b2, tanh(layer(W1, b1, h1)));
      const e = row(target, k).map((wanted, i) => wanted - y[i]);
      tile[k % 2] += e.reduce((sum, value) => sum + value * value, 0);
    }
    lanes[0] += tile[0];
    lanes[1] += tile[1];
  }
  return lanes[0] + lanes[1];
}

Deno.test("an error agrees with the plain form for any number of examples", () => {
  const network = uniformNetwork(published, { seed: 1, scale: 0.01 });
  for (const n of [1, 2, 3, 63, 64, 65, 128, 129, 200]) {
    const set = examples(n, published);
    const error = errorOf(network, set);
    assertClose(error, plain.tanhNetworkError(network, set), 1e-13);
  }
});

Deno.test("an error agrees with the plain form for layers of any size and weights of any scale", () => {
  for (let size = 1; size <= 32; size++) {
    const sizes = [size, (size * 7) % 23 + 1, (size * 5) % 13 + 1, 33 - size];
    for (const scale of [0.01, 0.3, 3]) {
      const network = uniformNetwork(sizes, { seed: size, scale });
      const set = examples(37, sizes, size);
      const error = errorOf(network, set);
      assertClose(error, plain.tanhNetworkError(network, set), 1e-12);
    }
  }
});

Deno.test("an error sums in the documented order, bit for bit", () => {
  for (const scale of [0.01, 0.1, 1]) {
    for (const n of [5, 64, 131]) {
      const network = uniformNetwork(published, { seed: 2, scale });
      const set = examples(n, published);
      const error = errorOf(network, set);
      assertEquals(error, errorInOrder(network, set));
    }
  }
});

Deno.test("push() and take() follow 1000 updates", () => {
  const network = uniformNetwork(published, { seed: 3, scale: 0.01 });
  const set = examples(65, published);
  const pushed = new TanhNetworkError(network, set);
  const expected = Array.from({ length: 1000 }, (_, k) => {
    pushed.push(learn(network, 3 * k));
    return errorOf(network, set);
  });
  const errors = pushed.take();
  assertEquals(errors.length, 1000);
  errors.forEach((error, k) => assertClose(error, expected[k], 1e-13));
  assert(expected.some((error, k) => error !== errors[k]));
});

Deno.test("push() follows updates that drive the units into saturation", () => {
  const network = uniformNetwork(published, { seed: 4, scale: 0.01 });
  const set = examples(40, published);
  const errors = new TanhNetworkError(network, set);
  const expected: number[] = [];
  for (let k = 0; k < 150; k++) {
    const input = uniform(30, { seed: k, scale: 2 });
    const change = uniform(20, { seed: k + 1000, scale: 0.2 });
    addOuter(network.W0, 1, { δ: change, x: input });
    change.forEach((value, i) => network.b0[i] += value);
    errors.push({ input, change });
    expected.push(plain.tanhNetworkError(network, set));
  }
  errors.take().forEach((error, k) => assertClose(error, expected[k], 1e-12));
});

/**
 * How far errors pushed are at worst from the plain form's, as a difference of a single output on
 * average. Each learning leads away from a network that gives nearly the targets, so that small
 * differences show.
 */
function worstOfBatch(
  network: TanhNetwork,
  learn: (k: number) => FirstLayerUpdate,
): number {
  const n = 20, set = nearby(network, examples(n, published));
  const errors = new TanhNetworkError(network, set);
  const expected = Array.from({ length: 64 }, (_, k) => {
    errors.push(learn(k));
    return plain.tanhNetworkError(network, set);
  });
  return errors.take().reduce((worst, error, k) => {
    const difference = Math.abs(error - expected[k]) / Math.sqrt(expected[k]);
    return Math.max(worst, difference / Math.sqrt(10 * n));
  }, 0);
}

/** The same examples with targets 1e-6 beside what the network answers. */
function nearby(
  network: TanhNetwork,
  { x, target }: { x: Matrix; target: Matrix },
) {
  const b2 = network.b2.map((value) => value + 1e-6);
  const answers = target.data.map((_, ki) => {
    const k = Math.floor(ki / target.columns), i = ki % target.columns;
    const h = (A: Matrix, b: Float64Array, below: Float64Array) =>
      apply(A, below).map((sum, j) => Math.tanh(sum + b[j]));
    const input = x.data.slice(k * x.columns, (k + 1) * x.columns);
    const h1 = h(network.W0, network.b0, input);
    return apply(network.W2, h(network.W1, network.b1, h1))[i] + b2[i];
  });
  return { x, target: matrix(target.rows, target.columns, answers) };
}

/** About what rounding makes of one output, which is of the order of the weights squared. */
function roundingOf(weights: number, scale: number): number {
  return 4e-15 * weights ** 2 * (1 + 500 * scale);
}

const everySize = Array.from({ length: 20 }, (_, k) => 1e-12 * 4 ** k);

Deno.test("push() follows changes of the first layer of every size, at every activity", () => {
  for (const weights of [0.01, 0.1, 1]) {
    for (const scale of everySize) {
      const network = uniformNetwork(published, { seed: 14, scale: weights });
      const worst = worstOfBatch(network, (k) => {
        const input = uniform(30, { seed: k, scale: 2 });
        const change = uniform(20, { seed: k + 1000, scale });
        addOuter(network.W0, 1, { δ: change, x: input });
        change.forEach((value, i) => network.b0[i] += value);
        return { input, change };
      });
      assert(
        worst < roundingOf(weights, scale),
        `${worst} at ${weights}, ${scale}`,
      );
    }
  }
});

Deno.test("push() follows changes of the second layer of every size, at every activity", () => {
  for (const weights of [0.01, 0.1, 1]) {
    for (const scale of everySize) {
      const network = uniformNetwork(published, { seed: 15, scale: weights });
      const worst = worstOfBatch(network, (k) => {
        for (const values of [network.W1.data, network.b1]) {
          const moves = uniform(values.length, { seed: k, scale });
          moves.forEach((move, i) => values[i] += move);
        }
        return still;
      });
      assert(
        worst < roundingOf(weights, scale),
        `${worst} at ${weights}, ${scale}`,
      );
    }
  }
});

Deno.test("push() follows units into saturation and out of it again", () => {
  const network = uniformNetwork(published, { seed: 16, scale: 0.1 });
  const input = new Float64Array(30);
  const worst = worstOfBatch(network, (k) => {
    const change = new Float64Array(20).fill(k % 32 < 16 ? 5 : -5);
    change.forEach((value, i) => network.b0[i] += value);
    return { input, change };
  });
  assert(worst < 1e-16, `${worst}`);
});

Deno.test("push() follows a bias that stops being finite within a batch as the plain form does", () => {
  const set = examples(9, published);
  for (const layer of ["b1", "b2"] as const) {
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (let unit = 0; unit < 10; unit++) {
        const network = uniformNetwork(published, { seed: 17, scale: 0.1 });
        const errors = new TanhNetworkError(network, set);
        const expected = Array.from({ length: 6 }, (_, k) => {
          if (k === 3) network[layer][unit] = bad;
          errors.push(still);
          return plain.tanhNetworkError(network, set);
        });
        errors.take().forEach((error, k) =>
          assertClose(error, expected[k], 1e-12)
        );
      }
    }
  }
});

Deno.test("push() tells from which update on the first layer is not a number", () => {
  const network = uniformNetwork(published, { seed: 18, scale: 0.1 });
  const errors = new TanhNetworkError(network, examples(9, published));
  const input = uniform(30, { seed: 1, scale: 2 });
  for (const bad of [0, 0, NaN, 0]) {
    const change = new Float64Array(20);
    change[7] = bad;
    addOuter(network.W0, 1, { δ: change, x: input });
    network.b0[7] += bad;
    errors.push({ input, change });
  }
  const finite = [...errors.take()].map(Number.isFinite);
  assertEquals(finite, [true, true, false, false]);
});

Deno.test("push() gives the same bits again, and taken at once those of a fresh start", () => {
  const run = (every: number) => {
    const network = uniformNetwork(published, { seed: 5, scale: 0.01 });
    const set = examples(50, published);
    const errors = new TanhNetworkError(network, set);
    const taken: number[] = [], expected: number[] = [];
    for (let k = 0; k < 42; k++) {
      errors.push(learn(network, 3 * k));
      expected.push(errorOf(network, set));
      if (k % every === every - 1) taken.push(...errors.take());
    }
    return { taken, expected };
  };
  assertEquals(run(7), run(7));
  const { taken, expected } = run(1);
  assertEquals(taken, expected);
});

Deno.test("push() leaves out errors that are not wanted, few or many", () => {
  for (const every of [2, 5, 10, 11, 12, 30, 100]) {
    const network = uniformNetwork(published, { seed: 8, scale: 0.01 });
    const set = examples(34, published);
    const errors = new TanhNetworkError(network, set);
    const expected: number[] = [];
    for (let k = 0; k < 300; k++) {
      const update = learn(network, 3 * k);
      if (k % every > 0) errors.push(update, false);
      else {
        errors.push(update);
        expected.push(plain.tanhNetworkError(network, set));
      }
    }
    const taken = errors.take();
    assertEquals(taken.length, expected.length);
    taken.forEach((error, k) => assertClose(error, expected[k], 1e-13));
  }
});

Deno.test("take() gives each error once", () => {
  const network = uniformNetwork(published, { seed: 9, scale: 0.01 });
  const set = examples(3, published);
  const errors = new TanhNetworkError(network, set);
  assertEquals(errors.take().length, 0);
  errors.push(still);
  assertEquals([...errors.take()], [errorOf(network, set)]);
  assertEquals(errors.take().length, 0);
});

Deno.test("an error of weights that are not finite is not finite", () => {
  const set = examples(35, published);
  for (const bad of [NaN, Infinity]) {
    const network = uniformNetwork(published, { seed: 10, scale: 0.01 });
    const errors = new TanhNetworkError(network, set);
    const error = () => {
      errors.push(still);
      return errors.take()[0];
    };
    const before = error();
    network.W2.data[13] = bad;
    assert(!Number.isFinite(error()));
    network.W2.data[13] = 0.01;
    network.b0[19] = bad;
    assertClose(error(), plain.tanhNetworkError(network, set), 1e-12);
    network.b0[19] = 0;
    assert(Math.abs(error() - before) < before);
  }
});

Deno.test("an error counts an example that is not finite as the plain form does", () => {
  for (const bad of [NaN, Infinity, -Infinity, 1e300]) {
    for (const k of [0, 63, 64, 66]) {
      const network = uniformNetwork(published, { seed: 11, scale: 0.01 });
      const set = examples(67, published);
      set.x.data[30 * k + 4] = bad;
      assertClose(
        errorOf(network, set),
        plain.tanhNetworkError(network, set),
        1e-12,
      );
    }
  }
});

Deno.test("TanhNetworkError changes nothing it is given", () => {
  const network = uniformNetwork(published, { seed: 12, scale: 0.01 });
  const set = examples(9, published);
  const update = {
    input: uniform(30, { seed: 1 }),
    change: uniform(20, { seed: 2 }),
  };
  const all = { network, set, update };
  const before = structuredClone(all);
  const errors = new TanhNetworkError(network, set);
  for (const wanted of [true, false, true]) errors.push(update, wanted);
  errors.take();
  assertEquals(all, before);
});

Deno.test("TanhNetworkError refuses shapes that do not fit together", () => {
  const network = uniformNetwork(published, { seed: 13, scale: 0.01 });
  const set = examples(4, published);
  assertThrows(
    () => new TanhNetworkError(network, { ...set, target: matrix(5, 10) }),
    RangeError,
    "Cannot evaluate targets: wanted shape (4, 10), received (5, 10)",
  );
  assertThrows(
    () => new TanhNetworkError(network, { ...set, x: matrix(4, 29) }),
    RangeError,
    "Cannot evaluate inputs: wanted shape (4, 30), received (4, 29)",
  );
});
