import * as v from "valibot";
import { type Digest, digestOf, isDigest } from "../files/digest.ts";
import { writeWhole } from "../files/whole_files.ts";
import { isShowable } from "../text/words.ts";
import { digestsIn, shelvesOf } from "./inventory.ts";
import { readText } from "./shared_disks.ts";

const digest = v.custom<Digest>(isDigest);

/** What is printed of a record. */
const word = v.pipe(v.string(), v.check(isShowable));

const recordSchema = v.object({
  schema: v.literal(1),
  key: digest,
  node: word,
  outputs: v.record(word, v.object({ digest, bytes: v.number() })),
  /** what the node says of its result */
  notes: v.optional(v.array(word)),
  seconds: v.number(),
  finished: word,
  machine: v.object({ os: word, arch: word, cores: v.number() }),
  versions: v.record(word, word),
  commit: v.nullable(word),
});

/**
 * What is known of one finished piece of work: its outputs by digest, which are
 * its result, and the circumstances, which are not.
 */
export type NodeRecord = v.InferOutput<typeof recordSchema>;

const recordText = v.pipe(v.string(), v.parseJson(), recordSchema);

/** Reads the text of a record; `undefined` if it is none. */
export function parseRecord(text: string): NodeRecord | undefined {
  const { success, output } = v.safeParse(recordText, text);
  return success ? output : undefined;
}

/** The text of a record, as it is kept. */
export function formatRecord(record: NodeRecord): string {
  return JSON.stringify(record, null, 2) + "\n";
}

/** The digests of what a record lists, if there is one. */
export function digestsOf(record: NodeRecord | null | undefined): Digest[] {
  return Object.values(record?.outputs ?? {}).map(({ digest }) => digest);
}

/** On what a record was made: `linux x86_64, 2 cores`. */
export function machineText(
  { machine: { os, arch, cores } }: NodeRecord,
): string {
  return `${os} ${arch}, ${cores} cores`;
}

/** With what a record was made: `deno 2.9.6, v8 15.0.245.2-rusty`. */
export function versionsText({ versions }: NodeRecord): string {
  return Object.entries(versions).map((pair) => pair.join(" ")).join(", ");
}

/** Records under their keys, `ac/ab/<key>.json`, and the texts that were hashed to make those, `pre/ab/<key>.json`. */
export class Records {
  constructor(readonly root: string) {}

  /** The record of a key; `undefined` where there is none, or a torn one. */
  read(key: Digest): NodeRecord | undefined {
    const record = parseRecord(this.#read("ac", key));
    return record?.key === key ? record : undefined;
  }

  /** Marks a record as used now; `false` if it is gone. */
  markUsed(key: Digest): boolean {
    try {
      const now = new Date();
      Deno.utimeSync(this.path("ac", key), now, now);
      return true;
    } catch (error) {
      // what belongs to another user can be used all the same
      return !(error instanceof Deno.errors.NotFound);
    }
  }

  /** Writes the preimage, then the record: where the record is, all of it is. */
  write(record: NodeRecord, preimage: string): void {
    writeWhole(this.path("pre", record.key), preimage);
    writeWhole(this.path("ac", record.key), formatRecord(record));
  }

  /** The text that was hashed to make a key; `undefined` if it is not there whole. */
  preimage(key: Digest): string | undefined {
    const text = this.#read("pre", key);
    return digestOf(text) === key ? text : undefined;
  }

  /** All records, newest first. */
  all(): NodeRecord[] {
    return shelvesOf(`${this.root}/ac`)
      .flatMap(digestsIn)
      .flatMap(({ digest }) => this.read(digest) ?? [])
      .sort((a, b) => b.finished.localeCompare(a.finished));
  }

  /** Where a record or a preimage is, or would be. */
  path(kind: "ac" | "pre", key: Digest): string {
    return `${this.root}/${kind}/${key.slice(0, 2)}/${key}.json`;
  }

  /** What a file holds, or no text. At once, since a turn of the event loop a file takes longer. */
  #read(kind: "ac" | "pre", key: Digest): string {
    return readText(this.path(kind, key)) ?? "";
  }
}
