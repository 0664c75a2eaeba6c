/**
 * Draws the start that all models of MNIST classification share.
 *
 * No inputs; output `initial.npz` with arrays W0, W1, B1, B1_large, and the
 * random generator for the epochs' orders, random_words and random_position.
 */
import { initialiseMnistClassification } from "../../lib/experiments/mnist_classification/initialise.ts";
import { encodeStart } from "../../lib/experiments/mnist_classification/start_archive.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) {
  await runNode((node) => {
    const start = initialiseMnistClassification(node.seed);
    node.write("initial.npz", encodeStart(start));
  });
}
