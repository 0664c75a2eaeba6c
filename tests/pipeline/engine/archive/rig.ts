/** A small archive, and what is found in folders. */
import {
  type Entry,
  textEntry,
} from "../../../../pipeline/engine/archive/entry.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

/** Bytes that no compression makes shorter. */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  let state = 1;
  return new Uint8Array(length).map(() => {
    state = Math.imul(state, 1664525) + 1013904223;
    return state >>> 24;
  });
}

/** An entry of a blob, under its digest. */
function blob(content: string | Uint8Array<ArrayBuffer>): Entry {
  const path = `cas/${digestOf(content)}`;
  return typeof content === "string"
    ? textEntry(path, content)
    : { path, mode: 0o644, bytes: content };
}

const key = digestOf("key");

/** Longer than a header of a tar has room for. */
const longPath = `${"a".repeat(120)}/${"b".repeat(120)}/${"c".repeat(120)}.js`;

/** Files of every part, in no order, and where a clone has each. */
export const placed: readonly [Entry, place: string | null][] = [
  [textEntry("unpack", "#!/bin/sh\n", 0o755), null],
  [textEntry("README.txt", "read me"), ".store/README.txt"],
  [textEntry("source/Makefile", "all:\n"), "Makefile"],
  [textEntry("source/.ci/deno", "#!/bin/sh\n", 0o755), ".ci/deno"],
  [textEntry("source/empty", ""), "empty"],
  [textEntry("source/ä ö/名", "é"), "ä ö/名"],
  [textEntry(`packages/${longPath}`, "1"), `node_modules/.deno/${longPath}`],
  [textEntry("deno/linux/deno", "binary", 0o755), ".deno/linux/deno"],
  [
    textEntry(`ac/${key}`, "{}\n"),
    `.store/v1/ac/${key.slice(0, 2)}/${key}.json`,
  ],
  [
    textEntry(`pre/${key}`, "key"),
    `.store/v1/pre/${key.slice(0, 2)}/${key}.json`,
  ],
  ...[blob("one"), blob(noise(3000))].map((entry): [Entry, string] => [
    entry,
    `.store/v1/cas/${entry.path.slice(4, 6)}/${entry.path.slice(4)}`,
  ]),
];

export const entries = placed.map(([entry]) => entry);

/** Path → digest of every file below a folder, with `*` after those that are to be run. */
export function filesBelow(
  folder: string,
  below = "",
): Record<string, string> {
  const found = [...Deno.readDirSync(`${folder}/${below}`)].flatMap(
    ({ name, isDirectory }): [string, string][] => {
      const path = below + name;
      if (isDirectory) return Object.entries(filesBelow(folder, `${path}/`));
      const { mode } = Deno.lstatSync(`${folder}/${path}`);
      const digest = digestOf(Deno.readFileSync(`${folder}/${path}`));
      return [[path, digest + (mode! & 0o100 ? "*" : "")]];
    },
  );
  return Object.fromEntries(found.sort(([a], [b]) => a < b ? -1 : 1));
}
