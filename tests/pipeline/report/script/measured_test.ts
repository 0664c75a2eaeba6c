import { assertEquals } from "@std/assert";
import {
  Measured,
  tableRows,
  thinned,
} from "../../../../pipeline/report/script/measured.ts";

const series = (first: number, ...value: number[]) => ({
  iteration: Float64Array.from(value.keys()).map((k) => first + k),
  value: Float64Array.from(value),
});
const piece = { events: [], outcome: null };

Deno.test("tableRows() are the rows of the experiment's table", () => {
  const BP = new Measured();
  BP.add({
    ...piece,
    series: { error: series(0, 1e-7, 0.1), angle: series(0, 90) },
    iteration: 1,
  });
  BP.add({ ...piece, series: { error: series(2, 1 / 3) }, iteration: 2 });
  const of = { experiment: "x", variant: "BP", seed: 4 };
  const rows = [
    { ...of, iteration: 0, metric: "angle", value: 90 },
    ...[1e-7, 0.1, 1 / 3].map((value, iteration) => (
      { ...of, iteration, metric: "error", value }
    )),
  ];
  const models = [["BP", BP], ["FA", undefined]] as const;
  assertEquals([...tableRows({ experiment: "x", seed: 4 }, models)], rows);
});

Deno.test("thinned() keeps the last point", () => {
  const value = [...Array(11).keys()];
  const { x, y } = thinned({ iteration: value.map((k) => 2 * k), value }, 4);
  assertEquals([x, y], [[0, 6, 12, 18, 20], [0, 3, 6, 9, 10]]);
});
