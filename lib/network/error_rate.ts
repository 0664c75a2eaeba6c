import type { Tensor1D, Tensor2D, Tensorflow } from "./tensorflow.ts";
import type { Weights } from "./weights.ts";

/** Inputs to judge a classifier by, handed out in pieces so that few are in memory at once. */
export interface LabelledInputs {
  count: number;
  /** the inputs from `start` to before `stop`, one row each */
  inputs(start: number, stop: number): Float32Array;
  /** the right class of each */
  labels: Uint8Array;
}

/** A network of one hidden layer of tanh units: class = argmax(W1 tanh(W0 x + b0) + b1). */
export interface Classifier {
  /** (hidden, inputs), left as it is */
  W0: Tensor2D;
  b0: Float64Array;
  output: Weights;
}

/** Pieces large enough that packing the weights for each costs little, small enough for memory. */
const pieceSize = 500;

/**
 * The fraction of inputs that a classifier puts in a wrong class, in float32.
 *
 * tensorflow.js has the logistic function σ in SIMD, but not tanh, which is the
 * same curve: with tanh a = 2σ(2a) − 1,
 *
 *   W1 tanh(W0 x + b0) + b1 = 2W1 σ(2W0 x + 2b0) + (b1 − W1 1),
 *
 * and all factors go into the weights beforehand.
 */
export async function errorRate(
  tf: Tensorflow,
  classifier: Classifier,
  { count, inputs, labels }: LabelledInputs,
): Promise<number> {
  const weights = logisticWeights(tf, classifier);
  let wrong = 0;
  for (let start = 0; start < count; start += pieceSize) {
    const stop = Math.min(start + pieceSize, count);
    const classes = await classify(tf, weights, inputs(start, stop));
    for (let k = start; k < stop; k++) {
      if (classes[k - start] !== labels[k]) wrong++;
    }
  }
  tf.dispose(weights);
  return wrong / count;
}

/** Weights, transposed, and biases of the same classifier in terms of σ. */
type LogisticWeights = {
  /** 2 W0ᵀ (inputs, hidden) */
  W0T: Tensor2D;
  /** 2 b0 */
  b0: Tensor1D;
  /** 2 W1ᵀ (hidden, outputs) */
  W1T: Tensor2D;
  /** b1 − W1 1 */
  b1: Tensor1D;
};

function logisticWeights(
  tf: Tensorflow,
  { W0, b0, output: { W: W1, b: b1 } }: Classifier,
): LogisticWeights {
  const { rows, columns, data } = W1;
  const shifted = b1.map((b, i) => {
    for (let j = 0; j < columns; j++) b -= data[i * columns + j];
    return b;
  });
  const double = (values: Float64Array) =>
    Float32Array.from(values, (value) => 2 * value);
  return tf.tidy(() => ({
    W0T: tf.transpose(tf.mul(W0, 2)) as Tensor2D,
    b0: tf.tensor1d(double(b0)),
    W1T: tf.transpose(
      tf.tensor2d(double(data), [rows, columns]),
    ) as Tensor2D,
    b1: tf.tensor1d(Float32Array.from(shifted)),
  }));
}

async function classify(
  tf: Tensorflow,
  { W0T, b0, W1T, b1 }: LogisticWeights,
  X: Float32Array,
): Promise<Int32Array> {
  const classes = tf.tidy(() => {
    const x = tf.tensor2d(X, [X.length / W0T.shape[0], W0T.shape[0]]);
    const h = tf.fused.matMul({
      a: x,
      b: W0T,
      bias: b0,
      activation: "sigmoid",
    });
    const o = tf.fused.matMul({ a: h, b: W1T, bias: b1 });
    return tf.argMax(o, 1);
  });
  const numbers = await classes.data<"int32">();
  tf.dispose(classes);
  return numbers;
}
