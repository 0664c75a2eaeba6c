/** Rising seeds as people write them: `0-4,7`. */
export function seedList(seeds: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const seed of seeds) {
    const range = ranges.at(-1);
    if (range && seed === range[1] + 1) range[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges.map(([first, last]) =>
    first === last ? `${first}` : `${first}-${last}`
  ).join(",");
}
