import type { Project } from "../files/project.ts";
import type { Json } from "../text/canonical_json.ts";
import { type About, licenseUrl } from "./about.ts";

/** The content of `codemeta.json`, by which catalogues of software know a project: CodeMeta 3.0. */
export function codemetaOf(
  { name, version }: Pick<Project, "name" | "version">,
  about: About,
): Json {
  const { paper } = about;
  return {
    "@context": "https://w3id.org/codemeta/3.0",
    "@type": "SoftwareSourceCode",
    identifier: name,
    name: about.title,
    description: about.abstract,
    keywords: [...about.keywords],
    version,
    license: licenseUrl(about),
    author: about.authors.map((name) => ({ "@type": "Organization", name })),
    programmingLanguage: "TypeScript",
    runtimePlatform: "Deno",
    readme: "README.md",
    referencePublication: {
      "@type": "schema:ScholarlyArticle",
      "@id": paper.url,
      name: paper.title,
      author: paper.authors.map(({ given, family }) => ({
        ...{ "@type": "Person", givenName: given, familyName: family },
      })),
      datePublished: String(paper.year),
      isPartOf: `${paper.collection} ${paper.volume}`,
      url: paper.url,
    },
  };
}
