/** What a run took from a remote, gave it, and found wrong with it. */
export class Tally {
  hits = 0;
  uploads = 0;
  errors = 0;
  readonly #subjects = new Map<string, Set<string>>();
  readonly #remarks: string[] = [];

  /** Counts an error; `what` goes on after "remote", and is noted once for all its subjects. */
  error(what: string, subject: string): void {
    this.errors++;
    this.note(what, subject);
  }

  /** Notes what is no error. */
  note(what: string, subject: string): void {
    const subjects = this.#subjects.get(what) ?? new Set();
    this.#subjects.set(what, subjects.add(subject));
  }

  /** Notes something of the remote as a whole. */
  remark(what: string): void {
    this.#remarks.push(`remote ${what}`);
  }

  /** A sentence for each kind of thing that happened: `remote answered 500 for train/x and 2 more`. */
  get notes(): string[] {
    const notes = [...this.#subjects].map(([what, subjects]) => {
      const [first, ...more] = [...subjects].sort();
      const rest = more.length > 0 ? ` and ${more.length} more` : "";
      return `remote ${what} for ${first}${rest}`;
    });
    return [...notes.sort(), ...this.#remarks];
  }

  /** `remote: 14 hits, 3 uploads, 0 errors` */
  get line(): string {
    return `remote: ${this.hits} hits, ${this.uploads} uploads, ${this.errors} errors`;
  }
}
