import { Semaphore } from "../files/semaphore.ts";

/** When a circuit makes no more calls. */
export interface CircuitLimits {
  /** calls at once */
  places: number;
  /** failures in a row that are enough */
  failures: number;
  /** one failure is enough, until a call has succeeded */
  isDoubtful?: boolean;
  /** ends all calls */
  signal: AbortSignal;
}

/**
 * Calls at something that may be down: so many at once, none of which throws. Once a
 * few in a row have failed no more are made, and those under way are ended.
 */
export class Circuit {
  readonly #places: Semaphore;
  readonly #broken = new AbortController();
  readonly #signal: AbortSignal;
  #failuresLeft: number;

  constructor(
    readonly limits: CircuitLimits,
    readonly onFailure: (error: Error, subject: string) => void,
  ) {
    this.#places = new Semaphore(limits.places);
    this.#failuresLeft = limits.isDoubtful ? 1 : limits.failures;
    this.#signal = AbortSignal.any([limits.signal, this.#broken.signal]);
  }

  /** Whether too many calls in a row have failed. */
  get isBroken(): boolean {
    return this.#broken.signal.aborted;
  }

  /** Makes a call; `undefined` if it failed, or was not made. */
  async attempt<T>(
    subject: string,
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    const leave = await this.#places.enter();
    try {
      if (this.#signal.aborted) return undefined;
      const result = await call(this.#signal);
      this.#failuresLeft = this.limits.failures;
      return result;
    } catch (error) {
      if (this.#signal.aborted) return undefined; // stopped, not failed
      if (--this.#failuresLeft === 0) this.#broken.abort();
      this.onFailure(error as Error, subject);
      return undefined;
    } finally {
      leave();
    }
  }
}
