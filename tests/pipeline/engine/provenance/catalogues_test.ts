import { assertEquals } from "@std/assert";
import { codemetaOf } from "../../../../pipeline/engine/provenance/codemeta.ts";
import { zenodoOf } from "../../../../pipeline/engine/provenance/zenodo.ts";
import { tides } from "./about.ts";

const project = { name: "tides", version: "1.0.0" };

Deno.test("codemetaOf() gives the software its authors, and the paper its own", () => {
  // deno-lint-ignore no-explicit-any
  const codemeta = codemetaOf(project, tides) as any;
  const { author, license, version, referencePublication: paper } = codemeta;
  assertEquals(author, [{
    "@type": "Organization",
    name: "the tides authors",
  }]);
  assertEquals([license, version], ["https://spdx.org/licenses/MIT", "1.0.0"]);
  assertEquals(paper.author, [
    { "@type": "Person", givenName: "A. B.", familyName: "Sailor" },
  ]);
  assertEquals(paper.isPartOf, "Annals of Harbours 3");
});

Deno.test("zenodoOf() says what the software comes from, and which data it names", () => {
  // deno-lint-ignore no-explicit-any
  const zenodo = zenodoOf(project, tides) as any;
  assertEquals(zenodo.creators, [{ name: "the tides authors" }]);
  assertEquals(
    // deno-lint-ignore no-explicit-any
    zenodo.related_identifiers.map((it: any) => [it.relation, it.identifier]),
    [
      ["isDerivedFrom", "https://example.org/on-tides"],
      ["references", "https://example.org/sea"],
    ],
  );
});
