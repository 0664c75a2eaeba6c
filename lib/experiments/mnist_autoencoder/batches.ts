import type { MnistAutoencoderSettings } from "./settings.ts";

/** One batch among those of all epochs. */
export interface Batch {
  /** counted from 1, over all epochs */
  number: number;
  /** counted from 0 */
  epoch: number;
  /** its images, as places in the epoch's order: from `start` to before `stop` */
  start: number;
  stop: number;
  /** whether it is the last of its epoch, or of all */
  endsEpoch: boolean;
}

/** Every batch of a training, in order. */
export function* batchesOf(
  { epochs, examples, batchSize, batches }: Pick<
    MnistAutoencoderSettings,
    "epochs" | "examples" | "batchSize" | "batches"
  >,
): Generator<Batch> {
  const total = batchCount({ epochs, examples, batchSize, batches });
  let number = 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let start = 0; start < examples; start += batchSize, number++) {
      if (number > total) return;
      const stop = Math.min(start + batchSize, examples);
      yield {
        number,
        epoch,
        start,
        stop,
        endsEpoch: stop === examples || number === total,
      };
    }
  }
}

/** How many batches a training has. */
export function batchCount(
  { epochs, examples, batchSize, batches }: Pick<
    MnistAutoencoderSettings,
    "epochs" | "examples" | "batchSize" | "batches"
  >,
): number {
  return Math.min(batches, epochs * Math.ceil(examples / batchSize));
}
