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
import { type Digest, isDigest } from "../files/digest.ts";
import { asideOf } from "../files/whole_files.ts";
import { entriesOf } from "../files/entries.ts";
import {
  type Holder,
  type LeaseEffects,
  realLeaseEffects,
} from "./lease_effects.ts";

/** A lease that was had. */
export interface Lease {
  /** Gives it back. */
  release(): Promise<void>;
}

/** What came of asking for a lease. */
export type LeaseAnswer =
  | { taken: true; lease: Lease }
  | { taken: false; holder: Holder | null };

interface Content extends Holder {
  /** tells this lease from all others */
  token: string;
  /** when the holder's run began; milliseconds since 1970 */
  since: number;
}

/** A key that is being worked on. */
export interface Engagement {
  key: Digest;
  /** when the run that works on it began; milliseconds since 1970, and 0 if that is not known */
  since: number;
}

/** What a look at a lease finds; no content if it is torn. */
interface Look {
  content: Content | null;
  touched: number;
  /** differs after every touch */
  state: string;
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

  constructor(folder: string, effects: LeaseEffects = realLeaseEffects()) {
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

  /** The keys whose leases were touched since a time of day, and are not of processes known to be gone. */
  async engagements(touchedSince: number): Promise<Engagement[]> {
    const engagements: Engagement[] = [];
    for (const { name: key } of entriesOf(this.#folder)) {
      const found = isDigest(key) && await this.#look(`${this.#folder}/${key}`);
      if (!found || this.#isGone(found.content)) continue;
      if (found.touched < touchedSince) continue;
      engagements.push({
        key: key as Digest,
        since: found.content?.since ?? 0,
      });
    }
    return engagements;
  }

  /** Removes the leases whose holders are known to be gone. */
  async sweep(): Promise<void> {
    for (const { name } of entriesOf(this.#folder)) {
      const path = `${this.#folder}/${name}`;
      const found = await this.#look(path);
      if (found && this.#isGone(found.content)) {
        await this.#remove(path, found.content?.token);
      }
    }
  }

  /** Writes a lease where there is none. */
  #create(path: string, token: string): boolean {
    const { self, began: since } = this.#effects;
    const content: Content = { ...self, token, since };
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

  async #look(path: string): Promise<Look | null> {
    try {
      const text = await Deno.readTextFile(path);
      const touched = (await Deno.stat(path)).mtime?.getTime() ?? 0;
      return { content: parse(text), touched, state: `${text}${touched}` };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }

  #isVoid(path: string, { content, state }: Look): boolean {
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
    const aside = asideOf(path);
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
    const { host, pid, token, since } = JSON.parse(text);
    return { host, pid, token, since };
  } catch {
    return null; // torn: only time can tell
  }
}
