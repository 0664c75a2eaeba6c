import { assertEquals } from "@std/assert";
import { readOutLines } from "../../../../pipeline/report/script/read_out_lines.ts";
import { data, scales } from "./data.ts";

const lines = (metric: string, index: number, change = {}) =>
  readOutLines({ ...scales, ...change }, { metric, model: "DI", index }, data);

Deno.test("readOutLines() tells model, iteration and value", () => {
  assertEquals(lines("angle_2", 1), ["DI, iteration 1", "angle, layer 2: 8"]);
});

Deno.test("readOutLines() tells the mean of several seeds with its interval, where there is one", () => {
  assertEquals(lines("seeds", 1)[1], "several: mean 2, 95 % interval 1 to 3");
  assertEquals(lines("seeds", 2)[1], "several: 3");
});

Deno.test("readOutLines() tells the error behind a normalised one, to the last digit", () => {
  assertEquals(lines("normalised_error", 2), [
    "DI, iteration 2",
    "NSE: 0.006",
    "error: 0.30000000000000004",
  ]);
  assertEquals(lines("normalised_error", 1).length, 2);
});

Deno.test("readOutLines() tells a fraction drawn in per cent both ways, and a sign drawn upside down as it is", () => {
  assertEquals(lines("error", 1, { factor: 100 }).slice(1), [
    "error: 30",
    "in the table: 0.30000000000000004",
  ]);
  assertEquals(lines("angle_1", 1, { factor: -1 }).slice(1), [
    "angle, layer 1: 2",
  ]);
});

Deno.test("readOutLines() counts the examples of batches", () => {
  assertEquals(
    lines("angle_1", 2, { size: 100 })[0],
    "DI, iteration 2 (example 200)",
  );
});
