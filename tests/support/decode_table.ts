import { parse } from "@std/csv";
import { columns, type Row } from "../../lib/io/table.ts";

/**
 * The rows of a table that `encodeTable()` made, without the settings that differ, which
 * follow the value; an empty value is NaN.
 *
 * @throws {SyntaxError} if the bytes are not such a table.
 */
export function decodeTable(bytes: Uint8Array): Row[] {
  const [header, ...records] = parse(new TextDecoder().decode(bytes));
  if (header?.slice(0, columns.length).join() !== columns.join()) {
    throw new SyntaxError(
      `Cannot read table: expected header ${columns.join()}, received ${
        header?.join() ?? "nothing"
      }`,
    );
  }
  return records.map((record: string[], index: number) => {
    const line = index + 2;
    if (record.length !== header.length) {
      throw new SyntaxError(
        `Cannot read table: line ${line} has ${record.length} fields, not ${header.length}`,
      );
    }
    const [experiment, variant, seed, iteration, metric, value] = record;
    return {
      experiment,
      variant,
      seed: number(seed, "seed", line),
      iteration: number(iteration, "iteration", line),
      metric,
      value: value === "" ? NaN : number(value, "value", line),
    };
  });
}

function number(text: string, column: string, line: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new SyntaxError(
      `Cannot read table: line ${line} has ${column} ${
        JSON.stringify(text)
      }, not a number`,
    );
  }
  return value;
}
