/**
 * The nodes fetch/mnist and those of other images in its form: the four published files, checked,
 * from a folder into the store.
 */
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { digestOf } from "../engine/files/digest.ts";
import {
  type NodeContext,
  NodeError,
  runNode,
} from "../engine/sandbox/node.ts";
import { systemState } from "../engine/text/errors.ts";
import type { PublishedFile } from "../studies/image_sets.ts";

/** What is fetched: a data set's title, and what each of its files must be. */
interface Fetched {
  title: string;
  files: Record<string, PublishedFile>;
}

/**
 * Copies every file of the settings from the folder `resources.source`, or from one
 * up to two levels below, to the output of that name. Of several files that may
 * be it, the first that is right is taken; nothing is written unless all are there.
 *
 * @throws {NodeError} naming the data set, the files that are missing, or the one that is
 *   unreadable or not as published, and `resources.remedy`.
 */
export function fetchMnist(
  { settings: { title, files }, resources, write, progress }: Pick<
    NodeContext<Fetched>,
    "settings" | "resources" | "write" | "progress"
  >,
): void {
  const { source, remedy } = resources;
  try {
    const contents = contentsIn(source, files, progress);
    for (const [name, content] of contents) write(name, content);
    progress(contents.length, contents.length, "files");
  } catch (error) {
    if (!(error instanceof UnfitError)) throw error;
    const { message, first } = error;
    throw new NodeError(
      `Cannot fetch ${title}: ${message}; ${first}, ${remedy}`,
    );
  }
}

/** The published files that a folder has, by name. */
function contentsIn(
  source: string,
  published: Fetched["files"],
  progress: NodeContext<unknown>["progress"],
): [name: string, content: Uint8Array][] {
  reading(source, () => Deno.readDirSync(source));
  const files = filesBelow([source], 2);
  const names = Object.keys(published);
  const paths = names.map((name) => {
    const forms = [name, name.replace("-idx", ".idx")]; // the second is that of other sites
    return files.filter((path) =>
      forms.includes(basename(path).replace(/\.gz$/, ""))
    );
  });
  const lacking = names.filter((_, i) => paths[i].length === 0);
  if (lacking.length > 0) {
    const archive = files.find((path) =>
      /\.(zip|tar|tgz|tar\.\w+|7z|rar)$/i.test(path)
    );
    const all = lacking.join(", no ");
    throw new UnfitError(
      `${source}, down to two levels below, has no ${all}, plain or as .gz`,
      archive ? `unpack ${archive}` : "add all files",
    );
  }
  return names.map((name, done) => {
    progress(done, names.length, "files");
    return [name, firstRight(paths[done], published[name])];
  });
}

/** What is wrong with a folder or a file, and what to try first. */
class UnfitError extends Error {
  constructor(state: string, readonly first = "replace the file") {
    super(state);
  }
}

/**
 * Paths of the files in some folders and in those up to `levels` below them, nearest
 * first, then by name; what cannot be listed is passed over.
 */
export function filesBelow(folders: string[], levels: number): string[] {
  const paths = folders.flatMap((folder) =>
    (tried(() => [...Deno.readDirSync(folder)]) ?? [])
      .map(({ name }) => `${folder}/${name}`).sort()
  );
  const { files = [], folders: below = [] } = Object.groupBy(
    paths,
    (path) =>
      tried(() => Deno.statSync(path))?.isDirectory ? "folders" : "files",
  );
  if (levels === 0 || below.length === 0) return files;
  return files.concat(filesBelow(below, levels - 1));
}

/** The content of the first path that is as published; where none is, the first says why. */
function firstRight(paths: string[], published: PublishedFile): Uint8Array {
  return paths.values()
    .map((path) => tried(() => readPublished(path, published)))
    .find((content) => content) ?? readPublished(paths[0], published);
}

/** What an action gives; `undefined` where it fails. */
function tried<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** A file's content, decompressed if it is gzip, whatever its name says. */
function readPublished(
  path: string,
  { bytes, sha256 }: PublishedFile,
): Uint8Array {
  const content = reading(path, () => {
    const { isFile, size } = Deno.statSync(path);
    // a pipe would be waited for, and a device has no end
    if (!isFile) throw new Error("it is not a file");
    if (size > bytes + 2 ** 24) throw new Error("it is much too long");
    const content = Deno.readFileSync(path);
    if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
    return gunzip(content, bytes);
  });
  const digest = digestOf(content);
  if (digest === sha256) return content;
  if (content.length === bytes) {
    throw new UnfitError(
      `${path} has SHA-256 ${digest}, not the published ${sha256}`,
      // it may be another data set's, and right for that
      "replace the file, keep the right one in a folder beside it",
    );
  }
  // often it is a web page, or a pointer to the file
  const start = String.fromCharCode(...content.subarray(0, 20))
    .replace(/[^ -~]+/g, "…");
  throw new UnfitError(
    `${path} has ${content.length} bytes, not the published ${bytes}, and begins with "${start}"`,
  );
}

function gunzip(content: Uint8Array, bytes: number): Uint8Array {
  try {
    return new Uint8Array(gunzipSync(content, { maxOutputLength: bytes }));
  } catch (error) {
    throw new Error(
      error instanceof RangeError
        ? `its gzip holds more than the published ${bytes} bytes`
        : "its gzip is cut or damaged",
    );
  }
}

/** What is read of a path; a sentence where that fails. */
function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UnfitError(
      `${path} cannot be read (${systemState(error as Error)})`,
      "put it right",
    );
  }
}

if (import.meta.main) await runNode(fetchMnist);
