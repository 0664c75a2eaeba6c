/**
 * Tidy tables of results, one measurement a row, as CSV.
 *
 * Lines end in a line feed. A number is the shortest text that reads back to the same number; a
 * value that is not finite is an empty field.
 */
import { concat } from "@std/bytes/concat";
import { stringify } from "@std/csv";

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

/** The UTF-8 bytes of the table holding `rows`, which may be made on the way. */
export function encodeTable<R extends Pick<Row, "value">>(
  rows: Iterable<R>,
  names: readonly string[] = columns,
): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let chunk: { value: number | null }[] = [];
  const encodeChunk = () => {
    const text = stringify(chunk, {
      columns: names,
      headers: parts.length === 0,
    });
    parts.push(encoder.encode(text.replaceAll("\r\n", "\n")));
    chunk = [];
  };
  for (const row of rows) {
    chunk.push(Number.isFinite(row.value) ? row : { ...row, value: null });
    if (chunk.length === chunkRows) encodeChunk();
  }
  encodeChunk();
  return concat(parts);
}
