/**
 * Draws the start that all models of an MNIST autoencoder share.
 *
 * No inputs; output `initial.npz` with arrays W0 to W5, B1 to B5, and the random
 * generator for the epochs' orders, random_words and random_position.
 */
import { initialiseMnistAutoencoder } from "../../lib/experiments/mnist_autoencoder/initialise.ts";
import type { MnistAutoencoderSettings } from "../../lib/experiments/mnist_autoencoder/settings.ts";
import { encodeStart } from "../../lib/experiments/mnist_autoencoder/start_archive.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) {
  await runNode<Pick<MnistAutoencoderSettings, "weights">>((node) => {
    const start = initialiseMnistAutoencoder(node.seed, node.settings);
    node.write("initial.npz", encodeStart(start));
  });
}
