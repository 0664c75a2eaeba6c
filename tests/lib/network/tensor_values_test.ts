import { assertEquals } from "@std/assert";
import { changed, valuesOf } from "../../../lib/network/tensor_values.ts";
import {
  openTensorflow,
  type Tensor2D,
} from "../../../lib/network/tensorflow.ts";

for (const backend of ["wasm", "cpu"] as const) {
  Deno.test(`valuesOf() a tensor on ${backend} are those it was made of, and those that were computed`, async () => {
    const tf = await openTensorflow(backend);
    const before = tf.memory().numTensors;
    const made = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    assertEquals([...await valuesOf(tf, made)], [1, 2, 3, 4]);
    const square: Tensor2D = tf.matMul(made, made);
    assertEquals([...await valuesOf(tf, square)], [7, 10, 15, 22]);
    tf.dispose([made, square]);
    assertEquals(tf.memory().numTensors, before);
  });

  Deno.test(`changed() on ${backend} gives a tensor to compute with, and leaves no other`, async () => {
    const tf = await openTensorflow(backend);
    const before = tf.memory().numTensors;
    const product: Tensor2D = tf.matMul([[1, 2]], [[3, 4], [5, 6]]);
    const twice = await changed(tf, product, (values) => {
      for (let i = 0; i < values.length; i++) values[i] *= 2;
    });
    const sums = tf.sum(twice);
    assertEquals([twice.shape, sums.dataSync()[0]], [[1, 2], 58]);
    tf.dispose([twice, sums]);
    assertEquals(tf.memory().numTensors, before);
  });
}
