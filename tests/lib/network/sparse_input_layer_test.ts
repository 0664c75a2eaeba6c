import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { apply } from "../../../lib/linalg/product.ts";
import {
  gramOf,
  SparseInputLayer,
} from "../../../lib/network/sparse_input_layer.ts";
import { SmallLayer } from "../../../lib/network/small_layer.ts";
import { numbers } from "./numbers.ts";

const rows = 37, columns = 50, outputs = 4, count = 300;
const scale = { mean: 33.3, deviation: 78.6 };
const start = {
  W: matrix(
    rows,
    columns,
    numbers(rows * columns).map((w) => Math.fround(w / 10)),
  ),
  b: numbers(rows, 1).map((b) => b / 10),
  eta: 0.001,
  decay: 1e-4,
};
const settings = { scale, outputs };
const bytes = Uint8Array.from(
  numbers(count * columns, 2),
  (value) => value > 0.6 ? 255 * value : 0,
);
const inputOf = (n: number) =>
  Float64Array.from(
    bytes.subarray(n * columns, (n + 1) * columns),
    (p) => (p - scale.mean) / scale.deviation,
  );

/** An error that depends on the activation, as a learning rule's does. */
const errorOf = (a: Float64Array) => a.map((value) => Math.cos(3 * value));

/** Learns the examples from `from` on, `block` at a time; their activations. */
function learn(
  layer: SparseInputLayer,
  { block, from = 0, to = count }: {
    block: number;
    from?: number;
    to?: number;
  },
): number[] {
  const activations: number[] = [];
  for (let first = from; first < to; first += block) {
    const stop = Math.min(first + block, to);
    layer.begin(bytes.subarray(first * columns, stop * columns));
    for (let t = 0; t < stop - first; t++) {
      const a = new Float64Array(rows);
      layer.activate(t, a);
      activations.push(...a);
      layer.learn(errorOf(a));
    }
    layer.end();
  }
  return activations;
}

for (const block of [1, 3, 16, 64, 128, 300]) {
  Deno.test(`SparseInputLayer in blocks of ${block} learns as one example at a time does`, () => {
    const layer = new SparseInputLayer({ ...start, ...settings });
    const activations = learn(layer, { block });
    const plain = new SmallLayer(start);
    for (let n = 0; n < count; n++) {
      const a = new Float64Array(rows), x = inputOf(n);
      plain.activate(x, a);
      a.forEach((value, i) =>
        assertAlmostEquals(activations[n * rows + i], value, 3e-5)
      );
      plain.learn(x, errorOf(a));
    }
    const { W, b } = layer.state();
    assert(plain.W.data.some((w, i) => Math.abs(w - start.W.data[i]) > 0.01));
    W.forEach((w, i) => assertAlmostEquals(w, plain.W.data[i], 5e-6));
    b.forEach((b, i) => assertAlmostEquals(b, plain.b[i], 1e-5));
  });
}

Deno.test("SparseInputLayer.state() between two blocks is all there is to go on from", () => {
  const whole = new SparseInputLayer({ ...start, ...settings });
  const activations = learn(whole, { block: 16 });
  const first = new SparseInputLayer({ ...start, ...settings });
  const before = learn(first, { block: 16, to: 160 });
  const { W, b } = first.state();
  const second = new SparseInputLayer({
    ...start,
    ...settings,
    W: matrix(rows, columns, Float64Array.from(W)),
    b,
  });
  const after = learn(second, { block: 16, from: 160 });
  assertEquals([...before, ...after], activations);
  assertEquals(second.state(), whole.state());
});

Deno.test("SparseInputLayer gives the same bits each time, whatever else is learned or judged beside it", () => {
  const alone = new SparseInputLayer({ ...start, ...settings });
  learn(alone, { block: 64 });
  const one = new SparseInputLayer({ ...start, ...settings });
  const other = new SparseInputLayer({ ...start, ...settings });
  for (let from = 0; from < count; from += 64) {
    const to = Math.min(from + 64, count);
    learn(one, { block: 64, from, to });
    learn(other, { block: 7, from, to });
    rateOf(one, new Uint8Array(count));
  }
  assertEquals(one.state(), alone.state());
});

const output = {
  W: matrix(outputs, rows, numbers(outputs * rows, 3)),
  b: numbers(outputs, 4),
};

function rateOf(layer: SparseInputLayer, labels: Uint8Array): number {
  return layer.errorRate(output, {
    pixels: bytes.subarray(0, labels.length * columns),
    labels,
  });
}

/** argmax(W1 tanh(W x + b) + b1) of input n, in float64. */
function classOf(n: number): number {
  const h = apply(start.W, inputOf(n)).map((a, i) => Math.tanh(a + start.b[i]));
  const o = apply(output.W, h).map((a, i) => a + output.b[i]);
  return o.indexOf(Math.max(...o));
}

Deno.test("SparseInputLayer.errorRate() is 0 for its own answers, and counts each wrong label in every piece", () => {
  const layer = new SparseInputLayer({ ...start, ...settings });
  const labels = Uint8Array.from({ length: count }, (_, n) => classOf(n));
  assertEquals(new Set(labels).size, outputs);
  assertEquals(rateOf(layer, labels), 0);
  for (const n of [0, 249, 250, 299]) labels[n] = (labels[n] + 1) % outputs;
  assertEquals(rateOf(layer, labels), 4 / count);
});

Deno.test("SparseInputLayer.end() leaves examples that were not learned without effect but for the decay", () => {
  const layer = new SparseInputLayer({ ...start, ...settings });
  const other = new SparseInputLayer({ ...start, ...settings });
  learn(layer, { block: 20, to: 20 });
  learn(other, { block: 20, to: 20 });
  const before = layer.state().W;
  layer.begin(bytes.subarray(0, 5 * columns));
  layer.end();
  const keep = (1 - start.decay) ** 5;
  layer.state().W.forEach((w, i) =>
    assertAlmostEquals(w, keep * before[i], 1e-7)
  );
});

Deno.test("SparseInputLayer passes on what is not finite", () => {
  const layer = new SparseInputLayer({ ...start, ...settings, eta: 1e300 });
  const activations = learn(layer, { block: 16, to: 32 });
  assert(activations.slice(0, rows).every(Number.isFinite));
  assert(!activations.slice(-rows).some(Number.isFinite));
});

Deno.test("SparseInputLayer leaves the weights it was given as they are", () => {
  const before = structuredClone(start);
  learn(new SparseInputLayer({ ...start, ...settings }), { block: 16 });
  assertEquals(start, before);
});

Deno.test("SparseInputLayer keeps to the order of begin(), activate(), end()", () => {
  const layer = new SparseInputLayer({ ...start, ...settings });
  assertThrows(
    () => layer.activate(0, new Float64Array(rows)),
    Error,
    "Internal error: the layer is used outside a block",
  );
  layer.begin(bytes.subarray(0, columns));
  assertThrows(
    () => rateOf(layer, new Uint8Array(1)),
    Error,
    "Internal error: the layer is judged within a block",
  );
});

Deno.test("gramOf() gives the products of scaled inputs at and below the diagonal, and 0 above", () => {
  const rows = [[0, 255, 3], [0, 0, 0], [17, 200, 255]];
  const scale = { mean: 33.3, deviation: 78.6 };
  const dot = (x: number[], y: number[]) =>
    x.reduce((sum, value, j) => sum + value * y[j], 0);
  const products = Int32Array.from(
    rows.flatMap((p) => rows.map((q) => dot(p, q))),
  );
  const totals = Int32Array.from(rows, (p) => dot(p, [1, 1, 1]));
  const gram = gramOf(products, totals, { ...scale, n: 3 });
  const inputs = rows.map((p) =>
    p.map((p) => (p - scale.mean) / scale.deviation)
  );
  for (let t = 0; t < 3; t++) {
    for (let s = 0; s <= t; s++) {
      assertAlmostEquals(gram[3 * t + s], dot(inputs[t], inputs[s]), 1e-13);
    }
  }
  assertEquals([gram[1], gram[2], gram[5]], [0, 0, 0]);
});
