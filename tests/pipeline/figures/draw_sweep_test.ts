import { assert, assertEquals } from "@std/assert";
import type { Sweep } from "../../../lib/statistics/sweep.ts";
import { drawSweep } from "../../../pipeline/figures/draw_sweep.ts";
import { sweepFigures } from "../../../pipeline/figures/sweep_figures.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { assertSnapshot } from "./snapshot.ts";
import { etas, leaks, madeUpSweep, twoModels } from "./sweeps.ts";

function draw(sweep: Sweep, added?: Record<string, string>): string {
  const { experiment, measure, axes, seeds } = sweep;
  const [figure] = sweepFigures({
    ...{ name: `sweep-${experiment}`, experiment, title: "Test", measure },
    keys: axes.map(({ key }) => key),
  });
  return drawSweep(figure, sweep, { label: "test profile", seeds, added });
}

/** The points of each line that is drawn, and how many dots of a shape. */
function drawnIn(svg: string) {
  const elements = elementsOf(svg.trim());
  const paths = elements.flatMap(({ attributes }) => attributes.get("d") ?? []);
  const ofClass = (name: string) =>
    svg.match(new RegExp(`class="model-${name}"`, "g"))?.length ?? 0;
  return { elements, paths, ofClass };
}

const two = madeUpSweep([etas, leaks], twoModels);

const pictures = {
  "sweep": () => draw(two),
  "sweep-of-one": () =>
    draw(madeUpSweep(
      [etas],
      twoModels.map(({ name, usual: { eta }, end }) => ({
        ...{ name, usual: { eta } },
        end: (values, seed) => end({ ...values, leak: .01 }, seed),
      })),
    )),
  "sweep-of-words": () =>
    draw(madeUpSweep([
      { key: "feedback", values: ["random", "transpose"], scale: "words" },
      { key: "integratorSteps", values: [10, 20, 30], scale: "linear" },
    ], [{
      name: "NDI",
      usual: { feedback: "transpose", integratorSteps: 20 },
      end: ({ feedback, integratorSteps }, seed) =>
        (feedback === "random" ? .05 : .03) + Number(integratorSteps) / 1e4 +
        seed / 1e3,
    }], { measure: "test_error", experiment: "mnist-classification" })),
};

Deno.test("drawSweep() says what an added model is, of those it shows", () => {
  const [{ name }] = two.models;
  const added = { [name]: "DI, leak 7", other: "FA" };
  const svg = draw(two, added);
  assert(svg.includes(`>${name} (added): DI, leak 7<`));
  assert(!svg.includes("other (added)"));
});

for (const [name, picture] of Object.entries(pictures)) {
  Deno.test(`drawSweep() draws the snapshot of ${name}`, () => {
    assertSnapshot(name, picture());
  });

  Deno.test(`drawSweep() draws ${name} the same twice, as well-formed XML without what is no number`, () => {
    const svg = picture();
    assertEquals(picture(), svg);
    elementsOf(svg.trim());
    assert(!/NaN|Infinity|undefined|null/.test(svg));
  });
}

Deno.test("drawSweep() says how many trainings are not in a frame, and marks each point of them", () => {
  const svg = pictures.sweep();
  assert(svg.includes("× diverged: 7 of 48 trainings"), svg);
  assert(svg.includes("▽ lost stability: 3 of 48 trainings"));
  assert(svg.includes("○ missing: 1 of 48 trainings"));
  assert(svg.includes(
    "▲ ended above 10 times the error before training: 2 of 48 trainings",
  ));
  // of BP a point, of DI two, each in the panel of eta and in that of leak
  const { paths } = drawnIn(svg);
  const crosses = paths.filter((d) => d.startsWith("M-2.51,-2.51"));
  assertEquals(crosses.length, 1 + 2 * 2);
});

Deno.test("drawSweep() says of a model what it does not read", () => {
  assert(pictures.sweep().includes(">BP reads no leak</text>"));
  const [{ end }, DI] = twoModels;
  const usual = { leak: .01 };
  const one = madeUpSweep([leaks], [{ ...DI, usual }, {
    ...{ name: "BP", usual: {} },
    end: (_, seed) => end({ eta: .01 }, seed),
  }]);
  assert(draw(one).includes(">BP reads no leak</text>"));
});

Deno.test("drawSweep() draws the best alone of more lines than can be told apart", () => {
  const many = {
    ...etas,
    values: Array.from({ length: 9 }, (_, k) => 10 ** -k),
  };
  const [, DI] = twoModels;
  const svg = draw(madeUpSweep([many, leaks], [DI]));
  assert(svg.includes("line: the best of all eta; pale: the others"));
});

Deno.test("drawSweep() names every word of an axis, slanting where there is no room", () => {
  const values = [
    ...["random", "transpose", "neg-transpose", "pseudoinverse"],
    ...["neg-pseudoinverse", "sign", "neg-sign", "optimised"],
  ];
  const feedback = { key: "feedback", values, scale: "words" } as const;
  const models = ["FA", "NDI", "DI"].map((name) => (
    { name, usual: { feedback: "random" }, end: () => .1 }
  ));
  const svg = draw(madeUpSweep([{ ...feedback }], models));
  for (const word of values) {
    const named = new RegExp(`rotate\\(-60\\)[^>]*>${word}</text>`, "g");
    assertEquals(svg.match(named)?.length, models.length, word);
  }
});

Deno.test("drawSweep() tells lines of two settings apart by shade and dash, each in a legend", () => {
  const scales = { key: "scale", values: [.1, 1], scale: "linear" as const };
  const [, { end }] = twoModels;
  const svg = draw(madeUpSweep([etas, leaks, scales], [
    { name: "DI", usual: { eta: .01, leak: .01, scale: 1 }, end },
  ]));
  for (const label of ["leak:", "scale:", "eta:"]) {
    assert(svg.includes(`>${label}</text>`), label);
  }
  const lines = svg.match(/<g [^>]*stroke-width="1.5"[^>]*class="model-di"/g);
  const styles = lines!.map((line) =>
    line.match(/stroke-(opacity|dasharray)="[^"]*"/g)?.join()
  );
  // three shades by leak in the panel of eta, four by eta in that of leak; two are in both
  assertEquals(new Set(styles).size, 2 * (3 + 4 - 2), `${styles}`);
});

Deno.test("drawSweep() writes the names of a row's panels at one height", () => {
  const names = draw(two).matchAll(/translate\([\d.]+,([\d.]+)\)">DI</g);
  const heights = [...names].map(([, y]) => y);
  assertEquals(heights.length, 2);
  assertEquals(new Set(heights).size, 1, `${heights}`);
});

Deno.test("drawSweep() draws a sweep of which no training finished", () => {
  const lost = madeUpSweep([etas], [
    { name: "BP", usual: { eta: .01 }, end: () => "diverged" },
  ]);
  const svg = draw(lost);
  assert(svg.includes("× diverged: 12 of 12 trainings"));
  assert(!/NaN|Infinity/.test(svg));
});

Deno.test("drawSweep() keeps its file small, whatever the number of seeds", () => {
  const seeds = Array.from({ length: 300 }, (_, seed) => seed);
  const { length } = draw(madeUpSweep([etas, leaks], twoModels, { seeds }));
  assert(length < 1e5, `${length}`);
});
