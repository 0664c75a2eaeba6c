import type { Place } from "./locate.ts";

/** The one of `points` nearest to a place; of several as near, the first. */
export function nearest<Near extends Place>(
  points: Iterable<Near>,
  { x, y }: Place,
): Near | undefined {
  let found: Near | undefined;
  let least = Infinity;
  for (const point of points) {
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (distance < least) [found, least] = [point, distance];
  }
  return found;
}
