import type { Tables } from "../engine/cli/pipeline.ts";
import { type Column, columnsOf } from "./columns.ts";
import { encodeParquet } from "./parquet.ts";

/** What `table` prints besides CSV. */
export const tableFormats: Tables["formats"] = {
  json: (csv) => encodeJson(columnsOf(csv)),
  parquet: (csv) => [encodeParquet(columnsOf(csv))],
};

/** Rows turned to text at a time. */
const chunkRows = 20_000;

/** The JSON of a table: an array of objects, one a row, each on a line of its own. */
function* encodeJson(columns: readonly Column[]): Iterable<Uint8Array> {
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
