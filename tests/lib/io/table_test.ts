import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { columns, encodeTable, type Row } from "../../../lib/io/table.ts";
import { decodeTable } from "../../support/decode_table.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (text: string) => new TextEncoder().encode(text);

const row: Row = {
  experiment: "linear-regression",
  variant: "DI-2",
  seed: 0,
  iteration: 10,
  metric: "error",
  value: .1,
};

Deno.test("encodeTable() writes a header, then a line a row", () => {
  assertEquals(
    text(encodeTable([row, { ...row, value: 1e-15 }])),
    "experiment,variant,seed,iteration,metric,value\n" +
      "linear-regression,DI-2,0,10,error,0.1\n" +
      "linear-regression,DI-2,0,10,error,1e-15\n",
  );
});

Deno.test("encodeTable() leaves the field of a value that is not finite empty", () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    const table = encodeTable([{ ...row, value }]);
    assert(text(table).endsWith("linear-regression,DI-2,0,10,error,\n"));
    assertEquals(decodeTable(table), [{ ...row, value: NaN }]);
  }
});

Deno.test("decodeTable() gives back every row encodeTable() was given", () => {
  const name = fc.string({ unit: "grapheme" }).filter((name) =>
    !/[\r\n]/.test(name)
  );
  const rows = fc.array(fc.record({
    experiment: name,
    variant: name,
    seed: fc.nat(),
    iteration: fc.nat(),
    metric: name,
    value: fc.double({ noDefaultInfinity: true }).map((x) => x + 0),
  }));
  fc.assert(fc.property(rows, (rows) => {
    assertEquals(decodeTable(encodeTable(rows)), rows);
  }));
});

Deno.test("encodeTable() writes each number as the shortest text that reads back", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(number, (value) => {
    const line = text(encodeTable([{ ...row, value }])).split("\n")[1];
    assertEquals(line.split(",").at(-1), String(value));
  }));
});

Deno.test("encodeTable() takes more rows than it turns to text at a time", () => {
  const many = Array.from({ length: 45_001 }, (_, iteration) => ({
    ...row,
    iteration,
  }));
  const table = decodeTable(encodeTable(many.values()));
  assertEquals(table.length, many.length);
  assertEquals(table[40_000], many[40_000]);
});

Deno.test("decodeTable() says what is wrong, and in which line", () => {
  const header = columns.join();
  const cases = [
    ["", "received nothing"],
    ["a,b\n", "received a,b"],
    [`${header}\na,b,0,0,c\n`, "line 2 has 5 fields, not 6"],
    [`${header}\na,b,0,0,c,1\na,b,x,0,c,1\n`, 'line 3 has seed "x"'],
    [`${header}\na,b,0,0,c,nan\n`, 'line 2 has value "nan", not a number'],
    [`${header}\na,b,,0,c,1\n`, 'line 2 has seed "", not a number'],
  ];
  for (const [table, message] of cases) {
    assertThrows(() => decodeTable(bytes(table)), SyntaxError, message);
  }
});
