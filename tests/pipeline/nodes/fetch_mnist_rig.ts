/** Small files that stand for those of MNIST, and the node that fetches them from a folder. */
import { dirname } from "node:path";
import { assertEquals } from "@std/assert";
import { fetchMnist } from "../../../pipeline/nodes/fetch_mnist.ts";
import { NodeError } from "../../../pipeline/engine/sandbox/node.ts";
import type { PublishedFile } from "../../../pipeline/studies/image_sets.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/** Two small IDX files standing for the four large ones. */
export const files: Record<string, Bytes> = {
  "train-labels-idx1-ubyte": Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9),
  "t10k-labels-idx1-ubyte": Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 4),
};

const published: Record<string, PublishedFile> = {};
for (const [name, bytes] of Object.entries(files)) {
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  published[name] = {
    bytes: bytes.length,
    sha256: sha256.toHex(),
  };
}

export async function gzip(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Runs the node on a folder holding `content`; what it wrote. */
export async function fetchFrom(content: Record<string, Bytes>) {
  return await inTemporaryFolder(async (source) => {
    for (const [name, bytes] of Object.entries(content)) {
      const path = `${source}/${name}`;
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeFile(path, bytes);
    }
    return fetchIn(source);
  });
}

export function fetchIn(source: string) {
  const written: Record<string, Uint8Array | string> = {};
  let failure: unknown;
  try {
    fetchMnist({
      settings: { title: "Small images", files: published },
      resources: { source, remedy: "or draw them" },
      write: (output, bytes) => written[output] = bytes,
      progress: () => {},
    });
  } catch (error) {
    failure = error;
  }
  return { written, failure };
}

/** The node must refuse `content`, in these words, and write nothing. */
export async function assertRefused(
  content: Record<string, Bytes>,
  words: RegExp,
): Promise<void> {
  const { written, failure } = await fetchFrom(content);
  assertEquals(written, {});
  assertOneSentence(failure, words);
}

export function assertOneSentence(failure: unknown, words: RegExp): void {
  if (!(failure instanceof NodeError)) throw failure ?? new Error("it passed");
  const { message } = failure;
  if (
    !/^Cannot fetch Small images: [^\n]*; [^\n]*, or draw them$/.test(message)
  ) {
    throw new Error(`not one sentence with a remedy: ${message}`);
  }
  if (!words.test(message)) throw new Error(`${words} not in: ${message}`);
}

export const train = "train-labels-idx1-ubyte";

export const labels = files[train];
export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
export const joined = (...parts: Bytes[]) =>
  Uint8Array.from(parts.flatMap((p) => [...p]));
export const members = await Promise.all(
  [labels.slice(0, 5), new Uint8Array(), labels.slice(5)].map(gzip),
);
