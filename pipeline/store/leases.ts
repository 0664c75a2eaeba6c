/**
 * Leases: who is at work on a key, `lease/<key>`, so that runs which share a
 * store share their work. A lease is a courtesy, not a lock: nothing goes wrong
 * if two work on one key, since what is published is whole and the same.
 *
 * A holder touches its leases every few seconds. A lease is void if its holder
 * was a process of this machine that is no more, or if it was not touched for
 * half a minute, by the clock of whoever waits: the time of day may jump, and
 * that of another machine may differ.
 */
import process from "node:process";
import type { Digest } from "../engine/digest.ts";

/** A process. */
export interface Holder {
  host: string;
  pid: number;
}

/** A lease that was had. */
export interface Lease {
  /** Gives it back. */
  release(): Promise<void>;
}

/** What came of asking for a lease. */
export type LeaseAnswer =
  | { taken: true; lease: Lease }
  | { taken: false; holder: Holder | null };

/** How leases touch the world. */
export interface LeaseEffects {
  self: Holder;
  isAlive(pid: number): boolean;
  /** milliseconds of a clock that only goes forward */
  elapsed(): number;
  /** between two touches, and after how long without one a lease is void, in milliseconds */
  beat: number;
  patience: number;
}

interface Content extends Holder {
  /** tells this lease from all others */
  token: string;
}

/** What a lease looked like, and since when. */
interface Sight {
  state: string;
  since: number;
}

export class Leases {
  readonly #folder: string;
  readonly #effects: LeaseEffects;
  readonly #held = new Set<string>();
  readonly #seen = new Map<string, Sight>();
  #heart: ReturnType<typeof setInterval> | undefined;

  constructor(folder: string, effects: LeaseEffects = realEffects()) {
    this.#folder = folder;
    this.#effects = effects;
  }

  /** Asks for the lease of a key; never waits. */
  async take(key: Digest): Promise<LeaseAnswer> {
    const path = `${this.#folder}/${key}`;
    const token = crypto.randomUUID();
    if (!this.#create(path, token)) {
      const found = await this.#look(path);
      if (found && !this.#isVoid(path, found)) {
        return { taken: false, holder: holderOf(found.content) };
      }
      if (found) await this.#remove(path, found.content?.token);
      if (!this.#create(path, token)) return { taken: false, holder: null };
    }
    this.#seen.delete(path);
    this.#held.add(path);
    this.#heart ??= setInterval(() => this.#touch(), this.#effects.beat);
    Deno.unrefTimer(this.#heart);
    return {
      taken: true,
      lease: { release: () => this.#release(path, token) },
    };
  }

  /** Removes the leases whose holders are known to be gone. */
  async sweep(): Promise<void> {
    for await (const { name } of Deno.readDir(this.#folder)) {
      const path = `${this.#folder}/${name}`;
      const found = await this.#look(path);
      if (found && this.#isGone(found.content)) {
        await this.#remove(path, found.content?.token);
      }
    }
  }

  /** Writes a lease where there is none. */
  #create(path: string, token: string): boolean {
    const content: Content = { ...this.#effects.self, token };
    const bytes = new TextEncoder().encode(JSON.stringify(content) + "\n");
    try {
      // at once, so that hardly a kill can leave a lease that names nobody
      using file = Deno.openSync(path, { write: true, createNew: true });
      file.writeSync(bytes);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return false;
      throw error;
    }
  }

  async #look(
    path: string,
  ): Promise<{ content: Content | null; state: string } | null> {
    try {
      const text = await Deno.readTextFile(path);
      const { mtime } = await Deno.stat(path);
      return { content: parse(text), state: `${text}${mtime?.getTime()}` };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }

  #isVoid(
    path: string,
    { content, state }: { content: Content | null; state: string },
  ): boolean {
    if (this.#isGone(content)) return true;
    const now = this.#effects.elapsed();
    const sight = this.#seen.get(path);
    if (sight?.state === state) {
      return now - sight.since > this.#effects.patience;
    }
    this.#seen.set(path, { state, since: now });
    return false;
  }

  #isGone(holder: Content | null): boolean {
    return holder?.host === this.#effects.self.host &&
      !this.#effects.isAlive(holder.pid);
  }

  /** Takes a lease away that is still the one with this token. */
  async #remove(path: string, token: string | undefined): Promise<void> {
    const aside = `${path}.${crypto.randomUUID()}`;
    try {
      await Deno.rename(path, aside);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      throw error;
    }
    const taken = await this.#look(aside);
    if (taken?.content?.token !== token) {
      // somebody was faster, and this is theirs
      await Deno.rename(aside, path);
    } else await Deno.remove(aside);
  }

  async #release(path: string, token: string): Promise<void> {
    this.#held.delete(path);
    if (this.#held.size === 0) {
      clearInterval(this.#heart);
      this.#heart = undefined;
    }
    const found = await this.#look(path);
    if (found?.content?.token === token) await this.#remove(path, token);
  }

  #touch(): void {
    for (const path of this.#held) {
      try {
        const now = new Date();
        Deno.utimeSync(path, now, now);
      } catch {
        // it was taken away, or the disk is gone: publishing will tell
      }
    }
  }
}

function holderOf(content: Content | null): Holder | null {
  return content && { host: content.host, pid: content.pid };
}

function parse(text: string): Content | null {
  try {
    const { host, pid, token } = JSON.parse(text);
    return { host, pid, token };
  } catch {
    return null; // torn: only time can tell
  }
}

function realEffects(): LeaseEffects {
  return {
    self: { host: Deno.hostname(), pid: Deno.pid },
    isAlive,
    elapsed: () => performance.now(),
    beat: 5_000,
    patience: 30_000,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    // anything but "no such process" means that there is one
    return (error as { code?: string }).code !== "ESRCH";
  }
}
