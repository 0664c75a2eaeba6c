/** Lets at most so many in at once. A free place goes to the one that waits with the highest priority; of equals, to the first. */
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
      if (next) next.resume(); // it takes this place
      else this.#free++;
    };
  }
}
