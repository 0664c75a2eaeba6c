/** Lets at most so many in at once; of those who wait, the one of highest priority goes next, and of equals the first who came. */
export class Semaphore {
  #free: number;
  readonly #waiting: { priority: number; resume: () => void }[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for a place, and gives what leaves it: once, however often it is called. */
  async enter(priority = 0): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else {
      const before = this.#waiting
        .findLastIndex((other) => other.priority >= priority);
      await new Promise<void>((resume) =>
        this.#waiting.splice(before + 1, 0, { priority, resume })
      );
    }
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      const next = this.#waiting.shift();
      if (next) next.resume(); // the place goes straight to whoever is next
      else this.#free++;
    };
  }
}
