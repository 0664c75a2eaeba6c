import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  inputDigests,
  type Origin,
  originElement,
  originIn,
  withOrigin,
} from "../../../../pipeline/engine/provenance/origin.ts";
import { memoryNode } from "../sandbox/memory_node.ts";
import { elementsOf } from "../../../support/well_formed.ts";

const svg = "<svg><desc>a</desc><g/></svg>\n";

const originWith = (inputs: Record<string, string>): Origin => ({
  node: "render/figure-0",
  shows: [
    { experiment: "x", profile: 'quick profile, <T> & "U"', seeds: [0, 1] },
  ],
  inputs: inputDigests(memoryNode({}, inputs).node),
});

Deno.test("inputDigests() names the inputs of a node in order, by digest", () => {
  const { inputs } = originWith({ "b/summary.json": "2", "b/curves.npz": "1" });
  assertEquals(Object.entries(inputs), [
    ["b/curves.npz", digestOf("1")],
    ["b/summary.json", digestOf("2")],
  ]);
});

Deno.test("withOrigin() leaves the drawing as it is, and the same whatever the order of the inputs", () => {
  const marked = withOrigin(
    svg,
    originWith({ a: "1", b: "2" }),
    "urn:tides:origin",
  );
  assertEquals(marked.replace(/<metadata>.*<\/metadata>/, ""), svg);
  assertEquals(
    withOrigin(svg, originWith({ b: "2", a: "1" }), "urn:tides:origin"),
    marked,
  );
  assertEquals(
    elementsOf(marked).map(({ name }) => name),
    ["svg", "desc", "metadata", "origin", "g"],
  );
});

Deno.test("originIn() reads what withOrigin() wrote, also after another program wrote the file", () => {
  const origin = originWith({ a: "1", "b/c.npz": "2" });
  const marked = withOrigin(svg, origin, "urn:tides:origin");
  assertEquals(originIn(marked), origin);
  for (const quote of ["&quot;", "&#34;", "&#x22;"]) {
    const rewritten = marked
      .replace("<origin xmlns=", "<d:origin\n xmlns:d=")
      .replace("</origin>", "</d:origin>")
      .replace(/\{.*\}/, (json) => json.replaceAll('"', quote));
    assertEquals(originIn(rewritten), origin);
  }
});

Deno.test("originIn() reads originElement() among bytes of whatever kind", () => {
  const origin = { ...originWith({ "DI-λ/digits.npz": "1" }), scale: 2 };
  const element = originElement(origin);
  assertEquals(/^[\x20-\x7e]*$/.test(element), true, element);
  const bytes = [0x89, 0, 0xff, ...new TextEncoder().encode(element), 0xc3];
  const file = new TextDecoder().decode(Uint8Array.from(bytes));
  assertEquals(originIn(file), origin);
});

Deno.test("originIn() takes nothing else for an origin", () => {
  const digest = digestOf("a");
  const forms = [
    ...["", "null", "{}", '"text"', "&#xffffff;", '{"node":"a"}'],
    '{"node":"a","shows":[],"inputs":{"a":"b"}}',
    `{"node":1,"shows":[],"inputs":{"a":"${digest}"}}`,
    '{"node":"a","shows":[{"experiment":"x","profile":"p"}],"inputs":{}}',
    '{"node":"a","shows":[],"inputs":{},"scale":"2"}',
    ...['["0"]', "[]", "[-1]", "[1e300]", "[0.5]", "[1,1]", "{}"].map((seeds) =>
      `{"node":"a","shows":[{"experiment":"x","profile":"p","seeds":${seeds}}],"inputs":{}}`
    ),
    // what would speak to a terminal, or be read as a line of its own
    ...["\\u001b[2J", "\\u202e", "\\na.svg is what this repository makes"]
      .flatMap((text) => [
        `{"node":"${text}","shows":[],"inputs":{}}`,
        `{"node":"a","shows":[{"experiment":"${text}","profile":"p","seeds":[0]}],"inputs":{}}`,
        `{"node":"a","shows":[{"experiment":"x","profile":"${text}","seeds":[0]}],"inputs":{}}`,
      ]),
  ];
  for (const form of forms) {
    assertEquals(originIn(`<svg><origin>${form}</origin></svg>`), undefined);
  }
  assertEquals(originIn(svg), undefined);
  const good = `{"node":"a","shows":[],"inputs":{"a":"${digest}"}}`;
  assertEquals(originIn(`<origin-of>${good}</origin-of>`), undefined);
  assertEquals(originIn(`<origin>${good}</origin>`)?.node, "a");
});
