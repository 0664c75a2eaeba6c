/** A complex number. */
export interface Complex {
  real: number;
  imaginary: number;
}

/** A vector of complex numbers. */
export interface ComplexVector {
  real: Float64Array;
  imaginary: Float64Array;
}

/** a b. */
export function multiply(a: Complex, b: Complex): Complex {
  return {
    real: a.real * b.real - a.imaginary * b.imaginary,
    imaginary: a.real * b.imaginary + a.imaginary * b.real,
  };
}

/** a / b. */
export function divide(a: Complex, b: Complex): Complex {
  const size = b.real ** 2 + b.imaginary ** 2;
  return {
    real: (a.real * b.real + a.imaginary * b.imaginary) / size,
    imaginary: (a.imaginary * b.real - a.real * b.imaginary) / size,
  };
}

/** The square root of z whose real part is not negative. */
export function squareRoot({ real, imaginary }: Complex): Complex {
  const size = Math.hypot(real, imaginary);
  if (size === 0) return { real: 0, imaginary: 0 };
  // the larger part first: no cancellation, and the other follows by division
  const larger = Math.sqrt((size + Math.abs(real)) / 2);
  const smaller = Math.abs(imaginary) / (2 * larger);
  const sign = imaginary < 0 ? -1 : 1;
  return real >= 0
    ? { real: larger, imaginary: sign * smaller }
    : { real: smaller, imaginary: sign * larger };
}
