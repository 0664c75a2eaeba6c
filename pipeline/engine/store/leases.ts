/**
 * Leases: who is at work on a key, `lease/<key>`, so that runs which share a
 * store share their work. A lease is a courtesy, not a lock: nothing goes wrong
 * if two work on one key, since what is published is whole and the same.
 *
 * A holder touches its leases every few seconds. A lease is void if its holder is known
 * to be no more, which one process can know of another only if their ids count in the
 * same place, or if it was not touched for half a minute, by the clock of the process
 * that waits: the time of day may jump, and that of another machine may differ.
 */
import type { Digest } from "../files/digest.ts";
import { ifThere, pathsIn } from "../files/folders.ts";
import { asideOf } from "../files/whole_files.ts";
import { digestsIn } from "./inventory.ts";
import {
  type Holder,
  isAlive,
  isGone,
  type Process,
  thisProcess,
} from "./processes.ts";
import { readText } from "./shared_disks.ts";

/** How leases touch the world. */
export type LeaseEffects = ReturnType<typeof realEffects>;

const realEffects = () => ({
  self: thisProcess,
  isAlive,
  /** milliseconds of a clock that only goes forward */
  elapsed: () => performance.now(),
  /** when this run began, by the time of day; milliseconds since 1970 */
  began: Date.now(),
  /** between two touches */
  heartbeatMs: 5_000,
  /** after how long without a touch a lease is void */
  timeoutMs: 30_000,
  /** after how long a lease that nobody asks for is swept away */
  leftoverMs: 24 * 60 * 60_000,
});

/** A lease, released by disposing of it, or who has it. */
export type LeaseAnswer = { lease: Disposable } | { holder: Holder | null };

interface LeaseFile {
  /** null if it is torn */
  content: Process & { token: string; since: number } | null;
  /** when it was last touched, by the time of day */
  touched: number;
}

export class Leases {
  readonly #held = new Set<string>();
  /** the states of others' leases, and since when they were seen so */
  readonly #seen = new Map<string, { state: string; since: number }>();
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly folder: string,
    readonly effects: LeaseEffects = realEffects(),
  ) {}

  /** Asks for the lease of a key; never waits. */
  take(key: Digest): LeaseAnswer {
    const path = `${this.folder}/${key}`;
    const token = crypto.randomUUID();
    if (!this.#create(path, token)) {
      const found = read(path);
      if (found && !this.#isVoid(path, found)) {
        const { host, pid } = found.content ?? {};
        return { holder: host && pid ? { host, pid } : null };
      }
      if (found) remove(path, found.content?.token);
      if (!this.#create(path, token)) return { holder: null };
    }
    this.#seen.delete(path);
    this.#held.add(path);
    this.#heartbeat ??= setInterval(
      () => this.#touch(),
      this.effects.heartbeatMs,
    );
    Deno.unrefTimer(this.#heartbeat);
    return { lease: { [Symbol.dispose]: () => this.#release(path, token) } };
  }

  /** The keys whose leases were touched since a time of day, and when the runs at work on them began; 0 if that is not known. */
  engagements(touchedSince: number): { key: Digest; since: number }[] {
    return digestsIn(this.folder).flatMap(({ digest: key, path }) => {
      const found = read(path);
      return found && found.touched >= touchedSince
        ? [{ key, since: found.content?.since ?? 0 }]
        : [];
    });
  }

  /** Removes the leases whose holders are known to be gone, or have been silent for a day. */
  sweep(): void {
    const { began, leftoverMs } = this.effects;
    for (const path of pathsIn(this.folder)) {
      const found = read(path);
      if (!found) continue;
      const isLeft = found.touched < began - leftoverMs;
      if (isLeft || this.#isGone(found)) remove(path, found.content?.token);
    }
  }

  /** Writes a lease where there is none. */
  #create(path: string, token: string): boolean {
    const { self, began: since } = this.effects;
    const text = JSON.stringify({ ...self(), token, since }) + "\n";
    try {
      // at once, so that hardly a kill can leave a lease that names nobody
      Deno.writeTextFileSync(path, text, { createNew: true });
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return false;
      throw error;
    }
  }

  #isVoid(path: string, found: LeaseFile): boolean {
    if (this.#isGone(found)) return true;
    const state = JSON.stringify(found);
    const now = this.effects.elapsed();
    const seen = this.#seen.get(path);
    if (seen?.state === state) {
      return now - seen.since > this.effects.timeoutMs;
    }
    this.#seen.set(path, { state, since: now });
    return false;
  }

  #isGone({ content }: LeaseFile): boolean {
    if (!content) return false;
    const { self, isAlive } = this.effects;
    return isGone(content, { self: self(), isAlive });
  }

  #release(path: string, token: string): void {
    this.#held.delete(path);
    if (this.#held.size === 0) {
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
    }
    if (read(path)?.content?.token === token) remove(path, token);
  }

  #touch(): void {
    for (const path of this.#held) {
      try {
        const now = new Date();
        Deno.utimeSync(path, now, now);
      } catch {
        // it was taken away, or the disk is gone: publishing will find out
      }
    }
  }
}

function read(path: string): LeaseFile | undefined {
  return ifThere(() => {
    const text = readText(path);
    if (text === undefined) return;
    const touched = Deno.statSync(path).mtime?.getTime() ?? 0;
    try {
      return { content: JSON.parse(text), touched };
    } catch {
      return { content: null, touched }; // torn: only time can tell
    }
  });
}

/** Takes a lease away that is still the one with this token. */
function remove(path: string, token: string | undefined): void {
  const aside = asideOf(path);
  ifThere(() => {
    Deno.renameSync(path, aside);
    if (read(aside)?.content?.token === token) Deno.removeSync(aside);
    else Deno.renameSync(aside, path); // another was faster, and this is theirs
  });
}
