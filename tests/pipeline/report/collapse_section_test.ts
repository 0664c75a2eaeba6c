import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { summariesOf } from "../../../lib/statistics/summary.ts";
import { collapseSections } from "../../../pipeline/report/collapse_section.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { runOf } from "../../lib/statistics/runs.ts";

/** A run of which layer 1 was always as it is, and that of layer 3 rose with time. */
function run(model: string, seed: number, collapsed?: number) {
  const made = runOf(model, seed, {
    condition_1: [2e5, 2e5, 2e5],
    condition_3: [10, 20 + seed, 3000],
  });
  if (collapsed) {
    const detail = "made up";
    made.trace.events.push({
      iteration: collapsed,
      event: "collapsed",
      detail,
    });
  }
  return made;
}
const runs = [
  runOf("BP", 0, { test_error: [1] }),
  run("NDI", 0, 2),
  run("NDI", 1),
  run("NDI", 2),
  run("NDI", 3, 1),
  run("NDI-2", 0),
];

const name = "mnist-autoencoder-normal";
const experiments = [{ name, title: "Autoencoder", label: "" }];
const sections = (models: string[]) =>
  collapseSections({ experiments }, {
    summaries: {
      [name]: {
        ...{ experiment: name, label: "", settings: {}, seeds: [] },
        models: summariesOf(runs, { models }),
      },
    },
  });

Deno.test("collapseSections() tells when seeds collapsed, the earliest first, and what conditions did", () => {
  const [section] = sections(["BP", "NDI", "NDI-2"]);
  const { text } = sectionMarkup(section);
  const rows = [...text.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)]
    .map(([, row]) => row.replaceAll("\u00a0", " ").split(/(?:<[^>]*>)+/));
  const layer1 = "2.00 × 10⁵ → 2.00 × 10⁵";
  assertEquals(rows.map((row) => row.filter((cell) => cell)), [
    ["NDI", "3", "1", layer1, "—", "10 → 10"],
    ["NDI", "0", "2", layer1, "—", "10 → 20"],
    ["NDI", "1-2", "not", layer1, "—", "10 → 3,000"],
    ["NDI-2", "0", "not", layer1, "—", "10 → 3,000"],
  ]);
  assertStringIncludes(text, '<th scope="col">Layer 3</th></tr>');
  assert(!text.includes("Layer 4"));
});

Deno.test("collapseSections() has nothing to tell where no condition was measured", () => {
  assertEquals(sections(["BP"]), []);
});
