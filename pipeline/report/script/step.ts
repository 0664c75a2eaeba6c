/** A place among curves: which, and which of its points. */
export interface Cursor {
  curve: number;
  point: number;
}

/**
 * Where a key leads from a place among curves, given by the horizontal places of their points:
 * left and right along a curve, up and down to the nearest point of the one before or after it.
 * Undefined for other keys.
 */
export function step(
  { curve, point }: Cursor,
  key: string,
  curves: readonly (readonly number[])[],
): Cursor | undefined {
  const last = curves[curve].length - 1;
  const along: Record<string, number> = {
    ArrowLeft: Math.max(0, point - 1),
    ArrowRight: Math.min(last, point + 1),
    Home: 0,
    End: last,
  };
  if (key in along) return { curve, point: along[key] };
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (by === undefined) return undefined;
  const next = (curve + by + curves.length) % curves.length;
  return { curve: next, point: closest(curves[next], curves[curve][point]) };
}

function closest(places: readonly number[], x: number): number {
  let found = 0;
  places.forEach((place, k) => {
    if (Math.abs(place - x) < Math.abs(places[found] - x)) found = k;
  });
  return found;
}
