/** The node fetch/mnist: the four published files, checked, from a folder into the store. */
import { basename } from "node:path";
import publishedDigests from "../../data/mnist.sha256.json" with {
  type: "json",
};
import { readIdx } from "../../lib/datasets/idx.ts";
import { filesBelow } from "../engine/files/files_below.ts";
import { gunzip, isGzip } from "./gunzip.ts";
import {
  type NodeContext,
  NodeError,
  runNode,
} from "../engine/sandbox/node.ts";
import { systemState } from "../engine/text/system_state.ts";

/** What a file must be: its size, the shape in its IDX header, and its SHA-256 in hexadecimal. */
export interface PublishedFile {
  bytes: number;
  shape: number[];
  sha256: string;
}

/** Bytes that may follow what is wanted, as a tape's do. */
const padding = 2 ** 24;

const replace = "replace the file or leave out --source";

if (import.meta.main) await runNode(fetchMnist);

/**
 * Copies every file of `published` from the folder `hints.source`, or from one
 * up to two levels below, to the output of that name. Of several files that may
 * be it, the first that is right is taken; nothing is written unless all are there.
 *
 * @throws {NodeError} naming the file that is missing, unreadable or not as published.
 */
export async function fetchMnist(
  { hints: { source }, write, progress }: Pick<
    NodeContext<unknown>,
    "hints" | "write" | "progress"
  >,
  published: Record<string, PublishedFile> = publishedDigests,
): Promise<void> {
  if (source === undefined) {
    throw new Error("Internal error: fetch/mnist was given no source folder");
  }
  requireFolder(source);
  const names = Object.keys(published);
  const paths = pathsOf(names, source);
  const files: Record<string, Uint8Array> = {};
  for (const [done, name] of names.entries()) {
    progress(done, names.length, "files");
    files[name] = await firstRight(paths[name], published[name]);
  }
  for (const name of names) write(name, files[name]);
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
      throw failure(
        `${source} is not a folder`,
        isArchive(source)
          ? "unpack it and name the folder of its files with --source"
          : "name the folder of the four files with --source",
      );
    }
    throw unreadable(source, error as Error);
  }
}

/** Of each name, the paths in a folder that may be it, nearest first. */
function pathsOf(names: string[], source: string): Record<string, string[]> {
  const files = filesBelow(source, 2);
  const paths: Record<string, string[]> = {};
  for (const name of names) {
    const forms = formsOf(name);
    paths[name] = files.filter((path) => forms.includes(basename(path)));
  }
  const lacking = names.filter((name) => paths[name].length === 0);
  if (lacking.length === 0) return paths;
  const archive = files.find(isArchive);
  throw failure(
    `${source}, down to two levels below, has no ${
      lacking.join(", no ")
    }, plain or as .gz`,
    archive ? `unpack ${archive}` : "add what is missing or leave out --source",
  );
}

function isArchive(path: string): boolean {
  return /\.(zip|tar|tgz|tar\.\w+|7z|rar)$/i.test(path);
}

/** The names a file goes by: as published, as other sites write it, and compressed. */
function formsOf(name: string): string[] {
  const dotted = name.replace("-idx", ".idx");
  return [name, dotted, `${name}.gz`, `${dotted}.gz`];
}

/** The content of the first path that is as published; where none is, the first says why. */
async function firstRight(
  paths: string[],
  published: PublishedFile,
): Promise<Uint8Array> {
  const failures: NodeError[] = [];
  for (const path of paths) {
    try {
      const bytes = readPlain(path, published);
      await check(bytes, published, path);
      return bytes;
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
  if (!isGzip(content)) {
    const wanted = path.endsWith(".gz") ? "a gzip file" : "an IDX file";
    return refuseOther(content, path, wanted);
  }
  try {
    const plain = gunzip(content, bytes);
    return plain.length === 0 ? plain : refuseOther(plain, path, "an IDX file");
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw failure(
      `${path} does not decompress (${(error as Error).message})`,
      replace,
    );
  }
}

/** A file's content; a file that is larger than any padding explains is not read. */
function readFile(path: string, bytes: number): Uint8Array {
  try {
    const { isFile, size } = Deno.statSync(path);
    // a pipe would be waited for, and a device has no end
    if (!isFile) throw failure(`${path} is not a file`, replace);
    if (size > bytes + padding) throw tooLong(path, bytes);
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw unreadable(path, error as Error);
  }
}

/** Gives back what begins as IDX data do, and says of all else what it is. */
function refuseOther(
  content: Uint8Array,
  path: string,
  wanted: string,
): Uint8Array {
  if (content[0] === 0 && content[1] === 0) return content;
  const start = new TextDecoder().decode(content.subarray(0, 100)).trimStart();
  const [is, remedy] = content.length === 0
    ? ["is empty", replace]
    : start.startsWith("<")
    ? ["is a web page", "download the file again or leave out --source"]
    : start.startsWith("version https://git-lfs")
    ? ["is a Git LFS pointer", "fetch the file itself with git lfs pull"]
    : start.startsWith("PK\x03\x04")
    ? ["is a zip archive", "unpack it"]
    : ["is something else", replace];
  throw failure(`${path} ${is}, not ${wanted}`, remedy);
}

/** Size first, then structure, then digest: the plainest cause of a difference is told. */
async function check(
  bytes: Uint8Array,
  published: PublishedFile,
  path: string,
): Promise<void> {
  if (bytes.length > published.bytes) throw tooLong(path, published.bytes);
  if (bytes.length < published.bytes) {
    throw failure(
      `${path} is truncated: it has ${bytes.length} bytes, not the published ${published.bytes}`,
      replace,
    );
  }
  const shape = shapeOf(bytes);
  const wanted = published.shape.join("×");
  if (shape !== wanted) {
    throw failure(
      `${path} is not an IDX file of ${wanted} bytes (${shape})`,
      replace,
    );
  }
  const sha256 = await digest(bytes);
  if (sha256 !== published.sha256) {
    throw failure(
      `${path} has SHA-256 ${sha256}, not the published ${published.sha256}`,
      replace,
    );
  }
}

/** The shape in the header, or why there is none. */
function shapeOf(bytes: Uint8Array): string {
  try {
    return readIdx(bytes).shape.join("×");
  } catch (error) {
    return (error as Error).message.replace("Cannot read IDX data: ", "");
  }
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest(
    "SHA-256",
    bytes as Uint8Array<ArrayBuffer>,
  );
  return new Uint8Array(hash).toHex();
}

function tooLong(path: string, bytes: number): NodeError {
  return failure(
    `${path} is too long: it has more than the published ${bytes} bytes`,
    replace,
  );
}

function unreadable(path: string, error: Error): NodeError {
  return failure(
    `${path} cannot be read (${systemState(error)})`,
    "make it readable or leave out --source",
  );
}

function failure(state: string, remedy: string): NodeError {
  return new NodeError(`Cannot fetch MNIST: ${state}; ${remedy}`);
}
