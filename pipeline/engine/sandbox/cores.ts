/**
 * The cores of a run, shared among its nodes: each has one, and what is over goes to those that
 * have said that they can use more, until other nodes need it.
 */
export class Cores {
  readonly #count: number;
  #nodes = 0;
  /** those that can use more: how many each has */
  readonly #sharing = new Map<(cores: number) => void, number>();

  constructor(count: number) {
    this.#count = count;
  }

  /** A node begins. `share` has it told how many cores are its own, whenever that changes; `leave` ends it. */
  enter(): {
    share(tell: (cores: number) => void): void;
    leave(): void;
  } {
    let told: ((cores: number) => void) | undefined;
    this.#nodes++;
    this.#divide();
    return {
      share: (tell) => {
        told = tell;
        this.#sharing.set(tell, 1);
        this.#divide();
      },
      leave: () => {
        this.#nodes--;
        if (told) this.#sharing.delete(told);
        this.#divide();
      },
    };
  }

  #divide(): void {
    const size = this.#sharing.size;
    const over = Math.max(0, this.#count - this.#nodes);
    [...this.#sharing].forEach(([tell, before], i) => {
      // of what cannot be divided, the first get one more each
      const cores = 1 + Math.floor((over + size - 1 - i) / size);
      if (cores === before) return;
      this.#sharing.set(tell, cores);
      tell(cores);
    });
  }
}
