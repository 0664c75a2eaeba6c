import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { finish, ranIn, type Reproduction } from "./reproduction.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { testUnless } from "../../support/test_unless.ts";

/** Runs `mount` or `umount`; whether it was allowed. */
async function command(name: string, ...args: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(name, { args, stderr: "null" }).output())
      .success;
  } catch {
    return false;
  }
}

/** A disk of a few megabytes in memory, which only some may make. */
async function withDisk<T>(
  size: string,
  work: (disk: string) => Promise<T>,
): Promise<T | null> {
  return await inTemporaryFolder(async (folder) => {
    const options = ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder];
    if (!await command("mount", ...options)) return null;
    try {
      return await work(folder);
    } finally {
      await command("umount", "--lazy", folder);
    }
  });
}

const missing = await withDisk("1m", () => Promise.resolve(true))
  ? undefined
  : "this user may not mount a disk";

function onDisk(disk: string): Reproduction {
  return {
    words: ["render", "render/figure-3a"],
    gather: ["aggregate", "aggregate/linear-regression"],
    store: `${disk}/store`,
    outputs: `${disk}/outputs`,
  };
}

testUnless(
  missing,
  "a full disk is told in one sentence, and nothing is lost",
  async () => {
    await withDisk("600k", async (disk) => {
      const full = await finish(onDisk(disk));
      assertEquals(full.code, 1, full.text);
      assertStringIncludes(full.text, "No space left on device");
      assert(!/^\s+at /m.test(full.text), full.text);
      assert(await command("mount", "-o", "remount,size=100m", disk));
      const rest = await finish(onDisk(disk));
      assertEquals(rest.code, 0, rest.text);
      assert(ranIn(rest) < 13 && ranIn(rest) > 0, rest.text);
    });
  },
);

testUnless(
  missing,
  "a disk that cannot be written is told in one sentence",
  async () => {
    await withDisk("100m", async (disk) => {
      assertEquals((await finish(onDisk(disk))).code, 0);
      assert(await command("mount", "-o", "remount,ro", disk));
      const { code, text } = await finish(onDisk(disk));
      assertEquals(code, 1, text);
      assertMatch(text, /error: Cannot .*: Read-only file system; /);
      assertEquals(text.trim().split("\n").length, 1);
      assert(await command("mount", "-o", "remount,rw", disk));
      assertEquals(ranIn(await finish(onDisk(disk))), 0);
    });
  },
);
