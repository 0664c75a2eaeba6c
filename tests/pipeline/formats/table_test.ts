import { assertEquals } from "@std/assert";
import { concat } from "@std/bytes/concat";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { encodeTable } from "../../../lib/io/table.ts";
import { tableFormats } from "../../../pipeline/formats/table.ts";

/** More rows than are turned to text, or packed, at a time. */
const rows = Array.from({ length: 20_002 }, (_, i) => ({
  experiment: "linear-regression",
  variant: i % 2 === 0 ? "DI" : "ŋ, “DI”",
  seed: 2 ** 32 - 1,
  iteration: i,
  metric: "error",
  value: i % 3 === 0 ? Infinity : Math.sin(i) * 1e-9,
}));
const expected = rows.map((row) => (
  { ...row, value: Number.isFinite(row.value) ? row.value : null }
));
const bytesOf = (format: string, csv: Uint8Array) =>
  concat([...tableFormats![format](csv)]);

Deno.test("a table in JSON is an array of its rows, one a line", () => {
  const text = new TextDecoder().decode(bytesOf("json", encodeTable(rows)));
  // as texts, since so many objects take long to compare
  assertEquals(JSON.stringify(JSON.parse(text)), JSON.stringify(expected));
  const lines = text.split("\n");
  assertEquals(lines.length, rows.length + 3);
  assertEquals(JSON.parse(lines[1].replace(/,$/, "")), expected[0]);
  const none = new TextDecoder().decode(bytesOf("json", encodeTable([])));
  assertEquals(JSON.parse(none), []);
});

Deno.test("a table in Parquet has its rows, and a type for each column though there are none", async () => {
  const { buffer } = bytesOf("parquet", encodeTable(rows));
  const found = await parquetReadObjects({ file: buffer as ArrayBuffer });
  const plain = JSON.stringify(
    found,
    (_, value) => typeof value === "bigint" ? Number(value) : value,
  );
  assertEquals(plain, JSON.stringify(expected));
  const typesOf = (bytes: Uint8Array) => {
    const metadata = parquetMetadata(bytes.buffer as ArrayBuffer);
    return parquetSchema(metadata).children.map(({ element }) => element.type);
  };
  const types = ["BYTE_ARRAY", "BYTE_ARRAY", "INT64", "INT64", "BYTE_ARRAY"];
  for (const table of [rows, []]) {
    const packed = bytesOf("parquet", encodeTable(table));
    assertEquals<unknown>(typesOf(packed), [...types, "DOUBLE"]);
  }
});
