/**
 * Positions as near as possible to `wanted` (least squares) yet at least `gap` apart, in the same
 * order, and between `least` and `most`: where the names of lines go when the lines end close
 * together.
 *
 * Without the gaps this is isotonic regression, found by pooling neighbours that collide.
 *
 * `wanted` increases. If they cannot fit, they overlap evenly.
 */
export function spread(
  wanted: readonly number[],
  { gap, least, most }: { gap: number; least: number; most: number },
): number[] {
  const room = Math.max(0, most - least);
  const step = Math.min(gap, room / Math.max(1, wanted.length - 1));
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((position, k) => {
    pools.push({ sum: position - k * step, count: 1 });
    while (pools.length > 1 && mean(pools.at(-2)!) > mean(pools.at(-1)!)) {
      const { sum, count } = pools.pop()!;
      pools.at(-1)!.sum += sum;
      pools.at(-1)!.count += count;
    }
  });
  const highest = most - step * Math.max(0, wanted.length - 1);
  return pools
    .flatMap((pool) => Array<number>(pool.count).fill(mean(pool)))
    .map((start, k) => Math.max(least, Math.min(highest, start)) + k * step);
}

function mean({ sum, count }: { sum: number; count: number }): number {
  return sum / count;
}
