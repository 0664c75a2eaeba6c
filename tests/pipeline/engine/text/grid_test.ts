import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { parseGrid } from "../../../../pipeline/engine/text/grid.ts";

const where = "--grid x=…";
const valuesOf = (text: string) => parseGrid(text, where).values;

const grids: [text: string, values: (number | boolean | string)[]][] = [
  ["0.01", [.01]],
  ["0,0.001, .01,1e-1", [0, .001, .01, .1]],
  ["1e-4..1e-1:log7", [1e-4, .000316, .001, .00316, .01, .0316, .1]],
  ["1e-4..1:log5", [1e-4, .001, .01, .1, 1]],
  ["0.05..0.2:log3", [.05, .1, .2]],
  ["0,1e-3..1e-1:log3", [0, .001, .01, .1]],
  ["0..1:lin5", [0, .25, .5, .75, 1]],
  ["0..1:lin11", [0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1]],
  ["0..1:lin4", [0, .333, .667, 1]],
  ["-50..-10:lin3", [-50, -30, -10]],
  ["-0.1..0.3:lin5", [-.1, 0, .1, .2, .3]],
  ["1000000..1000001:lin3", [1000000, 1000000.5, 1000001]],
  ["2..1234.5678:lin2", [2, 1234.5678]],
  ["true,false", [true, false]],
  ["transpose,neg-transpose", ["transpose", "neg-transpose"]],
];

for (const [text, values] of grids) {
  Deno.test(`parseGrid() reads ${text}`, () => {
    assertEquals(valuesOf(text), values);
  });
}

Deno.test("parseGrid() tells what lies between ends, and whether there are equal ratios", () => {
  const { between, log } = parseGrid("0,1e-3..1e-1:log3", where);
  assertEquals(between, [false, false, true, false]);
  assertEquals(log, true);
  assertEquals(parseGrid("0..1:lin3", where).log, false);
});

Deno.test("parseGrid() gives as many rising values as are asked for, from end to end", () => {
  const end = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(end, end, fc.integer({ min: 2, max: 60 }), (a, b, n) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      fc.pre(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high), 1));
      for (const kind of low > 0 ? ["lin", "log"] : ["lin"]) {
        const values = valuesOf(`${low}..${high}:${kind}${n}`) as number[];
        assertEquals([values[0], values.at(-1), values.length], [low, high, n]);
        assert(values.every((value, k) => k === 0 || value > values[k - 1]));
      }
    }),
  );
});

Deno.test("parseGrid() gives values of a longer range that a shorter one has", () => {
  const longer = valuesOf("1e-4..1:log9");
  assert(valuesOf("1e-4..1e-1:log7").every((value) => longer.includes(value)));
});

const refused: [text: string, says: string][] = [
  ["", "it has no value"],
  [" ", "it has no value"],
  ["0.1,,0.2", "a value is missing between its commas"],
  ["0.1,", "a value is missing between its commas"],
  ["1e-4..1e-1", "1e-4..1e-1 is not a range such as 1e-4..1e-1:log7"],
  ["1e-4..1e-1:7", "is not a range such as"],
  ["1e-4..1e-1:logx", "is not a range such as"],
  ["a..b:log7", "is not a range such as"],
  ["..1:lin3", "is not a range such as"],
  ["1e-1..1e-4:log7", "1e-1..1e-4:log7 falls; write 1e-4..1e-1:log7"],
  ["0..1:log3", "0..1:log3 begins at or below zero"],
  ["-1..1:log3", "-1..1:log3 begins at or below zero"],
  ["1..1:lin3", "1..1:lin3 ends where it begins; give 1 alone"],
  ["0..1:lin1", "0..1:lin1 has fewer than the two values that are its ends"],
  ["0..1:lin0", "has fewer than the two values"],
  ["0..1:lin1001", "0..1:lin1001 has more than 1000 values"],
  ["0..1:lin99999999999999999999", "has more than 1000 values"],
  ["1..1e999:lin3", "1..1e999:lin3 has an end beyond what a number can hold"],
];

for (const [text, says] of refused) {
  Deno.test(`parseGrid() refuses ${JSON.stringify(text)}`, () => {
    const { message, exitCode } = assertThrows(() => valuesOf(text), CliError);
    assertEquals(exitCode, 2);
    assert(message.startsWith(`Cannot read ${where}: `), message);
    assert(message.includes(says), message);
  });
}
