import { assert, assertEquals } from "@std/assert";
import { verticalDomain } from "../../../pipeline/figures/domain.ts";
import { figure3a } from "../../../pipeline/figures/figure_3.ts";
import { figure4a } from "../../../pipeline/figures/figure_4.ts";
import { type Zoomed, zoomOf } from "../../../pipeline/figures/zoom.ts";
import { resultsOf, run } from "./results.ts";

const plain = (k: number) => .02 + .8 * Math.exp(-k);

/** Figure 4a's end, of made-up models measured so often. */
function end(
  { epochs, examples, every }: Record<"epochs" | "examples" | "every", number>,
  values: Record<string, (k: number) => number> = { BP: plain },
): Zoomed | undefined {
  const length = Math.ceil(epochs * examples / every);
  return zoomOf(
    figure4a,
    resultsOf(
      Object.entries(values).map(([model, value]) =>
        run(model, 0, { metric: "test_error", length, every, value })
      ),
      { experiment: "mnist-classification", settings: { epochs, examples } },
    ),
  );
}

const paper = { epochs: 15, examples: 60000, every: 1000 };

Deno.test("zoomOf() is the last third of the epochs, measured after each of their thousands", () => {
  const { panel, curves: [{ x, mean }], part } = end(paper)!;
  assertEquals([panel.from, part], [600000, "the last 5 epochs"]);
  assertEquals([x[0], x.at(-1), x.length], [600000, 899000, 300]);
  assertEquals(mean.length, 300);
});

Deno.test("zoomOf() is one epoch of two, and the last third of one", () => {
  const two = end({ epochs: 2, examples: 6000, every: 500 })!;
  assertEquals([two.panel.from, two.part], [6000, "the last epoch"]);
  const one = end({ epochs: 1, examples: 60000, every: 1000 })!;
  assertEquals([one.panel.from, one.part], [39000, "the end"]);
});

Deno.test("zoomOf() is nothing where fewer than ten measurements are left, or no zoom is asked for", () => {
  assertEquals(end({ epochs: 1, examples: 6000, every: 500 }), undefined);
  assertEquals(end({ epochs: 1, examples: 300, every: 100 }), undefined);
  const errors = resultsOf([run("BP", 0, { value: () => 1 })]);
  assertEquals(zoomOf(figure3a, errors), undefined);
});

Deno.test("zoomOf() has an axis that its curves fill", () => {
  const { panel, curves } = end(paper, {
    BP: () => .03,
    FA: (k) => .02 + 1e-3 * Math.cos(k),
  })!;
  const [low, high] = verticalDomain(panel.vertical, curves);
  assert(low > 1.8 && low < 1.9 && high > 3 && high < 3.1, `${low} ${high}`);
});

Deno.test("zoomOf() lets no model that has not learned press the others together", () => {
  const { panel, curves } = end(paper, {
    BP: () => .03,
    FA: () => .025,
    NDI: () => .9,
  })!;
  assertEquals(curves.length, 3);
  const [, high] = verticalDomain(panel.vertical, curves);
  assert(high < 3.1, `${high}`);
});

Deno.test("zoomOf() leaves out a model that ended before", () => {
  const shorter = resultsOf([
    run("BP", 0, {
      metric: "test_error",
      length: 900,
      every: 1000,
      value: plain,
    }),
    run("FA", 0, {
      metric: "test_error",
      length: 9,
      every: 1000,
      value: plain,
      outcome: { status: "diverged", iteration: 8500, reason: "" },
    }),
  ], { settings: { epochs: 15, examples: 60000 } });
  const { curves } = zoomOf(figure4a, shorter)!;
  assertEquals(curves.map(({ model }) => model), ["BP"]);
});

Deno.test("zoomOf() takes any number of measurements", () => {
  const often = { epochs: 1, examples: 600_000, every: 1 };
  assertEquals(end(often)!.curves[0].mean.length, 200_000);
});
