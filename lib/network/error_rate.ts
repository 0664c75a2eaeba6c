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

const pieceSize = 1000;

/** The fraction of inputs that a classifier puts in a wrong class, in float32. */
export function errorRate(
  tf: Tensorflow,
  { W0, b0, output }: Classifier,
  { count, inputs, labels }: LabelledInputs,
): number {
  const weights = tf.tidy(() => ({
    W0T: tf.transpose(W0) as Tensor2D,
    b0: tf.tensor1d(Float32Array.from(b0)),
    W1T: tf.transpose(toTensor(tf, output)) as Tensor2D,
    b1: tf.tensor1d(Float32Array.from(output.b)),
  }));
  let wrong = 0;
  for (let start = 0; start < count; start += pieceSize) {
    const stop = Math.min(start + pieceSize, count);
    const classes = classify(tf, weights, inputs(start, stop));
    for (let k = start; k < stop; k++) {
      if (classes[k - start] !== labels[k]) wrong++;
    }
  }
  tf.dispose(weights);
  return wrong / count;
}

function toTensor(tf: Tensorflow, { W }: Weights): Tensor2D {
  return tf.tensor2d(Float32Array.from(W.data), [W.rows, W.columns]);
}

function classify(
  tf: Tensorflow,
  { W0T, b0, W1T, b1 }: {
    W0T: Tensor2D;
    b0: Tensor1D;
    W1T: Tensor2D;
    b1: Tensor1D;
  },
  X: Float32Array,
): Int32Array {
  const classes = tf.tidy(() => {
    const x = tf.tensor2d(X, [X.length / W0T.shape[0], W0T.shape[0]]);
    const h = tf.tanh(tf.fused.matMul({ a: x, b: W0T, bias: b0 }));
    const o = tf.fused.matMul({ a: h as Tensor2D, b: W1T, bias: b1 });
    return tf.argMax(o, 1);
  });
  const numbers = classes.dataSync<"int32">();
  tf.dispose(classes);
  return numbers;
}
