import { assert, assertEquals } from "@std/assert";
import { experiments } from "../../../pipeline/studies/experiments.ts";
import { aboutFigure, figures } from "../../../pipeline/figures/catalogue.ts";
import { curveData } from "../../../pipeline/report/curve_data.ts";
import { resultsOf, run, wobble } from "../figures/results.ts";

const shown = [{ experiments: ["a"], metrics: ["normalised_error"] }];

Deno.test("curveData() holds one seed's values as they were measured, and computed ones to four digits", () => {
  const value = (k: number) => 3 * Math.exp(-k / 7);
  const { curves } = resultsOf([run("BP", 0, { value, length: 40 })]);
  const { error, normalised_error } = curveData(shown, { a: curves }).a;
  const { iteration, mean, low } = error.models.BP;
  assertEquals(mean, iteration.map(value));
  assertEquals(low, undefined);
  assertEquals(
    normalised_error.models.BP.mean[5],
    Number((value(5) / 3).toPrecision(4)),
  );
});

Deno.test("curveData() holds the mean of several seeds with its interval", () => {
  const { curves } = resultsOf(
    [0, 1, 2].map((seed) =>
      run("BP", seed, { value: (k) => 2 ** seed / (k + 1), length: 4 })
    ),
  );
  const { mean, low, high } = curveData(shown, { a: curves }).a.error.models.BP;
  assertEquals(mean, [2, 1, .6667, .5]);
  assert(low!.every((value, k) => value! < mean[k]! && mean[k]! < high![k]!));
});

Deno.test("curveData() holds what is shown of an experiment and no more", () => {
  const value = () => 1;
  const { curves } = resultsOf([
    run("BP", 0, { value }),
    run("BP", 0, { value, metric: "unseen" }),
    run("BP", 0, { value, metric: "test_error" }),
  ]);
  const data = curveData([
    { experiments: ["a"], metrics: ["test_error"] },
    { experiments: ["b"], metrics: ["unseen"] },
  ], { a: curves });
  assertEquals(Object.keys(data), ["a"]);
  assertEquals(Object.keys(data.a), ["test_error"]);
});

Deno.test("curveData() says null where nothing finite was measured", () => {
  const { curves } = resultsOf([
    run("DI", 0, { value: (k) => k + 1, length: 3 }),
  ]);
  curves.DI.error.mean[1] = Infinity;
  const { mean } = curveData(shown, { a: curves }).a.error.models.DI;
  assertEquals(mean, [1, null, 3]);
});

Deno.test("curveData() stays under 1.5 MB of every model at the length of the paper, of one seed or several", () => {
  const shown = figures.map(aboutFigure);
  const metrics = [...new Set(shown.flatMap(({ metrics }) => metrics))];
  const length = 20_000;
  for (const count of [1, 5]) {
    const array = (k: number) =>
      Float64Array.from({ length }, (_, n) => Math.exp(wobble(n + k)));
    const curve = {
      iteration: Float64Array.from({ length }, (_, k) => k),
      mean: array(0),
      low: array(1),
      high: array(2),
      count: new Int32Array(length).fill(count),
    };
    const all = Object.fromEntries(experiments.map(({ name, models }) => {
      // layer 2 and the loops are measured where there is one
      const measured = metrics.filter((metric) =>
        name.startsWith("mnist")
          ? metric === "test_error"
          : metric === "normalised_error" ||
            (!metric.endsWith("_2") || name === "nonlinear-regression") &&
              metric !== "test_error"
      );
      return [
        name,
        Object.fromEntries(models.map((model) => [
          model.name,
          Object.fromEntries(
            [...measured, "error"].filter((metric) =>
              /error/.test(metric) || /DI/.test(model.name)
            ).map((metric) => [metric, curve]),
          ),
        ])),
      ];
    }));
    const size = JSON.stringify(curveData(shown, all)).length;
    assert(size < 1.5e6, `${size} bytes`);
  }
});

Deno.test("curveData() holds many points of what panels show alone, the first examples or all", () => {
  const length = 20_000;
  const { curves } = resultsOf(
    ["error", "angle_ndi_1"].map((metric) =>
      run("DI", 0, { length, metric, value: wobble })
    ),
  );
  const all = { experiments: ["a"], metrics: ["normalised_error"] };
  const beginning = {
    ...{ experiments: ["a"], metrics: ["angle_ndi_1", "normalised_error"] },
    first: { angle_ndi_1: 500, normalised_error: 500 },
  };
  const { angle_ndi_1, ...errors } =
    curveData([all, beginning], { a: curves }).a;
  const places = angle_ndi_1.models.DI.iteration;
  assert(places.length > 120 && places.length <= 150, `${places.length}`);
  assertEquals([places[0], places.at(-1)], [0, 500]);
  for (const { models: { DI } } of Object.values(errors)) {
    assertEquals(DI.iteration, errors.error.models.DI.iteration);
    assertEquals(DI.iteration.at(-1), length - 1);
    assert(DI.iteration.length <= 150);
  }
});
