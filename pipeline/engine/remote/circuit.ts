import { Semaphore } from "../files/semaphore.ts";

/**
 * Calls at something that may be down: so many at once, none of which throws,
 * and none any more, nor those under way, once a few in a row have failed.
 */
export class Circuit {
  readonly #places: Semaphore;
  readonly #failures: number;
  readonly #onFailure: (error: Error, subject: string) => void;
  readonly #broken = new AbortController();
  readonly #signal: AbortSignal;
  #inARow: number;

  constructor(
    { places, failures, isDoubtful = false, signal }: {
      /** calls at once */
      places: number;
      /** failures in a row that are enough */
      failures: number;
      /** one failure is enough, until a call has succeeded */
      isDoubtful?: boolean;
      /** ends all calls */
      signal: AbortSignal;
    },
    onFailure: (error: Error, subject: string) => void,
  ) {
    this.#places = new Semaphore(places);
    this.#failures = failures;
    this.#inARow = isDoubtful ? failures - 1 : 0;
    this.#onFailure = onFailure;
    this.#signal = AbortSignal.any([signal, this.#broken.signal]);
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
      this.#inARow = 0;
      return result;
    } catch (error) {
      if (this.#signal.aborted) return undefined; // stopped, not failed
      if (++this.#inARow >= this.#failures) this.#broken.abort();
      this.#onFailure(error as Error, subject);
      return undefined;
    } finally {
      leave();
    }
  }
}
