/** Copies rows of `size` bytes that are side by side to rows that are `stride` apart. */
export function setRows(
  target: Uint8Array,
  stride: number,
  { source, size }: { source: Uint8Array; size: number },
): void {
  if (stride === size) {
    target.set(source);
    return;
  }
  for (let from = 0, to = 0; from < source.length; from += size, to += stride) {
    target.set(source.subarray(from, from + size), to);
  }
}
