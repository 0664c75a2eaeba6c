/** Numbers on (−1, 1) that follow no pattern, the same for the same `phase`. */
export function numbers(count: number, phase = 0): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, i) => Math.sin(12.9898 * i + 78.233 * phase + i * i),
  );
}
