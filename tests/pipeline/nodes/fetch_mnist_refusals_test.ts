import { assertEquals, assertThrows } from "@std/assert";
import { fetchMnist } from "../../../pipeline/nodes/fetch_mnist.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import {
  assertOneSentence,
  assertRefused,
  type Bytes,
  bytesOf,
  fetchIn,
  files,
  gzip,
  joined,
  labels,
  members,
  train,
} from "./fetch_mnist_rig.ts";

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
