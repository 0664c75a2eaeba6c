/**
 * A run's use of a remote: it is asked for what the store lacks, and given what the
 * run makes, but for data, which have a source of their own and are checked there.
 * Whatever goes wrong is a miss, counted with its reason; nothing here fails a run,
 * or holds it up for long.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Digest } from "../files/digest.ts";
import { Semaphore } from "../files/semaphore.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Key } from "../graph/keys.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { reasonOf, type Remote } from "./remote.ts";
import * as transfer from "./transfer.ts";

/** What is to be believed of a remote, and given to it. */
export interface ExchangeOptions {
  /** whether a record may be used, given that it is one of the key asked for, under the node's name */
  trusts(record: NodeRecord): boolean;
  /** what to say of those that may not: words after "remote" */
  distrust: string;
  /** give it what the run makes */
  write: boolean;
  /** it was slow before the run: one error is enough, until it has answered */
  isDoubtful?: boolean;
  /** ends everything at once */
  signal: AbortSignal;
  /** how long uploads are waited for at the end; defaults to a minute */
  finishMs?: number;
}

/** So many errors in a row, and a remote is left alone. */
const failures = 3;

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
    places: number,
    { signal, isDoubtful }: Pick<ExchangeOptions, "signal" | "isDoubtful">,
    readonly onFailure: (error: Error, subject: string) => void,
  ) {
    this.#places = new Semaphore(places);
    this.#failuresLeft = isDoubtful ? 1 : failures;
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
      this.#failuresLeft = failures;
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

export class Exchange {
  readonly #counts = { hits: 0, uploads: 0, errors: 0 };
  /** what happened, in words after "remote", and the nodes it concerns */
  readonly #notes = new Map<string, Set<string>>();
  readonly #finished = new AbortController();
  readonly #reading: Circuit;
  readonly #writing: Circuit;
  readonly #downloads = new Map<Digest, Promise<boolean>>();
  /** those under way, with their nodes' names */
  readonly #uploads = new Map<Promise<void>, string>();
  /** nodes whose results it has not taken, and what it did instead, if it did anything */
  readonly #ungiven = new Map<string, string | undefined>();
  readonly #distrusted = new Map<Digest, NodeRecord>();

  constructor(
    readonly remote: Remote,
    readonly store: Store,
    readonly options: ExchangeOptions,
  ) {
    const { isDoubtful } = options;
    const signal = AbortSignal.any([options.signal, this.#finished.signal]);
    const onFailure = (error: Error, name: string) =>
      this.#countError(reasonOf(error), name);
    const onRefusal = (error: Error, name: string) => {
      onFailure(error, name);
      this.#ungiven.set(name, reasonOf(error));
    };
    // a remote that takes nothing may still give
    this.#reading = new Circuit(8, { signal, isDoubtful }, onFailure);
    this.#writing = new Circuit(2, { signal, isDoubtful }, onRefusal);
  }

  /** Takes over what another machine made under a key, or the blobs that a record here lacks. */
  async fetchRecord(node: NodeSpec, key: Key): Promise<NodeRecord | undefined> {
    return await this.#read(node, async (signal) => {
      const held = this.store.records.read(key.key);
      const record = held ?? await this.#readTrusted(node, key.key, signal);
      if (!record) return undefined;
      for (const output of Object.values(record.outputs)) {
        if (await this.#requireBlob(output, signal)) continue;
        if (!held) this.#note("has a record without its blobs", node.name);
        return undefined;
      }
      if (!held) this.store.records.write(record, key.preimage);
      return record;
    });
  }

  /** Takes over one output of a record that the store has. */
  async fetchBlob(node: NodeSpec, output: transfer.Output): Promise<boolean> {
    const read = (signal: AbortSignal) => this.#requireBlob(output, signal);
    return await this.#read(node, read) ?? false;
  }

  /** Reads something of the remote, and counts a hit if it is there. */
  async #read<T>(
    node: NodeSpec,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    if (node.resources.source) return undefined;
    const result = await this.#reading.attempt(node.name, read);
    if (result) this.#counts.hits++;
    return result;
  }

  /** Uploads what a node has made, if that is wanted, while the run goes on. */
  offer(node: NodeSpec, record: NodeRecord, { key, preimage }: Key): void {
    if (node.resources.source) return;
    // the same key gave other bytes elsewhere: a finding, never silent
    const reportDispute = () =>
      this.#countError("has other digests", node.name);
    if (!this.options.write) {
      const theirs = this.#distrusted.get(key);
      if (theirs && !transfer.sameOutputs(record, theirs)) reportDispute();
      return;
    }
    const [from, to] = [this.store, this.remote];
    const upload = this.#writing.attempt(node.name, async (signal) => {
      const options = { preimage, from, to, signal };
      const end = await transfer.upload(record, options);
      if (end === "sent") this.#counts.uploads++;
      if (end === "disputed") reportDispute();
      return end;
    }).then((end) => {
      this.#uploads.delete(upload);
      // none was attempted, or it was ended
      if (!end) this.#ungiven.set(node.name, this.#ungiven.get(node.name));
    });
    this.#uploads.set(upload, node.name);
  }

  /**
   * Waits for the uploads, though not for long, and says how all of it went: a sentence for
   * each kind of thing that happened, `remote: 14 hits, 3 uploads, 0 errors`, and what the
   * remote has not taken, with what it did instead.
   */
  async finish() {
    const { finishMs = 60_000, isDoubtful } = this.options;
    const { signal } = this.#finished;
    const uploads = Promise.all(this.#uploads.keys());
    await Promise.race([uploads, delay(finishMs, undefined, { signal })]);
    for (const name of this.#uploads.values()) {
      const what = `had not taken all within ${finishMs / 1000} s of the end`;
      this.#countError(what, name);
      this.#ungiven.set(name, what);
    }
    this.#finished.abort();
    await uploads;

    const notes = [...this.#notes].map(([what, names]) => {
      const [first, ...more] = [...names].sort();
      const rest = more.length > 0 ? ` and ${more.length} more` : "";
      return `remote ${what} for ${first}${rest}`;
    }).sort();
    const why = isDoubtful
      ? "nothing more, since it began slowly and erred"
      : `nothing more after ${failures} errors in a row`;
    if (this.#reading.isBroken) notes.push(`remote was asked for ${why}`);
    if (this.#writing.isBroken) notes.push(`remote was given ${why}`);
    if (this.remote.onlyForbids) {
      notes.push(
        "remote answered 403 to all it was asked for, as if it had none of it: if it should have, it may want another user and password",
      );
    }
    const { hits, uploads: sent, errors } = this.#counts;
    const line = `remote: ${hits} hits, ${sent} uploads, ${errors} errors`;
    const ungiven = new Map(
      [...this.#ungiven].map((
        [name, what],
      ) => [name, what ?? `was given ${why}`]),
    );
    return { ...this.#counts, notes, line, ungiven };
  }

  #countError(what: string, name: string): void {
    this.#counts.errors++;
    this.#note(what, name);
  }

  #note(what: string, name: string): void {
    const names = this.#notes.get(what) ?? new Set();
    this.#notes.set(what, names.add(name));
  }

  /** The remote's record of a key, if it may be used. */
  async #readTrusted(
    node: NodeSpec,
    key: Digest,
    signal: AbortSignal,
  ): Promise<NodeRecord | undefined> {
    const text = await this.remote.read(`ac/${key}`, { signal });
    if (text === undefined) return undefined;
    const record = transfer.recordFrom(text, { node, key });
    if (this.options.trusts(record)) return record;
    this.#distrusted.set(key, record);
    this.#note(this.options.distrust, node.name);
  }

  /** Whether a blob is in the store, whole; else it is downloaded, once for all nodes that want it. */
  #requireBlob(output: transfer.Output, signal: AbortSignal): Promise<boolean> {
    const { digest } = output;
    const [from, to] = [this.remote, this.store];
    const begin = async () =>
      await to.blobs.check(digest) === "whole" ||
      await transfer.download(output, { from, to, signal });
    const now = this.#downloads.get(digest) ??
      begin().finally(() => this.#downloads.delete(digest));
    this.#downloads.set(digest, now);
    return now;
  }
}
