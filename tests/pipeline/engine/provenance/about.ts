import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import type { About } from "../../../../pipeline/engine/provenance/about.ts";

/** What a project of another subject says of itself. */
export const tides: About = {
  title: "Tides of a harbour",
  abstract: "Fits a tide to what was measured.",
  keywords: ["tides", "harbours"],
  license: "MIT",
  authors: ["the tides authors"],
  program: "main.ts",
  paper: {
    title: "On tides",
    authors: [{ given: "A. B.", family: "Sailor" }],
    collection: "Annals of Harbours",
    volume: 3,
    year: 2001,
    url: "https://example.org/on-tides",
  },
  dataSets: [{
    name: "The sea",
    description: "Its height by the hour.",
    url: "https://example.org/sea",
    creators: [{ given: "C.", family: "Gull" }],
    holders: [{ given: "D.", family: "Tern" }, { name: "Harbour board" }],
    license: { name: "Terms of the sea", url: "https://example.org/terms" },
    citation: "C. Gull, The sea, 2000",
    files: { images: digestOf("i") },
  }],
};
