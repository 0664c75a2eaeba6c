/** Training that has been interrupted, as bytes to go on from. */
import { decodeArrays, encodeArrays, type NamedArray } from "../io/arrays.ts";
import type { Trace } from "../io/trace.ts";
import { decodeSeries, seriesArrays } from "../io/trace_archive.ts";

/** Where training stands between two blocks, or two batches, of examples. */
export interface Progress {
  /** examples, or batches, learned over all epochs */
  done: number;
  /** what has been measured */
  series: Trace["series"];
  /** the network, to the last bit */
  network: Record<string, NamedArray>;
}

/** The bytes of an archive: `done`, `series/…` and `network/…`. */
export function encodeProgress(
  { done, series, network }: Progress,
): Uint8Array {
  return encodeArrays({
    done: { shape: [1], data: Float64Array.of(done) },
    ...prefixed("series/", seriesArrays(series)),
    ...prefixed("network/", network),
  });
}

/**
 * The progress of an archive.
 *
 * @throws {SyntaxError} if the bytes are no archive.
 */
export function decodeProgress(bytes: Uint8Array): Progress {
  const arrays = decodeArrays(bytes);
  return {
    done: arrays.done.data[0],
    series: decodeSeries(below("series/", arrays)),
    network: below("network/", arrays),
  };
}

type Arrays = Record<string, NamedArray>;

function prefixed(prefix: string, arrays: Arrays): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [prefix + name, array]),
  );
}

function below(prefix: string, arrays: Arrays): Arrays {
  return Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, array]) => [name.slice(prefix.length), array]),
  );
}
