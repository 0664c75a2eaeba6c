import { assertEquals } from "@std/assert";
import { endsOf } from "../../../../lib/statistics/ends.ts";
import {
  sentence,
  Told,
} from "../../../../pipeline/report/findings/finding.ts";
import { findingText } from "../../../../pipeline/report/findings/findings.ts";
import { resultsOf, run } from "../../figures/results.ts";

const experiment = "fashion-classification";

/** Two models whose errors end at 10 % and at 20 %, a hundredth of each more from each further seed. */
function toldOf(seeds: number[], lost: number[] = []) {
  const runs = Object.entries({ BP: .1, DI: .2 }).flatMap(([model, end]) =>
    seeds.map((seed) =>
      run(model, seed, {
        ...{ metric: "test_error", length: 2, every: 10 },
        value: (k) => (k === 0 ? .9 : end) * (1 + seed / 100),
        ...lost.includes(seed) && model === "DI" && {
          length: 1,
          outcome: { status: "diverged", iteration: 5, reason: "made up" },
        },
      })
    )
  );
  const { curves, summary } = resultsOf(runs, { experiment });
  const ends = endsOf(runs, { experiment, models: ["BP", "DI"], seeds });
  return new Told({
    ...{ summaries: { [experiment]: summary }, sweeps: {} },
    ...{ curves: { [experiment]: curves }, ends: { [experiment]: ends } },
  }, experiment);
}

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ") ?? null;

Deno.test("a sentence without one of its numbers is none", () => {
  assertEquals(sentence`from ${"1"} to ${"2"}.`, "from 1 to 2.");
  assertEquals(sentence`from ${"1"} to ${null}.`, null);
});

Deno.test("Told has the numbers of one seed as they are", () => {
  const told = toldOf([3]);
  assertEquals(told.seeds, "from seed 3 alone");
  assertEquals(plain(told.end("BP", "test_error")), "10.30 %");
  assertEquals(plain(told.at("BP", "test_error", 0)), "92.70 %");
  assertEquals(plain(told.ratio("DI", "BP")), "2");
  assertEquals(plain(told.difference("DI", "BP")), "10.30 %");
});

Deno.test("Told has the means of several seeds with their intervals", () => {
  const told = toldOf([0, 1, 2]);
  assertEquals(told.seeds, "over 3 seeds");
  assertEquals(
    plain(told.end("BP", "test_error")),
    "10.10 % (9.85 % to 10.35 %)",
  );
  assertEquals(
    plain(told.at("BP", "test_error", 10)),
    "10.10 % (9.85 % to 10.35 %)",
  );
  assertEquals(plain(told.ratio("DI", "BP")), "2 (2 to 2)");
  assertEquals(
    plain(told.difference("DI", "BP")),
    "10.10 % (9.85 % to 10.35 %)",
  );
});

Deno.test("Told says of how many seeds a mean is where some were lost", () => {
  const told = toldOf([0, 1, 2, 3], [2]);
  assertEquals(
    plain(told.end("DI", "test_error")),
    "20.27 % (19.51 % to 21.03 %; 3 of 4 seeds)",
  );
  assertEquals(plain(told.ratio("DI", "BP")), "2 (2 to 2; 3 of 4 seeds)");
  const one = toldOf([0, 1], [1]);
  assertEquals(plain(one.end("DI", "test_error")), "20.00 % (1 of 2 seeds)");
  assertEquals(
    plain(one.at("DI", "test_error", 10)),
    "20.00 % (1 of 2 seeds)",
  );
});

Deno.test("Told has nothing of what was not measured", () => {
  const told = toldOf([0, 1]);
  assertEquals(told.end("FA", "test_error"), null);
  assertEquals(told.end("BP", "error"), null);
  assertEquals(told.at("BP", "test_error", 5), null);
  assertEquals(told.ratio("DI", "FA"), null);
  const without = { summaries: {}, curves: {}, ends: {}, sweeps: {} };
  assertEquals(new Told(without, experiment).difference("DI", "BP"), null);
});

Deno.test("findingText() is of the sentences whose numbers there are", () => {
  const { results } = toldOf([0, 1]);
  assertEquals(findingText("linear-regression", results), "");
});
