/** Where blocks of examples may not run on, and how long they may be. */
export interface BlockSettings {
  /** examples in an epoch */
  examples: number;
  /** a measurement follows every example whose number is a multiple of this */
  evaluateEvery: number;
  /** greatest length of a block */
  block: number;
}

/** Examples `start` to before `stop`, counted over all epochs. */
export interface Block {
  start: number;
  stop: number;
  /** whether the test error is measured after its last example */
  evaluates: boolean;
}

/**
 * The blocks of one epoch: none is longer than `block`, and each example after
 * which the network is measured (0, evaluateEvery, 2 evaluateEvery, …, counted
 * over all epochs) is the last of its block.
 */
export function* blocksOf(
  epoch: number,
  { examples, evaluateEvery, block }: BlockSettings,
): Generator<Block> {
  const end = (epoch + 1) * examples;
  for (let start = epoch * examples; start < end;) {
    const measured = Math.ceil(start / evaluateEvery) * evaluateEvery;
    const stop = Math.min(start + block, measured + 1, end);
    yield { start, stop, evaluates: stop === measured + 1 };
    start = stop;
  }
}
