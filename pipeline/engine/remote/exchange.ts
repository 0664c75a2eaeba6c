/**
 * A run's use of a remote: it is asked for what the store lacks, and given what the
 * run makes. Whatever goes wrong is a miss, counted with its reason; nothing here
 * fails a run, or holds it up for long.
 */
import type { Digest } from "../files/digest.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Key } from "../graph/keys.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { Circuit } from "./circuit.ts";
import type { Remote } from "./remote.ts";
import { reasonOf } from "./remote_error.ts";
import { Tally } from "./tally.ts";
import {
  download,
  type Output,
  recordFrom,
  sameOutputs,
  upload,
} from "./transfer.ts";

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

export class Exchange {
  readonly #remote: Remote;
  readonly #store: Store;
  readonly #options: ExchangeOptions;
  readonly #tally = new Tally();
  readonly #finished = new AbortController();
  readonly #reading: Circuit;
  readonly #writing: Circuit;
  readonly #downloads = new Map<Digest, Promise<boolean>>();
  /** those under way, with their nodes' names */
  readonly #uploads = new Map<Promise<void>, string>();
  readonly #uploadOf = new Map<Digest, Promise<void>>();
  readonly #distrusted = new Map<Digest, NodeRecord>();

  constructor(remote: Remote, store: Store, options: ExchangeOptions) {
    this.#remote = remote;
    this.#store = store;
    this.#options = options;
    const { isDoubtful } = options;
    const signal = AbortSignal.any([options.signal, this.#finished.signal]);
    const limits = { failures, isDoubtful, signal };
    const onFailure = (error: Error, subject: string) =>
      this.#tally.error(reasonOf(error), subject);
    // a remote that takes nothing may still give
    this.#reading = new Circuit({ places: 8, ...limits }, onFailure);
    this.#writing = new Circuit({ places: 2, ...limits }, onFailure);
  }

  /** Takes over what another machine made under a key, or the blobs that a record here lacks. */
  async fetchRecord(node: NodeSpec, key: Key): Promise<NodeRecord | undefined> {
    return await this.#read(node, async (signal) => {
      const held = this.#store.records.read(key.key);
      const record = held ?? await this.#readTrusted(node, key.key, signal);
      if (!record) return undefined;
      for (const output of Object.values(record.outputs)) {
        if (await this.#requireBlob(output, signal)) continue;
        if (!held) {
          this.#tally.note("has a record without its blobs", node.name);
        }
        return undefined;
      }
      if (!held) this.#store.records.write(record, key.preimage);
      return record;
    });
  }

  /** Takes over one output of a record that the store has. */
  async fetchBlob(node: NodeSpec, output: Output): Promise<boolean> {
    const read = (signal: AbortSignal) => this.#requireBlob(output, signal);
    return await this.#read(node, read) ?? false;
  }

  /** Reads something of the remote, and counts a hit if it is there. */
  async #read<T>(
    node: NodeSpec,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    if (hasOwnSource(node)) return undefined;
    const result = await this.#reading.attempt(node.name, read);
    if (result) this.#tally.hits++;
    return result;
  }

  /** Uploads what a node has made, if that is wanted, while the run goes on. */
  offer(node: NodeSpec, record: NodeRecord, { preimage }: Key): void {
    if (hasOwnSource(node)) return;
    // the same key gave other bytes elsewhere: a finding, never silent
    const reportDispute = () =>
      this.#tally.error("has other digests", node.name);
    if (!this.#options.write) {
      const theirs = this.#distrusted.get(record.key);
      if (theirs && !sameOutputs(record, theirs)) reportDispute();
      return;
    }
    const [from, to] = [this.#store, this.#remote];
    const before = this.#uploadOf.get(record.key); // of a node that does the same work
    const now = this.#writing.attempt(node.name, async (signal) => {
      await before;
      const end = await upload(record, { preimage, from, to, signal });
      if (end === "sent") this.#tally.uploads++;
      if (end === "disputed") reportDispute();
    }).then(() => void this.#uploads.delete(now));
    this.#uploads.set(now, node.name);
    this.#uploadOf.set(record.key, now);
  }

  /** Waits for the uploads, though not for long, and says how all of it went. */
  async finish(): Promise<Tally> {
    const { finishMs = 60_000, isDoubtful } = this.#options;
    const tally = this.#tally;
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, finishMs);
    await Promise.race([late.promise, Promise.all(this.#uploads.keys())]);
    clearTimeout(timer);
    for (const name of this.#uploads.values()) {
      const what = `had not taken all within ${finishMs / 1000} s of the end`;
      tally.error(what, name);
    }
    this.#finished.abort();
    await Promise.all(this.#uploads.keys());
    const why = isDoubtful
      ? "nothing more, since it began slowly and erred"
      : `nothing more after ${failures} errors in a row`;
    if (this.#reading.isBroken) tally.remark(`was asked for ${why}`);
    if (this.#writing.isBroken) tally.remark(`was given ${why}`);
    if (this.#remote.onlyForbids) {
      tally.remark(
        "answered 403 to all it was asked for, as if it had none of it: if it should have, it may want another user and password",
      );
    }
    return tally;
  }

  /** The remote's record of a key, if it may be used. */
  async #readTrusted(
    node: NodeSpec,
    key: Digest,
    signal: AbortSignal,
  ): Promise<NodeRecord | undefined> {
    const text = await this.#remote.read(`ac/${key}`, { signal });
    if (text === undefined) return undefined;
    const record = recordFrom(text, { node, key });
    if (this.#options.trusts(record)) return record;
    this.#distrusted.set(key, record);
    this.#tally.note(this.#options.distrust, node.name);
  }

  /** Whether a blob is in the store, whole; else it is downloaded, once for all nodes that want it. */
  #requireBlob(output: Output, signal: AbortSignal): Promise<boolean> {
    const { digest } = output;
    const [from, to] = [this.#remote, this.#store];
    const begin = async () =>
      await to.blobs.check(digest) === "whole" ||
      await download(output, { from, to, signal });
    const now = this.#downloads.get(digest) ??
      begin().finally(() => this.#downloads.delete(digest));
    this.#downloads.set(digest, now);
    return now;
  }
}

/** Data are taken from a source of their own and checked there: they need not travel. */
function hasOwnSource({ resources }: NodeSpec): boolean {
  return resources.source !== undefined;
}
