import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { fetchMnist, filesBelow } from "../../../pipeline/nodes/fetch_mnist.ts";
import { NodeError } from "../../../pipeline/engine/sandbox/node.ts";
import { localExecutor } from "../../../pipeline/engine/sandbox/executor.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import {
  type ImageSetName,
  imageSets,
} from "../../../pipeline/studies/image_sets.ts";
import { nodeOf } from "../engine/node_of.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { testUnless } from "../../support/test_unless.ts";
import {
  type Bytes,
  bytesOf,
  fetchFrom,
  files,
  gzip,
  joined,
  labels,
  members,
  train,
} from "./fetch_mnist_rig.ts";
import { writeImages } from "./mnist_files.ts";

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

Deno.test("fetch/mnist may read the folders below its source from its sandbox", async () => {
  await inTemporaryFolder(async (folder) => {
    const source = `${folder}/data`;
    await Deno.mkdir(`${source}/MNIST/raw`, { recursive: true });
    await writeImages(`${source}/MNIST/raw`);
    const ending = await localExecutor(projectFolder)({
      node: nodeOf("fetch/mnist", {
        entry: "pipeline/nodes/fetch_mnist.ts",
        settings: imageSets.mnist,
        resources: { source, remedy: "or draw them" },
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
      /data\/MNIST\/raw\/train-images-idx3-ubyte has \d+ bytes, not/,
    );
  });
});

/** What a data set's node copies from a folder: name → size. */
function sizesFrom(source: string, name: ImageSetName): Record<string, number> {
  const sizes: Record<string, number> = {};
  fetchMnist({
    settings: imageSets[name],
    resources: { source, remedy: "" },
    write: (output, bytes) => sizes[output] = bytes.length,
    progress: () => {},
  });
  return sizes;
}

/** What it is to copy. */
const sizesOf = (name: ImageSetName) =>
  Object.fromEntries(
    Object.entries(imageSets[name].files)
      .map(([file, { bytes }]) => [file, bytes]),
  );

/** The folder where a package has a data set. */
const folderOf = (name: ImageSetName) =>
  resolve(projectFolder, imageSets[name].folder);

Deno.test("fetch/mnist finds the four published files in the npm package", () => {
  assertEquals(sizesFrom(folderOf("mnist"), "mnist"), sizesOf("mnist"));
});

const fashion = folderOf("fashion-mnist");
const missing = existsSync(fashion) ? undefined : `${fashion} is not there`;

testUnless(
  missing,
  "fetch/fashion-mnist finds the four published files in Debian's package",
  () => {
    assertEquals(sizesFrom(fashion, "fashion-mnist"), sizesOf("fashion-mnist"));
  },
);

testUnless(
  missing,
  "fetch/mnist and fetch/fashion-mnist each take their own files from a folder that has both",
  async () => {
    await inTemporaryFolder(async (folder) => {
      for (const [k, name] of (["fashion-mnist", "mnist"] as const).entries()) {
        await Deno.symlink(folderOf(name), `${folder}/${k}`);
      }
      for (const name of ["mnist", "fashion-mnist"] as const) {
        assertEquals(sizesFrom(folder, name), sizesOf(name));
      }
    });
  },
);

Deno.test("fetch/fashion-mnist refuses the files of MNIST, which have the same names and sizes", () => {
  const error = assertThrows(
    () => sizesFrom(folderOf("mnist"), "fashion-mnist"),
    NodeError,
  );
  assertMatch(
    error.message,
    /^Cannot fetch Fashion-MNIST: .*train-images-idx3-ubyte has SHA-256 ba891046.*, not the published c59f468a/,
  );
});

Deno.test("filesBelow() lists the nearest first, through links too, and no deeper than asked", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/a/b/c`, { recursive: true });
    for (const path of ["z", "a/y", "a/b/x", "a/b/c/w"]) {
      await Deno.writeTextFile(`${folder}/${path}`, "");
    }
    await Deno.symlink("b", `${folder}/a/link`);
    await Deno.symlink("nowhere", `${folder}/broken`);
    const below = (levels: number) =>
      filesBelow([folder], levels).map((path) => path.slice(folder.length + 1));
    assertEquals(below(0), ["broken", "z"]);
    assertEquals(below(1), ["broken", "z", "a/y"]);
    assertEquals(below(2), ["broken", "z", "a/y", "a/b/x", "a/link/x"]);
    assertEquals(filesBelow([`${folder}/none`], 2), []);
  });
});
