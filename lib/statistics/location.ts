/** Where the middle of ascending values is. Infinity is a value. */

/** The middle one, or the mean of the middle two; not a number if there are none. */
export function median(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[half]
    : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * The mean of n values without the ⌊share · n⌋ least and as many of the largest; not a number if
 * there are none.
 *
 * With a share of .25 it is the interquartile mean, which takes twice as much into account as the
 * median and minds outliers as little: Agarwal, Schwarzer, Castro, Courville & Bellemare, "Deep
 * reinforcement learning at the edge of the statistical precipice", NeurIPS 2021.
 */
export function trimmedMean(sorted: Float64Array, share: number): number {
  const cut = Math.floor(share * sorted.length);
  let sum = 0;
  for (let k = cut; k < sorted.length - cut; k++) sum += sorted[k];
  return sum / (sorted.length - 2 * cut);
}
