import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  originIn,
  originOf,
  withOrigin,
} from "../../../../pipeline/engine/provenance/origin.ts";
import { textInFile } from "../../../../pipeline/figures/svg_file.ts";
import { parseOrigin } from "../../../../pipeline/engine/provenance/read_figure.ts";
import { memoryNode } from "../sandbox/memory_node.ts";
import { elementsOf } from "../../../support/well_formed.ts";
import { resultsOf, run } from "../../figures/results.ts";

const svg = "<svg><desc>a</desc><g/></svg>\n";
const { summary } = resultsOf(
  [0, 1].map((seed) => run("BP", seed, { value: () => 1 })),
  { label: 'quick profile, <T> & "U"' },
);

const originWith = (inputs: Record<string, string>) =>
  originOf(memoryNode({}, inputs).node, "figure-0", [summary]);

Deno.test("originOf() names the figure's node, what it shows and its inputs by digest", () => {
  assertEquals(originWith({ "b/summary.json": "2", "b/curves.npz": "1" }), {
    node: "render/figure-0",
    shows: [{
      experiment: "linear-regression",
      profile: 'quick profile, <T> & "U"',
      seeds: [0, 1],
    }],
    inputs: {
      "b/curves.npz": digestOf("1"),
      "b/summary.json": digestOf("2"),
    },
  });
});

Deno.test("withOrigin() leaves the drawing as it is, and the same whatever the order of the inputs", () => {
  const marked = withOrigin(svg, originWith({ a: "1", b: "2" }));
  assertEquals(marked.replace(/<metadata>.*<\/metadata>/, ""), svg);
  assertEquals(withOrigin(svg, originWith({ b: "2", a: "1" })), marked);
  assertEquals(
    elementsOf(marked).map(({ name }) => name),
    ["svg", "desc", "metadata", "origin", "g"],
  );
});

Deno.test("an origin is read back as it was written, also after another program wrote the file", () => {
  const origin = originWith({ a: "1" });
  const marked = withOrigin(svg, origin);
  const rewritten = '<?xml version="1.0"?>\n<!-- by hand -->\n' + marked
    .replace("<origin xmlns=", "<d:origin xmlns:d=")
    .replace("</origin>", "</d:origin>")
    .replace(/\{.*\}/, (json) => json.replaceAll('"', "&quot;"));
  for (const file of [marked, rewritten]) {
    assertEquals(parseOrigin(textInFile(file, "origin") ?? ""), origin);
  }
});

Deno.test("originIn() is what withOrigin() said, and nothing of a file that says nothing", () => {
  const origin = originWith({ a: "1", "b/c.npz": "2" });
  assertEquals(originIn(withOrigin(svg, origin)), origin);
  assertEquals(originIn(svg), undefined);
});

Deno.test("textInFile() tells a file without the element from one that is no SVG", () => {
  assertEquals(textInFile(svg, "origin"), undefined);
  for (const file of ["", "origin", "<html><svg/></html>"]) {
    assertEquals(textInFile(file, "origin"), null);
  }
});

Deno.test("parseOrigin() refuses what is not an origin", () => {
  for (const text of ["", "{}", '{"node":"a","shows":[],"inputs":{"a":"b"}}']) {
    assertEquals(parseOrigin(text), undefined);
  }
});
