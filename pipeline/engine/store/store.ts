/**
 * The content-addressed store: immutable blobs, and records that say which
 * blobs a key stands for. A key is looked up, worked on in a folder of its own,
 * and published: outputs are checked, hashed and renamed into place, the record
 * last. Whatever is torn, missing or damaged is a miss that says so.
 */
import { type Digest, digestOfFile } from "../files/digest.ts";
import { ifThere, namesIn, pathsIn, removeIfThere } from "../files/folders.ts";
import { asideOf, isAside } from "../files/whole_files.ts";
import type { Key } from "../graph/keys.ts";
import { CliError, refusal } from "../text/errors.ts";
import { Blobs, type BlobState } from "./blobs.ts";
import { storeParts } from "./inventory.ts";
import { Leases } from "./leases.ts";
import { digestsOf, type NodeRecord, Records } from "./records.ts";
import { askAgain } from "./shared_disks.ts";

/** What looking up a key finds. */
export type Lookup =
  | { found: true; record: NodeRecord }
  | { found: false; reason: "no record" | `${string} is ${BlobState}` };

/** What a killed run has left is removed after a day: no node writes that long without an end. */
const leftoverMs = 24 * 60 * 60 * 1000;

export class Store {
  readonly blobs: Blobs;
  readonly records: Records;
  readonly leases: Leases;

  private constructor(readonly root: string) {
    this.blobs = new Blobs(`${root}/cas`);
    this.records = new Records(root);
    this.leases = new Leases(`${root}/lease`);
  }

  /**
   * Opens the store in a folder, which is made if need be.
   *
   * @throws {CliError} if there can be no store in it that can be written.
   */
  static async open(folder: string): Promise<Store> {
    const root = `${folder}/v1`;
    try {
      for (const part of storeParts) makePart(`${root}/${part}`);
      const probe = asideOf(`${root}/tmp/probe`);
      await Deno.writeTextFile(probe, "");
      await Deno.remove(probe);
    } catch (error) {
      throw refusal(`open the store in ${folder}`, error, {
        remedy: "name a folder that can be written with --store DIR",
      });
    }
    const store = new Store(await Deno.realPath(root));
    await store.#sweep();
    return store;
  }

  /** Opens a store for those who make nothing in it. @throws {CliError} as above, or if there is none. */
  static async openThere(folder: string): Promise<Store> {
    if (ifThere(() => Deno.statSync(`${folder}/v1`))) {
      return await Store.open(folder);
    }
    throw new CliError(
      `Cannot open the store in ${folder}: there is none; name the folder of one with --store DIR`,
    );
  }

  /** Removes what killed runs have left, but nothing that a run at work has begun. */
  async #sweep(): Promise<void> {
    this.leases.sweep();
    const leftovers = pathsIn(`${this.root}/tmp`).filter(isAside);
    if (leftovers.length === 0) return;
    const now = Date.now();
    const runs = this.leases.engagements(now - leftoverMs);
    const horizon = Math.min(now, ...runs.map(({ since }) => since)) -
      leftoverMs;
    for (const path of leftovers) {
      const { mtime } = ifThere(() => Deno.statSync(path)) ?? {};
      if (!mtime || mtime.getTime() >= horizon) continue;
      await removeIfThere(path).catch(() => {}); // it may be another user's
    }
  }

  /**
   * The record of a key, if it has all the outputs and their blobs are there.
   * The blobs of `exported`, which people read and nothing checks, are read through. The
   * record is marked as used before its blobs are looked at, so that none of it is taken
   * for garbage from then on.
   */
  async lookUp(
    key: Digest,
    outputs: readonly string[],
    exported: readonly string[] = [],
  ): Promise<Lookup> {
    const record = this.records.read(key);
    if (
      !record || outputs.some((name) => !record.outputs[name]) ||
      !this.records.markUsed(key)
    ) {
      return { found: false, reason: "no record" };
    }
    for (const name of outputs) {
      const { digest, bytes } = record.outputs[name];
      const state = exported.includes(name)
        ? await this.blobs.check(digest)
        : this.blobs.checkSize(digest, bytes);
      if (state !== "whole") {
        return { found: false, reason: `${name} is ${state}` };
      }
    }
    return { found: true, record };
  }

  /** Has the system ask again for what another machine may just have published under a key: it may remember that it was not there. */
  askAgain(key: Digest): void {
    askAgain(this.root, this.records.path("ac", key));
    for (const digest of digestsOf(this.records.read(key))) {
      askAgain(this.root, this.blobs.path(digest));
    }
  }

  /** An empty folder to work in; its path holds no link, so that what a node may read and write can be named by it. */
  makeWorkFolder(): string {
    const folder = asideOf(`${Deno.realPathSync(`${this.root}/tmp`)}/work`);
    Deno.mkdirSync(folder);
    return folder;
  }

  /** The folder in which a long node keeps its progress: one that is stopped and run again under the same key finds there what it left. */
  checkpointOf(key: Digest): string {
    return `${this.root}/checkpoint/${key}`;
  }

  /**
   * Takes the outputs of a finished node from its work folder.
   *
   * @throws {RangeError} if one is missing or there is one too many; nothing is published then.
   */
  async publish(
    folder: string,
    { key, preimage, outputs, circumstances }: Key & {
      outputs: string[];
      circumstances: Omit<NodeRecord, "schema" | "key" | "outputs">;
    },
  ): Promise<NodeRecord> {
    const [wanted, written] = [new Set(outputs), new Set(namesIn(folder))];
    const faults = [
      ...wanted.difference(written).values()
        .map((name) => `it did not write ${name}`),
      ...written.difference(wanted).values()
        .map((name) => `it wrote ${name}, undeclared`),
    ];
    if (faults.length > 0) {
      throw new RangeError(
        `Cannot publish ${circumstances.node}: ${faults.join(", ")}`,
      );
    }
    const record: NodeRecord = {
      schema: 1,
      key,
      ...circumstances,
      outputs: {},
    };
    for (const name of outputs.toSorted()) {
      const path = `${folder}/${name}`;
      const digest = (await digestOfFile(path))!;
      record.outputs[name] = { digest, bytes: (await Deno.stat(path)).size };
      await this.blobs.adopt(path, digest);
    }
    this.records.write(record, preimage);
    // another run of it may be saving its progress just now; gc takes that
    await removeIfThere(this.checkpointOf(key)).catch(() => {});
    return record;
  }
}

/**
 * Makes a part of a store. Among the system's devices Deno lets only programs write that
 * may do everything: no node, and no command that a task starts.
 *
 * @throws {Deno.errors.PermissionDenied | Deno.errors.NotCapable} if the part is there.
 */
function makePart(path: string): void {
  Deno.mkdirSync(path, { recursive: true });
  const place = Deno.realPathSync(path);
  const isForNodes = /\/(tmp|checkpoint)$/.test(path);
  if (isForNodes && /^\/(dev|proc|sys)\//.test(place)) {
    throw new Deno.errors.PermissionDenied(
      `Deno lets no node write in ${place}`,
    );
  }
  Deno.statSync(place); // by its own name: Deno does not look where links lead
}
