/**
 * Fewer points for the same picture: which points of a line, in pixels and from left to right, to
 * keep.
 *
 * First the leftmost, lowest, highest and rightmost of every column one pixel wide, so that no
 * extreme is lost; then, of those, the ones without which the line would move by more than
 * `tolerance` pixels (defaults to a quarter).
 *
 * Ramer, 1972; Douglas & Peucker, 1973.
 */
export function simplify(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { tolerance = .25 }: { tolerance?: number } = {},
): number[] {
  return essential(columnExtremes(x, y), x, y, tolerance);
}

function columnExtremes(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): number[] {
  const kept: number[] = [];
  for (let start = 0; start < x.length;) {
    const column = Math.floor(x[start]);
    let least = start, greatest = start, end = start;
    for (; end < x.length && Math.floor(x[end]) === column; end++) {
      if (y[end] < y[least]) least = end;
      if (y[end] > y[greatest]) greatest = end;
    }
    const four = new Set([start, least, greatest, end - 1]);
    kept.push(...[...four].sort((a, b) => a - b));
    start = end;
  }
  return kept;
}

function essential(
  points: number[],
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  tolerance: number,
): number[] {
  const keep = new Uint8Array(points.length);
  if (points.length > 0) keep[0] = keep[points.length - 1] = 1;
  const spans = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let farthest = -1;
    let most = tolerance;
    for (let k = first + 1; k < last; k++) {
      const distance = distanceToSegment(
        points[k],
        points[first],
        points[last],
      );
      if (distance > most) [farthest, most] = [k, distance];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, k) => keep[k]);

  function distanceToSegment(p: number, a: number, b: number): number {
    const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
    const [px, py] = [x[p] - x[a], y[p] - y[a]];
    const along = (px * dx + py * dy) / (dx * dx + dy * dy || 1);
    const t = Math.max(0, Math.min(1, along));
    return Math.hypot(px - t * dx, py - t * dy);
  }
}
