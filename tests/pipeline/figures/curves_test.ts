import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import {
  pixelCurves,
  simplify,
  visibleCurves,
} from "../../../pipeline/figures/curves.ts";
import type { Panel } from "../../../pipeline/figures/figure.ts";
import { figure3a } from "../../../pipeline/figures/figure_3.ts";
import { resultsOf, run, wobble } from "./results.ts";
import { curve } from "./visible.ts";

const x = { type: "linear", domain: [0, 1000], range: [0, 500] } as const;
const y = { type: "log", domain: [1e-3, 1], range: [200, 0] } as const;
const noise = Array.from({ length: 1001 }, (_, k) => 10 ** (3 * wobble(k)));

Deno.test("pixelCurves() has no more points than asked, for lines and bands together", () => {
  const curves = [
    curve(noise),
    { ...curve(noise), banded: true, high: Float64Array.from(noise).fill(1) },
  ];
  for (const points of [2000, 500]) {
    const placed = pixelCurves(curves, { x, y, points });
    const all = placed.flatMap(({ line, band }) => [
      line.length,
      band.length,
    ]);
    const sum = all.reduce((sum, length) => sum + length);
    assert(sum <= points && sum > points / 20, `${sum}`);
    assertEquals(placed.map(({ band }) => band.length > 0), [false, true]);
  }
});

/** Two seeds of a model, the second of which stops half-way. */
const twoSeeds = resultsOf([
  run("BP", 0, { value: (k) => 2 ** -k, length: 11 }),
  run("BP", 1, {
    value: () => 1,
    length: 6,
    outcome: { status: "unstable", iteration: 5, reason: "made up" },
  }),
]);
const errorOf = (rest: Partial<Panel> = {}): Panel => (
  { ...figure3a, metrics: ["error"], ...rest }
);

Deno.test("visibleCurves() names a seed that stopped where iterations are no examples, on no place of the axis, measured or not", () => {
  const horizontal = { label: "leak α" };
  const panelOf = (metric: string) =>
    errorOf({ horizontal, metrics: [metric], first: 3 });
  for (const metric of ["error", "angle_trained_1"]) {
    const panel = panelOf(metric);
    const [shown] = visibleCurves(panel, twoSeeds);
    assertEquals(shown.endings.map(({ seed }) => seed), [1]);
    assertEquals(shown.x.length, metric === "error" ? 4 : 0);
    const [placed] = pixelCurves([shown], { x, y, points: 100 });
    assertEquals(placed.crosses, []);
  }
  const whole = resultsOf([run("BP", 0, { value: () => 1 })]);
  assertThrows(() => visibleCurves(panelOf("angle_trained_1"), whole));
});

Deno.test("visibleCurves() count iterations as they are where they are no examples, above zero on a log axis", () => {
  const batched = resultsOf([run("BP", 0, { value: (k) => k, length: 4 })], {
    settings: { batchSize: 100 },
  });
  const xOf = (rest: Partial<Panel> = {}) => {
    const [{ x }] = visibleCurves(errorOf(rest), batched);
    return [...x];
  };
  const steps = { label: "steps" };
  assertEquals(xOf(), [0, 100, 200, 300]);
  assertEquals(xOf({ horizontal: steps }), [0, 1, 2, 3]);
  assertEquals(xOf({ horizontal: { ...steps, scale: "log" } }), [1, 2, 3]);
});

Deno.test("visibleCurves() has every seed of several by itself, cut as the mean is", () => {
  const panel = errorOf({ from: 2, first: 8 });
  const [{ x, seeds }] = visibleCurves(panel, twoSeeds);
  assertEquals(seeds, [
    { seed: 0, x, value: x.map((k) => 2 ** -k) },
    { seed: 1, x: x.subarray(0, 4), value: Float64Array.of(1, 1, 1, 1) },
  ]);
  const { runs: [one], ...rest } = twoSeeds;
  assertEquals(visibleCurves(panel, { ...rest, runs: [one] })[0].seeds, []);
});

Deno.test("pixelCurves() marks where a seed stopped on its own line", () => {
  const axes = { x: { ...x, domain: [0, 10] as const }, y, points: 100 };
  const [curve] = visibleCurves(errorOf(), twoSeeds);
  const [{ seeds, crosses }] = pixelCurves([curve], axes);
  assertEquals(seeds.map(({ seed }) => seed), [0, 1]);
  assertEquals(crosses, [{ x: 250, y: 0 }]);
  const [mean] = pixelCurves([{ ...curve, seeds: [] }], axes);
  assert(mean.crosses[0].y > 20, `${mean.crosses[0].y}`);
});

Deno.test("visibleCurves() has a curve for each seed where a panel asks for it and there are several", () => {
  const seeds = visibleCurves(errorOf({ eachSeed: true, from: 2 }), twoSeeds);
  assertEquals(seeds.map(({ seed }) => seed), [0, 1]);
  const [, second] = seeds;
  assertEquals([...second.x], [2, 3, 4, 5]);
  assertEquals([...second.mean], [1, 1, 1, 1]);
  assertEquals(second.low, second.mean);
  assertEquals([second.banded, second.seeds], [false, []]);
  assertEquals(seeds.map(({ endings }) => endings.length), [0, 1]);
  const { runs: _, ...alone } = twoSeeds;
  const [mean, ...none] = visibleCurves(errorOf({ eachSeed: true }), alone);
  assertEquals([mean.seed, none], [undefined, []]);
});

Deno.test("pixelCurves() marks where a seed collapsed, on its own line or that of a mean", () => {
  const results = resultsOf([
    run("NDI", 0, { value: (k) => 2 ** -k, length: 11, collapsed: 4 }),
    run("NDI", 1, { value: () => 1, length: 11, collapsed: 5 }),
  ], { settings: { batchSize: 2 } });
  const axes = { x: { ...x, domain: [0, 20] as const }, y, points: 100 };
  const rings = (panel: Panel) =>
    pixelCurves(visibleCurves(panel, results), axes)
      .map(({ rings }) => rings);
  const [first, second] = [
    { x: 200, y: 200 * 4 * Math.log10(2) / 3 },
    { x: 250, y: 0 },
  ];
  const near = (found: { x: number; y: number }) => (
    { x: found.x, y: Number(found.y.toFixed(9)) }
  );
  assertEquals(rings(errorOf())[0].map(near), [near(first), second]);
  assertEquals(rings(errorOf({ first: 9 }))[0].length, 1);
  assertEquals(
    rings(errorOf({ eachSeed: true })).map((rings) => rings.map(near)),
    [[near(first)], [second]],
  );
});

Deno.test("pixelCurves() has fewer points of single seeds than asked, with their extremes", () => {
  const value = Float64Array.from(noise);
  const seeds = [0, 1, 2, 3].map((seed) => (
    { seed, x: value.map((_, k) => k), value }
  ));
  const points = 500;
  const [{ seeds: drawn }] = pixelCurves([{ ...curve(noise), seeds }], {
    ...{ x, y, points },
  });
  const all = drawn.flatMap(({ line }) => line);
  assert(all.length <= points / 2 && all.length > points / 10, `${all.length}`);
  const [{ line }] = drawn;
  assertEquals([line[0].x, line.at(-1)!.x], [0, 500]);
  const whole = Array.from(value, (one) => -200 * Math.log10(one) / 3);
  const down = line.map(({ y }) => y);
  assertAlmostEquals(Math.max(...down), Math.max(...whole), 1e-9);
  assertEquals(Math.min(...down), -50);
});

Deno.test("pixelCurves() cannot spare the ends of a line", () => {
  const [{ line }] = pixelCurves([curve(noise)], { x, y, points: 1 });
  assertEquals([line[0].x, line.at(-1)!.x], [0, 500]);
});

Deno.test("pixelCurves() outlines a band there and back", () => {
  const banded = { ...curve([.1, .1]), banded: true };
  const [{ band }] = pixelCurves([banded], { x, y, points: 100 });
  assertEquals(band.map(({ x }) => x), [0, .5, .5, 0]);
});

Deno.test("pixelCurves() puts sizes that are not above zero on the upper edge of an axis upside down", () => {
  const upsideDown = { ...y, range: [0, 200] } as const;
  const mean = Array.from({ length: 1001 }, (_, k) => k < 500 ? .1 : -.1);
  const [placed] = pixelCurves([curve(mean)], {
    x,
    y: upsideDown,
    points: 100,
  });
  assertEquals(placed.zeros, [{ x: 250, y: 0 }]);
  assert(placed.line.at(-1)!.y < 2);
  const [plain] = pixelCurves([curve(mean)], { x, y, points: 100 });
  assertEquals(plain.zeros, []);
  assert(plain.line.at(-1)!.y > 200);
});

const increasing = (steps: number[]) => {
  let sum = 0;
  return steps.map((step) => sum += step);
};

Deno.test("simplify() keeps the ends alone of a straight line", () => {
  const x = Array.from({ length: 1000 }, (_, k) => k / 3);
  const kept = simplify({ x, y: x.map((x) => 2 * x + 1) });
  assertEquals(kept.map(({ x }) => x), [0, 333]);
});

Deno.test("simplify() keeps a spike between two pixels", () => {
  const x = Array.from({ length: 1000 }, (_, k) => k / 50);
  const y = x.map((_, k) => k === 523 ? 100 : k === 524 ? -40 : 0);
  const kept = simplify({ x, y });
  const reached = kept.map(({ y }) => y);
  assert(reached.includes(100) && reached.includes(-40));
  assert(kept.length < 10);
});

Deno.test("simplify() moves no extreme of a pixel by more than its tolerance", () => {
  const points = fc.array(
    fc.tuple(
      fc.double({ min: 0, max: .4, noNaN: true }),
      fc.integer({ min: 0, max: 50 }),
    ),
    { minLength: 2, maxLength: 200 },
  );
  fc.assert(fc.property(points, (points) => {
    const x = increasing(points.map(([step]) => step));
    const y = points.map(([, y]) => y);
    const kept = simplify({ x, y }, { tolerance: .25 });
    assertEquals(kept[0], { x: x[0], y: y[0] });
    assertEquals(kept.at(-1), { x: x.at(-1)!, y: y.at(-1)! });
    const least = Math.min(...kept.map(({ y }) => y));
    const greatest = Math.max(...kept.map(({ y }) => y));
    assert(least <= Math.min(...y) + .25);
    assert(greatest >= Math.max(...y) - .25);
  }));
});

Deno.test("simplify() of noise keeps at most four points a pixel", () => {
  const x = Array.from({ length: 40_000 }, (_, k) => k / 100);
  const y = x.map((_, k) => 100 * Math.sin(k * k));
  assert(simplify({ x, y }).length <= 4 * 400);
});

Deno.test("simplify() of nothing is nothing, of one point that point", () => {
  assertEquals(simplify({ x: [], y: [] }), []);
  assertEquals(simplify({ x: [3], y: [4] }), [{ x: 3, y: 4 }]);
});
