/** The door to hyparquet-writer, for tables whose columns have one type each. */
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Column } from "./columns.ts";

const types = {
  text: "STRING",
  integer: "INT64",
  index: "INT32",
  number: "DOUBLE",
} as const;

/** The bytes of a Parquet table: strings, integers and doubles, packed with Snappy. */
export function encodeParquet(columns: readonly Column[]): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({
    columnData: columns.map(({ name, type, values }) => ({
      name,
      type: types[type],
      data: type === "integer"
        ? values.map((value) => value === null ? null : BigInt(value))
        : values,
    })),
  }));
}
