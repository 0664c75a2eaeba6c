import { concat } from "@std/bytes/concat";
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { packTar } from "modern-tar";
import { zstdCompressSync } from "node:zlib";
import {
  unpackArchive,
  writeArchive,
} from "../../../../pipeline/engine/archive/archive.ts";
import { Damage } from "../../../../pipeline/engine/archive/damage.ts";
import {
  type Entry,
  textEntry,
} from "../../../../pipeline/engine/archive/entry.ts";
import { sumsOf } from "../../../../pipeline/engine/archive/sums.ts";
import { filesInTar } from "../../../../pipeline/engine/archive/tar.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { entries, filesBelow, noise, placed } from "./rig.ts";

const top = "name-1-smoke";

/** What `unpackArchive()` refuses an archive for. Nothing is left of what it has laid out. */
async function refusal(from: string): Promise<string> {
  const folder = from.slice(0, from.lastIndexOf("/"));
  const before = [...Deno.readDirSync(folder)].length;
  const unpacking = () => unpackArchive(from, `${folder}/refused`);
  const { message } = await assertRejects(unpacking, Damage);
  assertEquals([...Deno.readDirSync(folder)].length, before);
  return message;
}

Deno.test("what is packed comes out in its places, of a folder and of one file", async () => {
  await inTemporaryFolder(async (folder) => {
    const expected = placed
      .filter(([, place]) => place !== null)
      .map(([entry, place]) => [
        place,
        digestOf("bytes" in entry ? entry.bytes : "") +
        (entry.mode === 0o755 ? "*" : ""),
      ]);
    for (const name of ["archive", "archive.tar.zst"]) {
      const to = `${folder}/${name}`;
      await writeArchive(entries, { to, top });
      const count = await unpackArchive(to, `${folder}/clone of ${name}`);
      assertEquals(count, entries.length);
      assertEquals(
        filesBelow(`${folder}/clone of ${name}`),
        Object.fromEntries(expected.sort()),
      );
    }
  });
});

Deno.test("packing twice gives the same bytes, whatever order entries come in", async () => {
  await inTemporaryFolder(async (folder) => {
    const [a, b] = ["a", "b"].map((name) => `${folder}/${name}.tar.zst`);
    await writeArchive(entries, { to: a, top });
    await writeArchive(entries.toReversed(), { to: b, top });
    assertEquals(await Deno.readFile(b), await Deno.readFile(a));
    await writeArchive(entries, { to: `${folder}/a`, top });
    await writeArchive(entries.toReversed(), { to: `${folder}/b`, top });
    assertEquals(filesBelow(`${folder}/b`), filesBelow(`${folder}/a`));
  });
});

Deno.test("what says how to check an archive comes first in one file, and sums by their letters", async () => {
  await inTemporaryFolder(async (folder) => {
    const to = `${folder}/archive.tar.zst`;
    await writeArchive(entries, { to, top });
    const paths: string[] = [];
    let sums = "";
    for await (const { path, content } of filesInTar(to)) {
      const text = await new Response(ReadableStream.from(content)).text();
      if (path === "SHA256SUMS") sums = text;
      paths.push(path);
    }
    const first = ["README.txt", "SHA256SUMS", "unpack"];
    assertEquals(paths.slice(0, 3), first);
    assertEquals(paths.slice(3), paths.slice(3).toSorted());
    const named = sums.trim().split("\n").map((line) => line.slice(66));
    assertEquals(named, paths.filter((path) => path !== first[1]).toSorted());
  });
});

Deno.test("an archive that ends too early, wherever, is refused", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = `${folder}/archive.tar.zst`;
    await writeArchive(entries, { to: path, top });
    const whole = await Deno.readFile(path);
    const step = Math.ceil(whole.length / 50);
    const early = /^(ends too early|is damaged, or not whole)$/;
    const ends = [0, 1, 2, 3, whole.length - 2, whole.length - 1];
    for (let end = step; end < whole.length; end += step) ends.push(end);
    for (const end of ends) {
      await Deno.writeFile(path, whole.subarray(0, end));
      assertMatch(await refusal(path), early, `${end}`);
    }
  });
});

/** Where the second frame of zstd begins. */
function secondFrame(bytes: Uint8Array): number {
  const magic = [0x28, 0xb5, 0x2f, 0xfd];
  return bytes.findIndex((_, at) =>
    at > 0 && magic.every((value, i) => value === bytes[at + i])
  );
}

Deno.test("an archive of several frames is the same each time, and refused where it ends too early or cannot be read", async () => {
  await inTemporaryFolder(async (folder) => {
    const long: Entry = {
      ...{ path: "source/long", mode: 0o644, bytes: noise(12e6) },
    };
    const path = `${folder}/archive.tar.zst`;
    await writeArchive([...entries, long], { to: path, top });
    const whole = await Deno.readFile(path);
    await writeArchive([long, ...entries], { to: path, top });
    assertEquals(await Deno.readFile(path), whole);
    assertEquals(
      await unpackArchive(path, `${folder}/clone`),
      entries.length + 1,
    );
    const second = secondFrame(whole);
    assert(second > 0);
    const ends = [0.2, 0.5, 0.8, 0.99].map((share) => share * whole.length);
    for (const end of [second, ...ends]) {
      await Deno.writeFile(path, whole.subarray(0, end));
      assertMatch(
        await refusal(path),
        /^(ends too early|is damaged, or not whole)$/,
      );
    }
    for (const some of [entries, []]) {
      await writeArchive([...some, long], { to: path, top });
      const changed = await Deno.readFile(path);
      changed[secondFrame(changed) + 4] ^= 8; // no frame says that
      await Deno.writeFile(path, changed);
      assertEquals(await refusal(path), "is damaged, or not whole");
    }
  });
});

Deno.test("an archive with one bit changed, wherever, is refused, or comes out the same", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = `${folder}/archive.tar.zst`;
    await writeArchive(entries, { to: path, top });
    await unpackArchive(path, `${folder}/whole`);
    const files = filesBelow(`${folder}/whole`);
    const whole = await Deno.readFile(path);
    const step = Math.ceil(whole.length / 40);
    const outcomes = { refused: 0, same: 0 };
    for (let at = 0; at < whole.length; at += step) {
      const changed = whole.slice();
      changed[at] ^= 1 << at % 8;
      await Deno.writeFile(path, changed);
      const to = `${folder}/clone`;
      const isRefused = await unpackArchive(path, to).then(() => false)
        .catch((error) => error instanceof Damage);
      if (isRefused) outcomes.refused++;
      else {
        assertEquals(filesBelow(to), files, `bit ${at % 8} of byte ${at}`);
        await Deno.remove(to, { recursive: true });
        outcomes.same++;
      }
    }
    assert(outcomes.refused > 10 * outcomes.same, JSON.stringify(outcomes));
  });
});

Deno.test("a folder that lacks a file, has one more, or other bytes in one, is refused by its name", async () => {
  await inTemporaryFolder(async (folder) => {
    const archive = `${folder}/archive`;
    const refusalOf = async (change: (path: string) => void, path: string) => {
      await writeArchive(entries, { to: archive, top });
      change(`${archive}/${path}`);
      const message = await refusal(archive);
      await Deno.remove(archive, { recursive: true });
      return message;
    };
    const write = (path: string) => Deno.writeTextFileSync(path, "other");
    const link = (path: string) => Deno.symlinkSync("/etc/passwd", path);
    const remove = (path: string) => Deno.removeSync(path);
    assertEquals(
      [
        await refusalOf(remove, "source/empty"),
        await refusalOf(write, "source/more"),
        await refusalOf(write, "source/empty"),
        await refusalOf(link, "source/link"),
        await refusalOf(remove, "SHA256SUMS"),
        await refusalOf(write, "SHA256SUMS"),
      ],
      [
        "lacks source/empty",
        "holds source/more, which SHA256SUMS does not",
        "is damaged: source/empty has other bytes than SHA256SUMS says",
        "holds source/link, which is neither file nor folder",
        "has no SHA256SUMS, or a damaged one",
        "has no SHA256SUMS, or a damaged one",
      ],
    );
  });
});

Deno.test("bytes under a digest that is not theirs are refused, whatever the sums say", async () => {
  await inTemporaryFolder(async (folder) => {
    for (const path of [`cas/${digestOf("a")}`, `pre/${digestOf("a")}`]) {
      const to = `${folder}/archive`;
      await writeArchive([textEntry(path, "b")], { to, top });
      assertEquals(await refusal(to), `holds ${path} of another digest`);
      await Deno.remove(to, { recursive: true });
    }
  });
});

Deno.test("a tar whose paths lead elsewhere, or that holds links, is refused", async () => {
  type Parts = Parameters<typeof packTar>[0];
  const good = textEntry("source/a", "a");
  const sums = await sumsOf([good]);
  const header = (path: string, more = {}) => ({
    header: { name: `${top}/${path}`, size: 0, mtime: new Date(0), ...more },
  });
  const said = (entry: typeof sums) => {
    const body = "bytes" in entry ? entry.bytes : new Uint8Array();
    const { header: its } = header(entry.path, { size: body.length });
    return { header: its, body };
  };
  await inTemporaryFolder(async (folder) => {
    const of = async (...parts: Parts) => {
      const tar = await packTar([said(sums), said(good), ...parts]);
      const path = `${folder}/archive.tar.zst`;
      await Deno.writeFile(path, zstdCompressSync(tar));
      return (await refusal(path)).replaceAll(`${top}/`, "");
    };
    assertEquals(
      [
        await of(said(textEntry("source/../../b", "b"))),
        await of({ header: { name: "/etc/b", size: 0 } }),
        await of(said(textEntry("source/..\\b", "b"))),
        await of(header("source/\x1bl", { type: "symlink", linkname: "/etc" })),
        await of(header("source/l", { type: "link", linkname: "source/a" })),
        await of(said(good)),
        await of(said(textEntry("source/\x1b[2Jb", "b"))),
      ],
      [
        "holds source/../../b, which lies outside",
        "holds etc/b, which SHA256SUMS does not",
        "holds source/..\\b, which lies outside",
        "holds source/\\u{1b}l, which is no file but a symlink",
        "holds source/l, which is no file but a link",
        "holds source/a twice",
        "holds source/\\u{1b}[2Jb, which lies outside",
      ],
    );
  });
});

Deno.test("a file that is no tar, or no zstd, or has more behind it, is refused", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = `${folder}/archive.tar.zst`;
    const refusalOf = async (...bytes: Uint8Array[]) => {
      await Deno.writeFile(path, concat(bytes));
      return await refusal(path);
    };
    await writeArchive(entries, { to: path, top });
    const whole = await Deno.readFile(path);
    assertEquals(
      [
        await refusalOf(noise(5000)),
        await refusalOf(zstdCompressSync(noise(5000))),
        await refusalOf(whole, noise(1)),
        await refusalOf(whole, whole),
      ],
      [
        "is damaged, or not compressed by zstd",
        "is damaged, or not whole",
        "is damaged, or not compressed by zstd",
        "is damaged, or not whole",
      ],
    );
  });
});

Deno.test("what is stopped in the middle leaves nothing behind", async () => {
  await inTemporaryFolder(async (folder) => {
    const archives = ["whole", "whole.tar.zst"].map((name) =>
      `${folder}/${name}`
    );
    for (const to of archives) await writeArchive(entries, { to, top });
    const before = filesBelow(folder);
    // after the third file: sums are made of all of them first
    const stopping = (after: number) => {
      const controller = new AbortController();
      const { signal } = controller;
      const { throwIfAborted } = signal;
      let left = after;
      signal.throwIfAborted = () => {
        if (left-- === 0) controller.abort();
        throwIfAborted.call(signal);
      };
      return signal;
    };
    for (const after of [0, 3, entries.length + 3]) {
      for (const to of [`${folder}/new`, `${folder}/new.tar.zst`]) {
        const signal = stopping(after);
        await assertRejects(
          () => writeArchive(entries, { to, top, signal }),
          DOMException,
        );
      }
    }
    for (const from of archives) {
      const to = `${folder}/new`;
      const unpacking = () => unpackArchive(from, to, stopping(3));
      await assertRejects(unpacking, DOMException);
    }
    assertEquals(filesBelow(folder), before);
    assertEquals([...Deno.readDirSync(folder)].length, archives.length);
  });
});

Deno.test("what cannot be written whole leaves nothing behind", async () => {
  await inTemporaryFolder(async (folder) => {
    const gone = {
      path: "cas/x",
      mode: 0o644,
      file: `${folder}/gone`,
    } as const;
    for (const name of ["a", "a.tar.zst"]) {
      const to = `${folder}/${name}`;
      const writing = () => writeArchive([...entries, gone], { to, top });
      await assertRejects(writing, Deno.errors.NotFound);
    }
    assertEquals([...Deno.readDirSync(folder)], []);
  });
});
