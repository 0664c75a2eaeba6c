/**
 * W = s V: weights of float32 whose slow decay is kept apart in s, a double. A
 * share of 10⁻¹⁰ taken from a number of float32 is lost; taken from s it is not.
 *
 *   W ← c W + U   is   s ← c s,  V ← V + U / s
 *
 * When s falls below a half, V is halved, which rounds nothing, and s doubled.
 */
export class DecayedScale {
  #s: number;

  constructor(s = 1) {
    this.#s = s;
  }

  /** s */
  get value(): number {
    return this.#s;
  }

  /** s ← c s; what V is to be multiplied by: 1, a power of a half, or 0 where nothing of W is kept. */
  decay(c: number): number {
    this.#s *= c;
    if (this.#s === 0) {
      this.#s = 1;
      return 0;
    }
    let factor = 1;
    while (this.#s < 0.5) {
      this.#s *= 2;
      factor /= 2;
    }
    return factor;
  }
}
