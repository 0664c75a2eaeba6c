/** Below this, a scale is taken into what it multiplies. */
const least = 0.5;

/**
 * W = s V: weights of float32 whose slow decay is kept apart in s, a double. A
 * share of 10⁻¹⁰ taken from a number of float32 is lost; taken from s it is not.
 *
 *   W ← c W + U   is   s ← c s,  V ← V + U / s
 *
 * When s has become small it is taken into V, and begins at 1 again.
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

  /** s ← c s; what V must be multiplied by if that was taken into V, else 1. */
  decay(c: number): number {
    this.#s *= c;
    if (this.#s >= least) return 1;
    const taken = this.#s;
    this.#s = 1;
    return taken;
  }
}
