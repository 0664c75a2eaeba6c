import { assert, assertStringIncludes } from "@std/assert";
import type { Outcome } from "../../../lib/io/trace.ts";
import type { Run } from "../../../lib/statistics/run.ts";
import { summariesOf } from "../../../lib/statistics/summary.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { stabilitySection } from "../../../pipeline/report/stability_section.ts";
import { runOf } from "../../lib/statistics/runs.ts";

const finished: Outcome = { status: "finished" };
const unstable: Outcome = {
  status: "unstable",
  iteration: 2,
  reason: "made up",
};
const repaired = (iteration: number) => ({
  iteration,
  event: "repaired",
  detail: "made up",
});

const runs = [
  runOf("BP", 0, { error: [1, .5] }, finished),
  runOf("DI", 0, { spectral_abscissa_1: [-.5, -.25] }, finished),
  runOf("DI", 1, { spectral_abscissa_1: [-.5, -.125] }, unstable),
];
runs[1].trace.events.push(repaired(9), repaired(12));
runs[2].trace.events.push(repaired(4));

/** What some runs come to. */
const summaries = (of: readonly Run[]) => ({
  "linear-regression": {
    ...{ experiment: "linear-regression", label: "", settings: {}, seeds: [] },
    models: summariesOf(of, { models: ["BP", "DI"] }),
  },
});

const experiments = [{
  name: "linear-regression",
  title: "Linear regression",
  label: "",
}];

Deno.test("stabilitySection() counts outcomes and repairs over seeds, of models with a loop alone", () => {
  const { text } = sectionMarkup(stabilitySection({ experiments }, {
    summaries: summaries(runs),
  }));
  assertStringIncludes(
    text,
    '<th scope="row">DI</th><td>1</td><td>1</td><td>0</td><td>3</td><td>4 (seed 1)</td><td>−0.125</td>',
  );
  assert(!text.includes(">BP<"));
  assertStringIncludes(text, "claims count each repair as a loss of stability");
});

Deno.test("stabilitySection() says where no loop was watched", () => {
  const { text } = sectionMarkup(stabilitySection({ experiments }, {
    summaries: summaries(runs.slice(0, 1)),
  }));
  assertStringIncludes(text, "No model here ran a loop");
});
