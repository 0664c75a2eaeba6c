import { assert, assertEquals } from "@std/assert";
import { digestOf } from "../../../pipeline/engine/files/digest.ts";
import type { Summary } from "../../../lib/statistics/summary.ts";
import type { Origin } from "../../../pipeline/engine/provenance/origin.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { provenanceSection } from "../../../pipeline/report/provenance_section.ts";
import { elementsOf } from "../../support/well_formed.ts";

const digest = digestOf("curves");
const origin: Origin = {
  node: "render/figure-3a",
  shows: [{
    experiment: "linear-regression",
    profile: "test profile, iterations 10 (published 2000)",
    seeds: [0, 3],
  }],
  inputs: { "linear-regression/curves.npz": digest },
};

function text(
  origins: Record<string, Origin | undefined>,
  summaries: Record<string, Summary> = {},
): string {
  const { text } = sectionMarkup(provenanceSection({
    profile: "test",
    seeds: "0, 3",
    figures: [{ name: "figure-3a" }, { name: "figure-3b" }],
    experiments: [{ name: "linear-regression" }],
    versions: {},
    again: {},
  }, { summaries, origins }));
  elementsOf(text.trim()); // is well formed
  return text;
}

Deno.test("provenanceSection() lists the node, seeds, scale and input digests of each figure", () => {
  const shown = text({ "figure-3a": origin });
  for (
    const part of [
      "<summary>Figure 3a</summary>",
      "<dt>Node</dt><dd>render/figure-3a</dd>",
      "<dt>linear-regression</dt><dd>test profile, iterations 10 (published 2000); seeds 0, 3</dd>",
      `<dt>linear-regression/curves.npz</dt><dd><code>${digest}</code></dd>`,
      "<code>deno task trace outputs/figures/figure-3a.svg</code>",
    ]
  ) assert(shown.includes(part), part);
});

Deno.test("provenanceSection() lists settings, and models that are not as published", () => {
  const shown = text({}, {
    sea: {
      ...{ experiment: "sea", label: "test", seeds: [0], models: [] },
      settings: { eta: .1, slopes: "once" },
      changed: { DI: "leak 0.2 (published 0)" },
      added: { mine: "FA, feedback random" },
    },
  });
  const all =
    "eta 0.1, slopes once; DI: leak 0.2 (published 0); mine: FA, feedback random";
  assert(shown.includes(`<dt>sea</dt><dd>${all}</dd>`), shown);
});

Deno.test("provenanceSection() lists figures in their order, and none whose file says nothing", () => {
  const other = { ...origin, node: "render/figure-3b" };
  const figures = (origins: Record<string, Origin | undefined>) =>
    [...text(origins).matchAll(/<summary>(Figure [^<]*)</g)].map(([, name]) =>
      name
    );
  assertEquals(figures({ "figure-3b": other, "figure-3a": origin }), [
    "Figure 3a",
    "Figure 3b",
  ]);
  assertEquals(figures({ "figure-3b": other }), ["Figure 3b"]);
  assert(!text({}).includes("What each figure was drawn from"));
});
