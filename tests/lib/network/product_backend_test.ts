import { assertAlmostEquals, assertEquals } from "@std/assert";
import { openProductBackend } from "../../../lib/network/product_backend.ts";
import type { MatrixProduct } from "../../../lib/network/matrix_product.ts";
import {
  openTensorflow,
  type Tensor,
  type Tensorflow,
} from "../../../lib/network/tensorflow.ts";
import { numbers } from "./numbers.ts";
import { plainProduct } from "./plain_product.ts";

let calls = 0;

const multiply: MatrixProduct = (...operands) => {
  calls++;
  plainProduct(...operands);
};

/** Shape and values of what `compute` makes on `cpu` and on the backend with products. */
async function onBoth(compute: (tf: Tensorflow) => Tensor) {
  const run = (tf: Tensorflow) => {
    const result = tf.tidy(() => compute(tf));
    const { shape } = result, values = [...result.dataSync()];
    result.dispose();
    return { shape, values };
  };
  const wanted = run(await openTensorflow("cpu"));
  calls = 0;
  const tf = await openTensorflow("cpu");
  const found = run(await openProductBackend(tf, { name: "test", multiply }));
  return { wanted, found, calls };
}

async function assertSame(compute: (tf: Tensorflow) => Tensor, products = 0) {
  const { wanted, found, calls } = await onBoth(compute);
  assertEquals(found.shape, wanted.shape);
  found.values.forEach((value, i) =>
    assertAlmostEquals(value, wanted.values[i], 2e-6)
  );
  assertEquals(calls, products);
}

/** A tensor of numbers that follow no pattern. */
function draw(tf: Tensorflow, shape: number[], phase = 0): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(Float32Array.from(numbers(count, phase)), shape);
}

for (const transposeA of [false, true]) {
  for (const transposeB of [false, true]) {
    Deno.test(`the backend's matMul with transposeA ${transposeA} and transposeB ${transposeB} takes its product from outside`, async () => {
      await assertSame((tf) =>
        tf.matMul(
          draw(tf, transposeA ? [5, 3] : [3, 5]),
          draw(tf, transposeB ? [4, 5] : [5, 4], 1),
          transposeA,
          transposeB,
        ), 1);
    });
  }
}

for (const activation of ["linear", "sigmoid"] as const) {
  for (const shape of [[4], [6, 4]]) {
    Deno.test(`the backend's matMul with a bias of shape ${shape} and ${activation} activation takes its product from outside`, async () => {
      await assertSame((tf) =>
        tf.fused.matMul({
          a: draw(tf, [6, 5]),
          b: draw(tf, [5, 4], 1),
          bias: draw(tf, shape, 2),
          activation,
        }), 1);
    });
  }
}

const left: Record<string, (tf: Tensorflow) => Tensor> = {
  "matMul of a batch": (tf) =>
    tf.matMul(draw(tf, [2, 3, 5]), draw(tf, [2, 5, 4], 1)),
  "matMul of a batch with one matrix": (tf) =>
    tf.matMul(draw(tf, [2, 3, 5]), draw(tf, [5, 4], 1)),
  "matMul with another activation": (tf) =>
    tf.fused.matMul({
      a: draw(tf, [6, 5]),
      b: draw(tf, [5, 4], 1),
      activation: "relu",
    }),
  "matMul with a bias for each row": (tf) =>
    tf.fused.matMul({
      a: draw(tf, [4, 5]),
      b: draw(tf, [5, 4], 1),
      bias: draw(tf, [4, 1], 2),
    }),
  "a sum": (tf) => tf.add(draw(tf, [7, 5]), draw(tf, [7, 5], 1)),
  "a sum of unlike shapes": (tf) => tf.add(draw(tf, [7, 5]), draw(tf, [5], 1)),
  "a sum of whole numbers": (tf) =>
    tf.add(tf.tensor1d([1, 2], "int32"), tf.tensor1d([3, 4], "int32")),
  "a multiple": (tf) => tf.mul(draw(tf, [7, 5]), 0.25),
  "a product of elements": (tf) =>
    tf.mul(draw(tf, [7, 5]), draw(tf, [7, 5], 1)),
  "a multiple the other way round": (tf) =>
    tf.mul(tf.scalar(0.25), draw(tf, [7, 5])),
  "a transpose": (tf) => tf.transpose(draw(tf, [70, 45])),
  "a transpose of three axes": (tf) =>
    tf.transpose(draw(tf, [2, 3, 5]), [1, 0, 2]),
  "tanh": (tf) => tf.tanh(tf.mul(draw(tf, [7, 5]), 4)),
  "sigmoid": (tf) => tf.sigmoid(tf.mul(draw(tf, [7, 5]), 9)),
  "argMax": (tf) => tf.argMax(draw(tf, [7, 5]), 1),
};

for (const [name, compute] of Object.entries(left)) {
  Deno.test(`the backend computes ${name} as cpu does`, async () => {
    await assertSame(compute);
  });
}

Deno.test("openProductBackend() may be given another product under the same name", async () => {
  const twice: MatrixProduct = (operands, shape) => {
    multiply(operands, shape);
    multiply(operands, shape);
  };
  const first = await onBoth((tf) => tf.matMul([[2]], [[3]]));
  assertEquals(first.found.values, [6]);
  const tf = await openProductBackend(await openTensorflow("cpu"), {
    name: "test",
    multiply: twice,
  });
  assertEquals([...tf.matMul([[2]], [[3]]).dataSync()], [12]);
});
