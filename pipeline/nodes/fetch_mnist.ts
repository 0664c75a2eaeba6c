/** The node fetch/mnist: the four published files, checked, from a folder into the store. */
import { basename } from "node:path";
import publishedDigests from "../../data/mnist.sha256.json" with {
  type: "json",
};
import { readIdx } from "../../lib/datasets/mnist.ts";
import { digestOf } from "../engine/files/digest.ts";
import {
  type NodeContext,
  NodeError,
  runNode,
} from "../engine/sandbox/node.ts";
import { systemState } from "../engine/text/errors.ts";
import { gunzip } from "./gunzip.ts";

/** What a file must be: its size, the shape in its IDX header, and its SHA-256 in hexadecimal. */
export interface PublishedFile {
  bytes: number;
  shape: number[];
  sha256: string;
}

/** Bytes that may follow what is wanted, as a tape's do. */
const padding = 2 ** 24;

/**
 * Copies every file of `published` from the folder `resources.source`, or from one
 * up to two levels below, to the output of that name. Of several files that may
 * be it, the first that is right is taken; nothing is written unless all are there.
 *
 * @throws {NodeError} naming the file that is missing, unreadable or not as published.
 */
export function fetchMnist(
  { resources: { source }, write, progress }: Pick<
    NodeContext<unknown>,
    "resources" | "write" | "progress"
  >,
  published: Record<string, PublishedFile> = publishedDigests,
): void {
  if (source === undefined) {
    throw new Error("Internal error: fetch/mnist was given no source folder");
  }
  requireFolder(source);
  const names = Object.keys(published);
  const paths = pathsOf(names, source);
  const contents = names.map((name, done) => {
    progress(done, names.length, "files");
    return firstRight(paths[done], published[name]);
  });
  names.forEach((name, i) => write(name, contents[i]));
  progress(names.length, names.length, "files");
}

function requireFolder(source: string): void {
  try {
    for (const _ of Deno.readDirSync(source)) return;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw failure(
        `there is no folder ${source}`,
        "install the packages with deno install, or name another folder with --source",
      );
    }
    if (error instanceof Deno.errors.NotADirectory) {
      const remedy = isArchive(source)
        ? "unpack it and name the folder of its files with --source"
        : "name the folder of the four files with --source";
      throw failure(`${source} is not a folder`, remedy);
    }
    throw unreadable(source, error as Error);
  }
}

/** Of each name, the paths in a folder that may be it, nearest first: as published, as other sites write it, compressed. */
function pathsOf(names: string[], source: string): string[][] {
  const files = filesBelow([source], 2);
  const paths = names.map((name) => {
    const forms = [name, name.replace("-idx", ".idx")];
    return files.filter((path) =>
      forms.includes(basename(path).replace(/\.gz$/, ""))
    );
  });
  const lacking = names.filter((_, i) => paths[i].length === 0);
  if (lacking.length === 0) return paths;
  const archive = files.find(isArchive);
  throw failure(
    `${source}, down to two levels below, has no ${
      lacking.join(", no ")
    }, plain or as .gz`,
    archive ? `unpack ${archive}` : "add what is missing or leave out --source",
  );
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

/** What an action finds; `undefined` where it fails. */
function tried<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

function isArchive(path: string): boolean {
  return /\.(zip|tar|tgz|tar\.\w+|7z|rar)$/i.test(path);
}

/** The content of the first path that is as published; where none is, the first says why. */
function firstRight(paths: string[], published: PublishedFile): Uint8Array {
  const failures: NodeError[] = [];
  for (const path of paths) {
    try {
      const content = readPlain(path, published);
      check(content, published, path);
      return content;
    } catch (error) {
      if (!(error instanceof NodeError)) throw error;
      failures.push(error);
    }
  }
  throw failures[0];
}

/** A file's content, decompressed if it is gzip, whatever its name says. */
function readPlain(path: string, { bytes }: PublishedFile): Uint8Array {
  const content = readFile(path, bytes);
  const isGzip = content[0] === 0x1f && content[1] === 0x8b;
  if (!isGzip) {
    requireIdx(content, path, path.endsWith(".gz") ? "a gzip file" : undefined);
    return content;
  }
  let plain: Uint8Array;
  try {
    plain = gunzip(content, bytes);
  } catch (error) {
    throw failure(`${path} does not decompress (${(error as Error).message})`);
  }
  if (plain.length > 0) requireIdx(plain, path);
  return plain;
}

/** A file's content; a file that is larger than any padding explains is not read. */
function readFile(path: string, bytes: number): Uint8Array {
  try {
    const { isFile, size } = Deno.statSync(path);
    // a pipe would be waited for, and a device has no end
    if (!isFile) throw failure(`${path} is not a file`);
    if (size > bytes + padding) throw tooLong(path, bytes);
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw unreadable(path, error as Error);
  }
}

/** How files begin that are often had in place of the right one, and what to do about each. */
const impostors: [start: string, what: string, remedy?: string][] = [
  ["<", "a web page", "download the file again or leave out --source"],
  [
    "version https://git-lfs",
    "a Git LFS pointer",
    "fetch the file itself with git lfs pull",
  ],
  ["PK\x03\x04", "a zip archive", "unpack it"],
  ["", "something else"],
];

/** Refuses what does not begin as IDX data do, and says what it is. */
function requireIdx(
  content: Uint8Array,
  path: string,
  wanted = "an IDX file",
): void {
  if (content[0] === 0 && content[1] === 0) return;
  const text = new TextDecoder().decode(content.subarray(0, 100)).trimStart();
  const [, what, remedy] = impostors.find(([start]) => text.startsWith(start))!;
  const is = content.length === 0 ? "empty" : what;
  throw failure(`${path} is ${is}, not ${wanted}`, remedy);
}

/** Compares size first, then structure, then digest, so that the plainest cause of a difference is named. */
function check(
  content: Uint8Array,
  { bytes, shape, sha256 }: PublishedFile,
  path: string,
): void {
  if (content.length > bytes) throw tooLong(path, bytes);
  if (content.length < bytes) {
    throw failure(
      `${path} is truncated: it has ${content.length} bytes, not the published ${bytes}`,
    );
  }
  const [found, wanted] = [shapeOf(content), shape.join("×")];
  if (found !== wanted) {
    throw failure(`${path} is not an IDX file of ${wanted} bytes (${found})`);
  }
  const digest = digestOf(content);
  if (digest !== sha256) {
    throw failure(`${path} has SHA-256 ${digest}, not the published ${sha256}`);
  }
}

/** The shape in the header, or why there is none. */
function shapeOf(content: Uint8Array): string {
  try {
    return readIdx(content).shape.join("×");
  } catch (error) {
    return (error as Error).message.replace("Cannot read IDX data: ", "");
  }
}

function tooLong(path: string, bytes: number): NodeError {
  return failure(
    `${path} is too long: it has more than the published ${bytes} bytes`,
  );
}

function unreadable(path: string, error: Error): NodeError {
  return failure(
    `${path} cannot be read (${systemState(error)})`,
    "make it readable or leave out --source",
  );
}

function failure(
  state: string,
  remedy = "replace the file or leave out --source",
): NodeError {
  return new NodeError(`Cannot fetch MNIST: ${state}; ${remedy}`);
}

if (import.meta.main) await runNode(fetchMnist);
