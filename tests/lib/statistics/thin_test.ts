import { assert, assertEquals } from "@std/assert";
import type { Series } from "../../../lib/io/trace.ts";
import {
  everyNth,
  pointsKept,
  tableStep,
  thinned,
} from "../../../lib/statistics/thin.ts";

const detail = { first: 10, parts: 20 };
const length = 2010;
const series: Series = {
  iteration: Float64Array.from({ length }, (_, k) => 5 * k),
  value: Float64Array.from({ length }, (_, k) => Math.sin(k / 70)),
};
series.value[777] = 9;
series.value[1234] = -9;

/** Places of what is kept. */
const places = ({ iteration }: Series) => [...iteration].map((at) => at / 5);

Deno.test("thinned() keeps a short series whole", () => {
  const short = { iteration: series.iteration, value: series.value };
  for (const length of [0, 1, 90]) {
    const one = {
      iteration: short.iteration.slice(0, length),
      value: short.value.slice(0, length),
    };
    assertEquals(thinned(one, detail), one);
  }
});

Deno.test("thinned() keeps the beginning, and of each part its ends and extremes, in order", () => {
  const kept = places(thinned(series, detail));
  assert(kept.length <= 10 + 4 * 20, `${kept.length}`);
  assertEquals(kept.slice(0, 10), Array.from({ length: 10 }, (_, k) => k));
  assertEquals(kept, [...new Set(kept)].sort((a, b) => a - b));
  for (const k of [10, 109, 110, 777, 1234, length - 1]) {
    assert(kept.includes(k), `${k}`);
  }
  assert(kept.every((k, n) => n === 0 || k - kept[n - 1] <= length / 20));
});

Deno.test("thinned() cuts parts of equal length out of what was thinned before", () => {
  const once = thinned(series, { first: 500, parts: 100 });
  const twice = places(thinned(once, detail));
  for (const k of [0, 777, 1234, length - 1]) {
    assert(twice.includes(k), `${k}`);
  }
  assert(twice.filter((k) => k < 500).length < 10 + 4 * 6);
});

Deno.test("pointsKept() keeps the extremes of a band as well as those of its line", () => {
  const [low, high] = [
    Float64Array.from(series.value),
    series.value.map(() => 0),
  ];
  low[500] = -99;
  high[501] = 99;
  const { iteration, value } = series;
  const lines = { down: [value, low], up: [value, high] };
  const kept = pointsKept(iteration, lines, detail);
  for (const k of [500, 501, 777, 1234]) assert(kept.includes(k), `${k}`);
});

Deno.test("thinned() is not misled by what is not a number", () => {
  const value = series.value.map((one, k) => k % 10 ? one : NaN);
  const kept = places(thinned({ ...series, value }, detail));
  for (const k of [777, 1234, length - 1]) assert(kept.includes(k), `${k}`);
});

Deno.test("thinned() leaves parts without a measurement empty", () => {
  const iteration = series.iteration.map((at, k) => k < 1000 ? at : 100 * at);
  const kept = thinned({ ...series, iteration }, detail).iteration;
  assert(kept.length < 10 + 4 * 20);
  assertEquals(kept, Float64Array.from(new Set(kept)).sort());
  assertEquals(kept.at(-1), iteration.at(-1));
});

Deno.test("everyNth() takes measurements evenly, and the last", () => {
  assertEquals(places(everyNth(series, 670)), [0, 670, 1340, 2009]);
  assertEquals(places(everyNth(series, 7)).length, 288);
  assertEquals(everyNth(series, 1), series);
  assertEquals(places(everyNth(series, length)), [0, 2009]);
  const none = { iteration: new Float64Array(), value: new Float64Array() };
  assertEquals(everyNth(none, 3), none);
});

Deno.test("tableStep() leaves a table of a million rows whole, and halves a longer one", () => {
  assertEquals([0, 1_000_000, 1_000_001].map(tableStep), [1, 1, 2]);
});
