import { assertEquals } from "@std/assert";
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
    /ubyte\.gz has 25 bytes, .* begins with "…<!DOCTYPE html><p>L"; replace the file/,
  ],
  "a web page": [
    { [train]: bytesOf("<html>") },
    /ubyte has 6 bytes, .* begins with "<html>"; replace/,
  ],
  "a web page inside gzip": [
    { [`${train}.gz`]: await gzip(bytesOf("<html>")) },
    /ubyte\.gz has 6 bytes, .* begins with "<html>"; replace/,
  ],
  "a pointer of Git LFS": [
    { [train]: bytesOf("version https://git-lfs.github.com/spec/v1\n") },
    /ubyte has 43 bytes, .* begins with "version https:\/\/git-"; replace/,
  ],
  "a zip archive": [
    { [`${train}.gz`]: bytesOf("PK\x03\x04") },
    /ubyte\.gz has 4 bytes, .* begins with "PK…"; replace/,
  ],
  "an empty file": [
    { [train]: new Uint8Array() },
    /ubyte has 0 bytes, not the published 11, and begins with ""; replace/,
  ],
  "gzip that ends too early": [
    { [`${train}.gz`]: (await gzip(labels)).slice(0, 16) },
    /ubyte\.gz cannot be read \(its gzip is cut or damaged\); put it right/,
  ],
  "gzip whose second member ends too early": [
    { [`${train}.gz`]: joined(...members).slice(0, -18) },
    /ubyte\.gz cannot be read \(its gzip is cut or damaged\); put it right/,
  ],
  "gzip with something after it": [
    { [`${train}.gz`]: joined(...members, bytesOf("and more")) },
    /ubyte\.gz cannot be read \(its gzip is cut or damaged\); put it right/,
  ],
  "gzip of more than is wanted": [
    { [`${train}.gz`]: await gzip(new Uint8Array(2 ** 20)) },
    /ubyte\.gz cannot be read \(its gzip holds more than the published 11 bytes\); put it right/,
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

Deno.test("fetch/mnist says which files are missing, all of them", async () => {
  const { [train]: _, ...others } = files;
  await assertRefused(
    others,
    /has no train-labels-idx1-ubyte, plain or as \.gz; add all files,/,
  );
  await assertRefused(
    {},
    /has no train-labels-idx1-ubyte, no t10k-labels-idx1-ubyte, plain or/,
  );
});

Deno.test("fetch/mnist refuses a truncated file", async () => {
  await assertRefused(
    { ...files, [train]: files[train].slice(0, 10) },
    /train-labels-idx1-ubyte has 10 bytes, not the published 11, and begins with "…"/,
  );
});

Deno.test("fetch/mnist refuses a file with bytes left over", async () => {
  await assertRefused(
    { ...files, [train]: Uint8Array.of(...files[train], 0) },
    /has 12 bytes, not the published 11/,
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
    assertOneSentence(
      failure,
      /train-\S+ cannot be read \(it is much too long\)/,
    );
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
      assertOneSentence(
        failure,
        /train-labels-idx1-ubyte cannot be read \(it is not a file\)/,
      );
    });
  },
});

Deno.test("fetch/mnist refuses an altered label", async () => {
  const altered = files[train].slice();
  altered[10] = 1;
  await assertRefused(
    { ...files, [train]: altered },
    /train-labels-idx1-ubyte has SHA-256 [0-9a-f]{64}, not the published [0-9a-f]{64}; replace the file, keep the right one in a folder beside it, /,
  );
});

Deno.test("fetch/mnist refuses an altered header", async () => {
  const altered = files[train].slice();
  altered[7] = 4;
  await assertRefused(
    { ...files, [train]: altered },
    /has SHA-256 [0-9a-f]{64}, not the published [0-9a-f]{64}; replace/,
  );
});

Deno.test("fetch/mnist refuses broken gzip", async () => {
  const { [train]: plain, ...others } = files;
  const broken = (await gzip(plain)).fill(255, 10, 15);
  await assertRefused(
    { ...others, [`${train}.gz`]: broken },
    /train-labels-idx1-ubyte\.gz cannot be read \(its gzip is cut or damaged\); put/,
  );
});

Deno.test("fetch/mnist refuses a truncated file inside good gzip", async () => {
  const { [train]: plain, ...others } = files;
  await assertRefused(
    { ...others, [`${train}.gz`]: await gzip(plain.slice(0, 9)) },
    /has 9 bytes/,
  );
});

Deno.test("fetch/mnist says that the folder is missing", async () => {
  await inTemporaryFolder((source) => {
    const { failure } = fetchIn(`${source}/nowhere`);
    assertOneSentence(
      failure,
      /nowhere cannot be read \(No such file or directory\); put it right,/,
    );
  });
});

Deno.test("fetch/mnist refuses a source that is no folder", async () => {
  await inTemporaryFolder(async (source) => {
    await Deno.writeTextFile(`${source}/MNIST.zip`, "");
    const { failure } = fetchIn(`${source}/MNIST.zip`);
    assertOneSentence(failure, /MNIST\.zip cannot be read \(a file is where/);
  });
});
