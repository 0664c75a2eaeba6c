import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { pathsIn } from "../../../../pipeline/engine/files/folders.ts";
import {
  asideOf,
  isAside,
  moveWhole,
  placeOf,
  tryPlace,
  writeStream,
  writeWhole,
} from "../../../../pipeline/engine/files/whole_files.ts";
import { onPath } from "../../../support/on_path.ts";
import { testUnless } from "../../../support/test_unless.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { testOnTwoDisks } from "../../../support/two_disks.ts";

Deno.test("writeWhole() writes a file in place of another, in a folder that it makes, and leaves nothing beside", async () => {
  await inTemporaryFolder((folder) => {
    const path = `${folder}/a/b/c`;
    writeWhole(path, "one");
    writeWhole(path, Uint8Array.of(50));
    assertEquals(Deno.readTextFileSync(path), "2");
    assertEquals(pathsIn(`${folder}/a/b`), [path]);
    return Promise.resolve();
  });
});

Deno.test("writeWhole() leaves nothing beside what it may not replace", async () => {
  await inTemporaryFolder((folder) => {
    Deno.mkdirSync(`${folder}/a/b`, { recursive: true });
    assertThrows(() => writeWhole(`${folder}/a`, "one"));
    assertEquals(pathsIn(folder), [`${folder}/a`]);
    return Promise.resolve();
  });
});

Deno.test("writeWhole() leaves links, and writes where they lead, whether anything is there or not", async () => {
  await inTemporaryFolder((folder) => {
    Deno.mkdirSync(`${folder}/site`);
    Deno.symlinkSync("site/index.html", `${folder}/index.html`);
    Deno.symlinkSync(`${folder}/index.html`, `${folder}/again`);
    for (const text of ["one", "two"]) {
      writeWhole(`${folder}/again`, text);
      assertEquals(Deno.readTextFileSync(`${folder}/site/index.html`), text);
    }
    assertEquals(Deno.readLinkSync(`${folder}/index.html`), "site/index.html");
    assertEquals(pathsIn(`${folder}/site`), [`${folder}/site/index.html`]);
    return Promise.resolve();
  });
});

/** A stream of these texts. */
const streamOf = (...texts: string[]) =>
  ReadableStream.from(texts.map((text) => new TextEncoder().encode(text)));

Deno.test("writeStream() leaves a file as it was, and nothing beside, where a disk fills", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = `${folder}/a`;
    Deno.writeTextFileSync(path, "before");
    const { write } = Deno.FsFile.prototype;
    let room = 3; // of which a piece takes what is left
    Deno.FsFile.prototype.write = function (bytes) {
      if (room === 0) return Promise.reject(new Error("full"));
      const part = bytes.subarray(0, room);
      room -= part.length;
      return write.call(this, part);
    };
    try {
      await assertRejects(() => writeStream(path, streamOf("12", "34")));
    } finally {
      Deno.FsFile.prototype.write = write;
    }
    assertEquals(Deno.readTextFileSync(path), "before");
    assertEquals(pathsIn(folder), [path]);
  });
});

Deno.test("writeStream() writes where a link leads, and keeps a file's mode", async () => {
  await inTemporaryFolder(async (folder) => {
    const [file, link] = ["a", "b"].map((name) => `${folder}/${name}`);
    Deno.writeTextFileSync(file, "a longer text");
    Deno.chmodSync(file, 0o640);
    Deno.symlinkSync("a", link);
    await writeStream(link, streamOf("on", "e"));
    assertEquals(Deno.readTextFileSync(file), "one");
    assertEquals(Deno.statSync(file).mode! & 0o777, 0o640);
    assertEquals(Deno.readLinkSync(link), "a");
    assertEquals(pathsIn(folder).sort(), [file, link]);
  });
});

const mkfifo = onPath("mkfifo");

testUnless(
  mkfifo ? undefined : "there is no mkfifo",
  "writeStream() writes to a pipe as it comes",
  () =>
    inTemporaryFolder(async (folder) => {
      const pipe = `${folder}/pipe`;
      await new Deno.Command(mkfifo!, { args: [pipe] }).output();
      const read = Deno.readTextFile(pipe);
      await writeStream(pipe, streamOf("tw", "o"));
      assertEquals(await read, "two");
      assertEquals(pathsIn(folder), [pipe]);
    }),
);

Deno.test("tryPlace() makes nothing, and takes away nothing that another run makes meanwhile", async () => {
  await inTemporaryFolder((folder) => {
    const path = `${folder}/a/b/c`;
    tryPlace(path);
    assertEquals(pathsIn(folder), []);

    const write = Deno.writeFileSync;
    Deno.writeFileSync = (...words) => {
      Deno.mkdirSync(`${folder}/a/b`, { recursive: true }); // as the other does before it writes
      write(...words);
    };
    try {
      tryPlace(path);
    } finally {
      Deno.writeFileSync = write;
    }
    assertEquals(pathsIn(`${folder}/a`), [`${folder}/a/b`]);
    assertEquals(pathsIn(`${folder}/a/b`), []);
    return Promise.resolve();
  });
});

Deno.test("tryPlace() refuses a place below a file and below a link that leads nowhere", async () => {
  await inTemporaryFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    Deno.symlinkSync("disk/far", `${folder}/link`);
    for (const way of ["file", "link"]) {
      for (const path of [`${folder}/${way}/a`, `${folder}/${way}/a/b`]) {
        assertThrows(() => tryPlace(path), Error, `${folder}/${way}`);
      }
    }
    return Promise.resolve();
  });
});

testOnTwoDisks(
  "moveWhole() moves to another disk, and to a folder there",
  async (folder, otherDisk) => {
    await Deno.symlink(otherDisk, `${folder}/cas`);
    for (const text of ["one", "two"]) {
      await Deno.writeTextFile(`${folder}/file`, text, { mode: 0o444 });
      moveWhole(`${folder}/file`, `${folder}/cas/ab/file`);
      assertEquals(pathsIn(folder), [`${folder}/cas`]);
      assertEquals(pathsIn(`${otherDisk}/ab`), [`${otherDisk}/ab/file`]);
      assertEquals(await Deno.readTextFile(`${otherDisk}/ab/file`), text);
      const { mode } = await Deno.stat(`${otherDisk}/ab/file`);
      assertEquals(mode! & 0o777, 0o444);
    }
  },
);

Deno.test("writeWhole() makes no folder where a link leads nowhere", async () => {
  await inTemporaryFolder((folder) => {
    Deno.symlinkSync("disk/far", `${folder}/link`);
    for (const path of [`${folder}/link/a`, `${folder}/link/a/b`]) {
      assertThrows(() => writeWhole(path, "one"), Deno.errors.AlreadyExists);
    }
    assertEquals(pathsIn(folder), [`${folder}/link`]);
    return Promise.resolve();
  });
});

Deno.test("placeOf() is the path itself where there is no link, and refuses links in a circle", async () => {
  await inTemporaryFolder((folder) => {
    assertEquals(placeOf(`${folder}/a`), `${folder}/a`);
    Deno.symlinkSync("b", `${folder}/a`);
    Deno.symlinkSync("a", `${folder}/b`);
    assertThrows(() => placeOf(`${folder}/a`), Deno.errors.FilesystemLoop);
    return Promise.resolve();
  });
});

Deno.test("isAside() knows the names of asideOf() and no others", () => {
  assertEquals(isAside(asideOf("a/b.json")), true);
  for (const name of ["b.json", crypto.randomUUID(), "b.1234"]) {
    assertEquals(isAside(name), false, name);
  }
});
