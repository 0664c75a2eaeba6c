/**
 * Tidy tables of results, one measurement a row, as CSV.
 *
 * Lines end in a line feed. A number is the shortest text that reads back to the
 * same number; a value that is not finite is an empty field, and reads back as NaN.
 */
import { parse, stringify } from "@std/csv";

/** One measurement: what `metric` of `variant` (a model) was at `iteration`, started from `seed`. */
export interface Row {
  experiment: string;
  variant: string;
  seed: number;
  iteration: number;
  metric: string;
  value: number;
}

/** The columns of a table, in their order. */
export const columns = [
  "experiment",
  "variant",
  "seed",
  "iteration",
  "metric",
  "value",
] as const satisfies readonly (keyof Row)[];

/** Rows turned to text at a time: few enough to keep memory small, enough to be fast. */
const chunkRows = 20_000;

/**
 * The UTF-8 bytes of the table holding `rows`, which may be made on the way.
 *
 * @throws {RangeError} if a name holds a line break.
 */
export function encodeTable(rows: Iterable<Row>): Uint8Array {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(columns.join(",") + "\n")];
  for (const records of chunks(rows)) {
    parts.push(encoder.encode(stringify(records).replaceAll("\r\n", "\n")));
  }
  return concatenate(parts);
}

/**
 * The rows of a table.
 *
 * @throws {SyntaxError} if the bytes are not such a table.
 */
export function decodeTable(bytes: Uint8Array): Row[] {
  const [header, ...records] = parse(new TextDecoder().decode(bytes));
  if (header?.join() !== columns.join()) {
    throw new SyntaxError(
      `Cannot read table: expected header ${columns.join()}, received ${
        header?.join() ?? "nothing"
      }`,
    );
  }
  return records.map(rowOf);
}

function* chunks(rows: Iterable<Row>): Generator<string[][]> {
  let records: string[][] = [];
  for (const row of rows) {
    records.push(recordOf(row));
    if (records.length < chunkRows) continue;
    yield records;
    records = [];
  }
  if (records.length > 0) yield records;
}

function recordOf(row: Row): string[] {
  return [
    name(row, "experiment"),
    name(row, "variant"),
    String(row.seed),
    String(row.iteration),
    name(row, "metric"),
    Number.isFinite(row.value) ? String(row.value) : "",
  ];
}

function name(row: Row, column: "experiment" | "variant" | "metric"): string {
  const text = row[column];
  if (/[\r\n]/.test(text)) {
    throw new RangeError(
      `Cannot write table: ${column} ${
        JSON.stringify(text)
      } holds a line break`,
    );
  }
  return text;
}

function rowOf(record: string[], index: number): Row {
  const line = index + 2;
  if (record.length !== columns.length) {
    throw new SyntaxError(
      `Cannot read table: line ${line} has ${record.length} fields, not ${columns.length}`,
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

function concatenate(parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
