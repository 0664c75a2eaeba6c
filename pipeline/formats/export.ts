/**
 * What `export` makes of a trained model and of a start, for NumPy, pandas, polars and R:
 *
 *     linear-regression/start/seed-0.npz            what all models start from
 *     linear-regression/DI/seed-0/weights.npz       weights, biases and feedback at the end
 *     linear-regression/DI/seed-0/trace.npz         every measurement
 *     linear-regression/DI/seed-0/run.json          settings, and how it ended
 *
 * In CSV and Parquet a trace is a tidy table with the usual columns of `table`. Arrays are files
 * of their own in CSV, `weights/W0.csv`, without a header; in Parquet they are one tidy
 * table of `array`, `row`, `column` and `value`. A vector is a column, and counts start at 0.
 */
import { decodeArrays, type NamedArray } from "../../lib/io/arrays.ts";
import { encodeTable } from "../../lib/io/table.ts";
import { decodeSeries } from "../../lib/io/trace.ts";
import { rowsOf } from "../../lib/statistics/run.ts";
import type { ExportedFile, Exports } from "../engine/cli/pipeline.ts";
import { fieldsOf, type StudyModel } from "../studies/models.ts";
import { type Column, columnsOf } from "./columns.ts";
import { encodeParquet } from "./parquet.ts";

/** Whose files they are; a start has no model. */
interface Owner {
  experiment: string;
  variant?: string;
  seed: number;
}

/** What a format makes of an archive, at a place without an ending. */
type Writer = (place: string, npz: Uint8Array, owner: Owner) => ExportedFile[];

/** What makes one file with an ending. */
const oneFile = (
  ending: string,
  content: (npz: Uint8Array, owner: Owner) => Uint8Array,
): Writer =>
(place, npz, owner) => [
  { place: `${place}.${ending}`, content: () => content(npz, owner) },
];

const asItIs = oneFile("npz", (npz) => npz);

const writers: Record<string, { trace: Writer; arrays: Writer }> = {
  npz: { trace: asItIs, arrays: asItIs },
  csv: {
    trace: oneFile("csv", traceTable),
    arrays: (place, npz) =>
      Object.entries(decodeArrays(npz)).map(([name, array]) => ({
        place: `${place}/${name}.csv`,
        content: () => new TextEncoder().encode(matrixText(array)),
      })),
  },
  parquet: {
    trace: oneFile(
      "parquet",
      (npz, owner) => encodeParquet(columnsOf(traceTable(npz, owner))),
    ),
    arrays: oneFile(
      "parquet",
      (npz, owner) => encodeParquet(elementsOf(decodeArrays(npz), owner)),
    ),
  },
};

/** The formats of `export`, NumPy's own first. */
export const exportFormats: Exports["formats"] = Object.fromEntries(
  Object.entries(writers).map(([format, { trace, arrays }]) => [
    format,
    (node, read) => {
      const [stage, experiment, variant] = node.name.split("/");
      const seed = node.seed!;
      if (stage === "initialise") {
        const place = `${experiment}/start/seed-${seed}`;
        return arrays(place, read("initial.npz"), { experiment, seed });
      }
      const place = `${experiment}/${variant}/seed-${seed}`;
      const owner = { experiment, variant, seed };
      const runText = () => {
        const outcome = new TextDecoder().decode(read("outcome.json"));
        const { backend } = node;
        const { model, ...rest } = node.settings as unknown as {
          model: StudyModel;
        };
        // as people write it, and not as programs read it
        const fields = { name: model.name, ...fieldsOf(model) };
        const settings = { model: fields, ...rest };
        const { model: _, ...end } = JSON.parse(outcome);
        const run = { ...owner, backend, settings, ...end };
        return new TextEncoder().encode(JSON.stringify(run, null, 2) + "\n");
      };
      return [
        ...arrays(`${place}/weights`, read("weights.npz"), owner),
        ...trace(`${place}/trace`, read("trace.npz"), owner),
        { place: `${place}/run.json`, content: runText },
      ];
    },
  ]),
);

/** A trace as rows of the experiment's table. */
function traceTable(
  npz: Uint8Array,
  { experiment, variant = "", seed }: Owner,
): Uint8Array {
  const series = decodeSeries(decodeArrays(npz));
  const run = { model: variant, seed, trace: { series } };
  return encodeTable(rowsOf([run], experiment));
}

/** Lines of numbers with commas between them; what is not finite is `NaN` or `Infinity`, which readers know. */
function matrixText({ shape: [rows, columns = 1], data }: NamedArray): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => data.subarray(row * columns, (row + 1) * columns).join() + "\n",
  );
  return lines.join("");
}

/** Arrays as a tidy table, one number a row. */
function elementsOf(
  arrays: Record<string, NamedArray>,
  { experiment, variant, seed }: Owner,
): Column[] {
  const array: string[] = [];
  const row: number[] = [], column: number[] = [], value: number[] = [];
  for (const [name, { shape, data }] of Object.entries(arrays)) {
    const [, columns = 1] = shape;
    for (let i = 0; i < data.length; i++) {
      array.push(name);
      row.push(Math.floor(i / columns));
      column.push(i % columns);
      value.push(data[i]);
    }
  }
  const all = <T>(value: T) => array.map(() => value);
  const named = Object.entries({ experiment, variant })
    .filter(([, word]) => word !== undefined);
  return [
    ...named.map(([name, word]): Column => (
      { name, type: "text", values: all(word!) }
    )),
    { name: "seed", type: "integer", values: all(seed) },
    { name: "array", type: "text", values: array },
    { name: "row", type: "index", values: row },
    { name: "column", type: "index", values: column },
    { name: "value", type: "number", values: value },
  ];
}
