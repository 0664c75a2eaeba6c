import type { LabelledImages } from "../../../../lib/datasets/mnist.ts";
import type { Start } from "../../../../lib/experiments/mnist_classification/initialise.ts";
import { uniformMatrix } from "../../../../lib/feedback/initial.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";

/** Drawn images in place of MNIST, and a start of `hidden` units in place of 1000. */
export function smallProblem({ hidden = 30, seed = 5 } = {}): {
  start: Start;
  data: { train: LabelledImages; test: LabelledImages };
} {
  const random = new NumpyRandom(seed);
  const data = {
    train: drawImages(random, 230),
    test: drawImages(random, 60),
  };
  const draw = (rows: number, columns: number, bound: number) =>
    uniformMatrix(random, { rows, columns }, bound);
  const start = {
    W0: draw(hidden, 784, 0.05),
    W1: draw(10, hidden, 0.2),
    B1: draw(hidden, 10, 0.2),
    B1_large: draw(hidden, 10, 0.5),
    ...random.state(),
  };
  return { start, data };
}

/** Mostly paper, with ink more frequent in the rows that belong to the label. */
function drawImages(random: NumpyRandom, count: number): LabelledImages {
  const labels = Uint8Array.from(random.uniform(0, 10, count));
  const drawn = random.uniform(0, 1, count * 784);
  const pixels = Uint8Array.from(drawn, (value, i) => {
    const inRow = Math.floor((i % 784) / 78.4) === labels[Math.floor(i / 784)];
    return value < (inRow ? 0.4 : 0.15) ? Math.floor(value * 600) : 0;
  });
  return { count, pixels, labels };
}
