import type { Project } from "../files/project.ts";
import type { Json } from "../text/canonical_json.ts";
import type { About } from "./about.ts";

/** The content of `.zenodo.json`, by which Zenodo describes what it keeps of a project. */
export function zenodoOf(
  { version }: Pick<Project, "version">,
  { title, abstract, keywords, license, authors, paper, dataSets }: About,
): Json {
  return {
    ...{ title, version, license },
    upload_type: "software",
    access_right: "open",
    description: abstract,
    keywords: [...keywords],
    creators: authors.map((name) => ({ name })),
    related_identifiers: [
      {
        identifier: paper.url,
        relation: "isDerivedFrom",
        resource_type: "publication-conferencepaper",
      },
      ...dataSets.map(({ url }) => ({
        identifier: url,
        relation: "references",
        resource_type: "dataset",
      })),
    ],
  };
}
