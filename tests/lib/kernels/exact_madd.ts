/** The whole number m of a finite float32, which is m 2⁻¹⁴⁹. */
function units(value: number): bigint {
  // its halves are whole numbers of float64, which are exact
  return BigInt(value * 2 ** 74 * 2 ** 75);
}

/** c + x y of float32 numbers, rounded once, as plainly as it can be written: in whole numbers. */
export function exactMadd(c: number, x: number, y: number): number {
  if (![c, x, y].every(Number.isFinite) || x * y === 0) {
    return Math.fround(c + x * y);
  }
  const sum = units(x) * units(y) + (units(c) << 149n); // of 2⁻²⁹⁸
  if (sum === 0n) return 0;
  const size = sum < 0n ? -sum : sum;
  // float32 has 24 bits, and no unit below 2⁻¹⁴⁹
  const surplus = Math.max(size.toString(2).length - 24, 149);
  let kept = size >> BigInt(surplus);
  const rest = 2n * (size - (kept << BigInt(surplus)));
  const unit = 1n << BigInt(surplus);
  if (rest > unit || rest === unit && kept % 2n === 1n) kept++;
  const rounded = Number(kept) * 2 ** (surplus - 298);
  return Math.fround(sum < 0n ? -rounded : rounded);
}
