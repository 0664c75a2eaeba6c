import type { Column } from "./columns.ts";

/** Rows turned to text at a time. */
const chunkRows = 20_000;

/** The JSON of a table: an array of objects, one a row, each on a line of its own. */
export function* encodeJson(columns: readonly Column[]): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  const rows = columns[0]?.values.length ?? 0;
  yield encoder.encode("[");
  for (let first = 0; first < rows; first += chunkRows) {
    let text = "";
    for (let i = first; i < Math.min(first + chunkRows, rows); i++) {
      const row = columns.map(({ name, values }) => [name, values[i]]);
      text += (i === 0 ? "\n" : ",\n") +
        JSON.stringify(Object.fromEntries(row));
    }
    yield encoder.encode(text);
  }
  yield encoder.encode("\n]\n");
}
