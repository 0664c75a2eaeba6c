/** A tidy table column by column, each of one type: what JSON and Parquet are written from. */
import { parse } from "@std/csv";

/** A column; null where there is no value. An index is an integer below 2³¹. */
export type Column =
  & { name: string }
  & (
    | { type: "text"; values: (string | null)[] }
    | { type: "integer" | "number"; values: (number | null)[] }
    | { type: "index"; values: number[] }
  );

/** What the columns of every table hold; that of others is seen from their fields. */
const types: Record<string, "text" | "integer" | "number"> = {
  experiment: "text",
  variant: "text",
  seed: "integer",
  iteration: "integer",
  metric: "text",
  value: "number",
};

/** The columns of a CSV table. An empty field is no value. */
export function columnsOf(csv: Uint8Array): Column[] {
  const records = Iterator.from(recordsOf(new TextDecoder().decode(csv)));
  const header = records.next().value!;
  const fields = header.map((): string[] => []);
  const once = new Map<string, string>(); // of the same texts one is kept
  for (const record of records) {
    for (let i = 0; i < header.length; i++) {
      fields[i].push(once.getOrInsert(record[i], record[i]));
    }
  }
  return header.map((name, i) => columnOf(name, fields[i]));
}

/** The records of a CSV text; many times faster where no field is in quotes. */
function* recordsOf(text: string): Iterable<string[]> {
  if (text.includes('"')) return yield* parse(text);
  for (let start = 0, end; start < text.length; start = end + 1) {
    end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    yield text.slice(start, end).split(",");
  }
}

function columnOf(name: string, fields: string[]): Column {
  const isNumeric = () =>
    fields.every((field) => Number.isFinite(Number(field)));
  const type = types[name] ?? (isNumeric() ? "number" : "text");
  const valuesOf = <T>(read: (field: string) => T) =>
    fields.map((field) => field === "" ? null : read(field));
  return type === "text"
    ? { name, type, values: valuesOf(String) }
    : { name, type, values: valuesOf(Number) };
}
