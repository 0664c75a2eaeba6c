/** The node fetch/mnist: the four published files, checked, from a folder into the store. */
import publishedDigests from "../../data/mnist.sha256.json" with {
  type: "json",
};
import { readIdx } from "../../lib/datasets/idx.ts";
import { type NodeContext, NodeError, runNode } from "./node.ts";

/** What a file must be: its size, the shape in its IDX header, and its SHA-256 in hexadecimal. */
export interface PublishedFile {
  bytes: number;
  shape: number[];
  sha256: string;
}

if (import.meta.main) await runNode(fetchMnist);

/**
 * Copies every file of `published` from the folder `hints.source`, where it may
 * be plain or gzipped, to the output of the same name. Writes nothing unless
 * all of them are right.
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
  const files: Record<string, Uint8Array> = {};
  for (const [done, name] of names.entries()) {
    progress(done, names.length, "files");
    const bytes = await readPlainOrGzipped(source, name);
    await check(bytes, published[name], `${name} in ${source}`);
    files[name] = bytes;
  }
  for (const name of names) write(name, files[name]);
  progress(names.length, names.length, "files");
}

function requireFolder(source: string): void {
  try {
    if (Deno.statSync(source).isDirectory) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw failure(
      `there is no folder ${source}`,
      "install the packages with deno install, or name another folder with --source",
    );
  }
  throw failure(`${source} is not a folder`, "name a folder with --source");
}

async function readPlainOrGzipped(
  source: string,
  name: string,
): Promise<Uint8Array> {
  const plain = readIfThere(`${source}/${name}`);
  if (plain) return plain;
  const gzipped = readIfThere(`${source}/${name}.gz`);
  if (gzipped) return await decompress(gzipped, `${name}.gz in ${source}`);
  throw failure(
    `${source} has neither ${name} nor ${name}.gz`,
    "add the file or leave out --source",
  );
}

function readIfThere(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw failure(
      `${path} cannot be read (${(error as Error).message})`,
      "make it readable or leave out --source",
    );
  }
}

async function decompress(
  gzipped: Uint8Array<ArrayBuffer>,
  where: string,
): Promise<Uint8Array> {
  try {
    const plain = new Blob([gzipped]).stream()
      .pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  } catch (error) {
    throw failure(
      `${where} does not decompress (${(error as Error).message})`,
      "replace the file or leave out --source",
    );
  }
}

/** Size first, then structure, then digest: the plainest cause of a difference is told. */
async function check(
  bytes: Uint8Array,
  published: PublishedFile,
  where: string,
): Promise<void> {
  const remedy = "replace the file or leave out --source";
  if (bytes.length !== published.bytes) {
    const state = bytes.length < published.bytes
      ? "is truncated"
      : "is too long";
    throw failure(
      `${where} ${state}: it has ${bytes.length} bytes, not the published ${published.bytes}`,
      remedy,
    );
  }
  const shape = shapeOf(bytes);
  const wanted = published.shape.join("×");
  if (shape !== wanted) {
    throw failure(
      `${where} is not an IDX file of ${wanted} bytes (${shape})`,
      remedy,
    );
  }
  const sha256 = await digest(bytes);
  if (sha256 !== published.sha256) {
    throw failure(
      `${where} has SHA-256 ${sha256}, not the published ${published.sha256}`,
      remedy,
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

function failure(state: string, remedy: string): NodeError {
  return new NodeError(`Cannot fetch MNIST: ${state}; ${remedy}`);
}
