import { assert, assertAlmostEquals } from "@std/assert";
import {
  RowActivities,
  type Rows,
} from "../../../lib/kernels/row_activities.ts";
import { uniform } from "./numbers.ts";

/** Numbers of float32 for all rows, their filling left alone. */
function fill({ data, columns, stride }: Rows, seed: number): number[][] {
  const rows: number[][] = [];
  for (let start = 0; start < data.length; start += stride) {
    const row = Array.from(
      uniform(columns, { seed: seed + start, scale: 3 }),
      Math.fround,
    );
    data.set(row, start);
    rows.push(row);
  }
  return rows;
}

/** The rows without their filling. */
function read({ data, columns, stride }: Rows): number[][] {
  return Array.from(
    { length: data.length / stride },
    (_, n) => [...data.subarray(n * stride, n * stride + columns)],
  );
}

const images = Uint8Array.from([...[255, 51, 0, 0, 0, 0], ...[
  0,
  102,
  204,
  0,
  0,
  0,
]]);

for (const φ of ["tanh", "linear"] as const) {
  Deno.test(`RowActivities.transfer() adds biases and is ${φ}, of units that do not fill a row`, () => {
    const activities = new RowActivities([6, 5, 7], 2);
    activities.show(images);
    for (const k of [1, 2]) {
      const rows = activities.rows(k);
      const before = fill(rows, k);
      const b = uniform(rows.columns, { seed: 10 + k });
      activities.setBiases(k, b);
      activities.transfer(k, φ);
      read(activities.rows(k)).forEach((row, n) =>
        row.forEach((value, i) => {
          const a = before[n][i] + b[i];
          assertAlmostEquals(value, φ === "tanh" ? Math.tanh(a) : a, 5e-7);
        })
      );
    }
  });
}

Deno.test("RowActivities.squaredError() is that of the highest layer, its biases added", () => {
  const activities = new RowActivities([6, 2, 6], 2);
  activities.show(images);
  const y = fill(activities.rows(2), 3);
  const b = uniform(6, { seed: 4 });
  activities.setBiases(2, b);
  const wanted = y.flat().reduce(
    (sum, value, at) => sum + (images[at] / 255 - value - b[at % 6]) ** 2,
    0,
  );
  assertAlmostEquals(activities.squaredError() / wanted, 1, 1e-6);
});

Deno.test("RowActivities passes on what is not a number", () => {
  const activities = new RowActivities([6, 5, 6], 2);
  activities.show(images);
  for (const φ of ["tanh", "linear"] as const) {
    fill(activities.rows(1), 1);
    activities.rows(1).data[3] = NaN;
    activities.transfer(1, φ);
    assert(Number.isNaN(read(activities.rows(1))[0][3]));
  }
  fill(activities.rows(2), 1);
  activities.rows(2).data[1] = NaN;
  assert(Number.isNaN(activities.squaredError()));
});
