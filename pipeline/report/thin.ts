/** Parts into which a long series is cut; of each, at most three points are kept. */
const parts = 50;

/**
 * Which points of a series to keep where all are too many: of each of its parts, all as long, the
 * first, the lowest and the highest; and the very last. At most 151, and all of 150 or fewer.
 */
export function thin(values: ArrayLike<number>): number[] {
  const { length } = values;
  if (length <= 3 * parts) return Array.from({ length }, (_, k) => k);
  const kept = new Set<number>();
  for (let part = 0; part < parts; part++) {
    const start = Math.floor(part * length / parts);
    const end = Math.floor((part + 1) * length / parts);
    let [lowest, highest] = [start, start];
    for (let k = start; k < end; k++) {
      if (values[k] < values[lowest]) lowest = k;
      if (values[k] > values[highest]) highest = k;
    }
    for (const k of [start, lowest, highest]) kept.add(k);
  }
  kept.add(length - 1);
  return [...kept].sort((a, b) => a - b);
}
