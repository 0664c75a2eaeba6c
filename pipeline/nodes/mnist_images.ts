/** The images of `fetch/mnist`, as the training nodes read them. */
import {
  type LabelledImages,
  readLabelledImages,
} from "../../lib/datasets/mnist.ts";
import type { NodeContext } from "../engine/sandbox/node.ts";

/** Images to learn from and images to be tested with. */
export function readMnist(
  node: Pick<NodeContext<unknown>, "read">,
): Record<"train" | "test", LabelledImages> {
  const read = (set: string) =>
    readLabelledImages(
      node.read(`${set}-images-idx3-ubyte`),
      node.read(`${set}-labels-idx1-ubyte`),
    );
  return { train: read("train"), test: read("t10k") };
}
