/** tanh in integers scaled by 2²⁵⁶: far more digits than a double has. */
const bits = 256n;
const one = 1n << bits;

/** By how many units in the last place of tanh x the double y is off. */
export function unitsOff(y: number, x: number): number {
  const exact = exactTanh(scaled(Math.abs(x)));
  const nearest = Math.abs(Math.tanh(x));
  const unit = 2 ** (Math.max(exponent(nearest), -1022) - 52);
  const difference = scaled(Math.abs(y)) - exact;
  return Math.abs(Number(difference) / Number(scaled(unit)));
}

/** x · 2²⁵⁶, exactly if x is a multiple of 2⁻²⁵⁶. */
function scaled(x: number): bigint {
  let shift = 0n;
  while (!Number.isInteger(x)) {
    x *= 2;
    shift++;
  }
  return (BigInt(x) << bits) >> shift;
}

/** The exponent of the leading bit of x. */
function exponent(x: number): number {
  const high = new DataView(new ArrayBuffer(8));
  high.setFloat64(0, x);
  return ((high.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

/** tanh x = (E − 1)/(E + 1), E = exp(2x) by its series at 2x/2²⁰, squared twenty times. */
function exactTanh(x: bigint): bigint {
  const halvings = 20n;
  let argument = 2n * x, expm1 = 0n, term = one;
  argument >>= halvings;
  for (let k = 1n; term !== 0n; k++) {
    term = (term * argument) / (one * k);
    expm1 += term;
  }
  // (1 + m)² − 1 = m (2 + m) loses nothing for small arguments.
  for (let k = 0n; k < halvings; k++) {
    expm1 = (expm1 * (2n * one + expm1)) >> bits;
  }
  return (expm1 << bits) / (expm1 + 2n * one);
}
