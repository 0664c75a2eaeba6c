/**
 * A run's dealings with a remote: it is asked for what the store lacks, and
 * offered what was made. Whatever goes wrong is a miss, counted with its reason;
 * nothing here fails a run, or holds it up for long.
 */
import type { Digest } from "../files/digest.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Key } from "../graph/preimage.ts";
import { Circuit } from "./circuit.ts";
import { download, type Output } from "./download.ts";
import type { NodeRecord } from "../store/records.ts";
import { reasonOf } from "./refusal.ts";
import type { Remote } from "./remote.ts";
import { longestRecord, recordFrom, sameOutputs } from "./remote_policy.ts";
import type { Store } from "../store/store.ts";
import { Tally } from "./tally.ts";
import { upload } from "./upload.ts";

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
  /** milliseconds that uploads are waited for at the end; defaults to a minute */
  linger?: number;
}

/** So many errors in a row, and a remote is left alone. */
const failures = 3;

/** What a run has to do with a remote. */
export class Exchange {
  readonly #remote: Remote;
  readonly #store: Store;
  readonly #options: ExchangeOptions;
  readonly #tally = new Tally();
  readonly #late = new AbortController();
  readonly #reading: Circuit;
  readonly #writing: Circuit;
  readonly #coming = new Map<Digest, Promise<boolean>>();
  readonly #going = new Map<Promise<void>, string>();
  readonly #offered = new Map<Digest, Promise<void>>();
  readonly #refused = new Map<Digest, NodeRecord>();

  constructor(remote: Remote, store: Store, options: ExchangeOptions) {
    this.#remote = remote;
    this.#store = store;
    this.#options = options;
    const { isDoubtful } = options;
    const signal = AbortSignal.any([options.signal, this.#late.signal]);
    const limits = { failures, isDoubtful, signal };
    const onFailure = (error: Error, subject: string) =>
      this.#tally.error(reasonOf(error), subject);
    // a remote that takes nothing may still give
    this.#reading = new Circuit({ places: 8, ...limits }, onFailure);
    this.#writing = new Circuit({ places: 2, ...limits }, onFailure);
  }

  /** Takes over what another machine made under a key, or the blobs that a record here lacks. */
  async fetchRecord(node: NodeSpec, key: Key): Promise<NodeRecord | undefined> {
    if (hasNearerSource(node)) return undefined;
    return await this.#reading.attempt(node.name, async (signal) => {
      const held = this.#store.records.read(key.key);
      const record = held ?? await this.#believed(node, key.key, signal);
      if (!record) return undefined;
      for (const output of Object.values(record.outputs)) {
        if (await this.#bring(output, signal)) continue;
        if (!held) {
          this.#tally.note("has a record without its blobs", node.name);
        }
        return undefined;
      }
      if (!held) await this.#store.records.write(record, key.preimage);
      this.#tally.hits++;
      return record;
    });
  }

  /** Takes over one output of a record that the store has. */
  async fetchBlob(node: NodeSpec, output: Output): Promise<boolean> {
    if (hasNearerSource(node)) return false;
    const came = await this.#reading.attempt(
      node.name,
      (signal) => this.#bring(output, signal),
    );
    if (came) this.#tally.hits++;
    return came ?? false;
  }

  /** Tells of a node that has run: what it made is uploaded, if that is wanted, while the run goes on. */
  offer(node: NodeSpec, record: NodeRecord, { preimage }: Key): void {
    if (hasNearerSource(node)) return;
    if (!this.#options.write) {
      const theirs = this.#refused.get(record.key);
      if (theirs && !sameOutputs(record, theirs)) this.#dispute(node);
      return;
    }
    const [from, to] = [this.#store, this.#remote];
    const before = this.#offered.get(record.key); // by a node that does the same work
    const going = this.#writing.attempt(node.name, async (signal) => {
      await before;
      const end = await upload(record, { preimage, from, to, signal });
      if (end === "sent") this.#tally.uploads++;
      if (end === "disputed") this.#dispute(node);
    }).then(() => void this.#going.delete(going));
    this.#going.set(going, node.name);
    this.#offered.set(record.key, going);
  }

  /** Waits for the uploads, though not for long, and says what came of it all. */
  async finish(): Promise<Tally> {
    const { linger = 60_000, isDoubtful } = this.#options;
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, linger);
    await Promise.race([late.promise, Promise.all(this.#going.keys())]);
    clearTimeout(timer);
    const untaken = `had not taken all within ${linger / 1000} s of the end`;
    for (const name of this.#going.values()) this.#tally.error(untaken, name);
    this.#late.abort();
    await Promise.all(this.#going.keys());
    const afterwards = isDoubtful
      ? "nothing more, since it began slowly and erred"
      : `nothing more after ${failures} errors in a row`;
    if (this.#reading.isBroken) {
      this.#tally.remark(`was asked for ${afterwards}`);
    }
    if (this.#writing.isBroken) this.#tally.remark(`was given ${afterwards}`);
    if (this.#remote.onlyForbids) {
      this.#tally.remark(
        "answered 403 to all it was asked for, as if it had none of it: if it should have, it may want another user and password",
      );
    }
    return this.#tally;
  }

  /** The same key gave other bytes elsewhere: a finding, never silent. */
  #dispute(node: NodeSpec): void {
    this.#tally.error("has other digests", node.name);
  }

  /** The remote's record of a key, if it is one to use. */
  async #believed(
    node: NodeSpec,
    key: Digest,
    signal: AbortSignal,
  ): Promise<NodeRecord | undefined> {
    const limit = longestRecord;
    const text = await this.#remote.read("ac", key, { limit, signal });
    if (text === undefined) return undefined;
    const record = recordFrom(text, { node, key });
    if (this.#options.trusts(record)) return record;
    this.#refused.set(key, record);
    this.#tally.note(this.#options.distrust, node.name);
    return undefined;
  }

  /** Sees to it that a blob is in the store: whole already, or brought, and that once. */
  #bring(output: Output, signal: AbortSignal): Promise<boolean> {
    let coming = this.#coming.get(output.digest);
    if (!coming) {
      const { blobs } = this.#store;
      const work = async () =>
        await blobs.check(output.digest) === "whole" ||
        await download(output, { from: this.#remote, to: this.#store, signal });
      coming = work().finally(() => this.#coming.delete(output.digest));
      this.#coming.set(output.digest, coming);
    }
    return coming;
  }
}

/** The data sets have a source of their own, which the store's digests check: fifty megabytes that need not travel. */
function hasNearerSource({ stage }: NodeSpec): boolean {
  return stage === "fetch";
}
