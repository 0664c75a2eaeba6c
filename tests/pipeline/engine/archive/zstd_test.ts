import { assertEquals, assertRejects } from "@std/assert";
import { concat } from "@std/bytes/concat";
import { zstdCompressSync } from "node:zlib";
import { Damage } from "../../../../pipeline/engine/archive/damage.ts";
import {
  compressed,
  decompressed,
} from "../../../../pipeline/engine/archive/zstd.ts";
import { onPath } from "../../../support/on_path.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { testUnless } from "../../../support/test_unless.ts";
import { noise } from "./rig.ts";

/** Two frames and a part: bytes that shorten, and such that do not. */
const bytes = concat([noise(1e6), new Uint8Array(17e6), noise(1e6)]);

async function* pieces(whole: Uint8Array, length: number) {
  for (let at = 0; at < whole.length; at += length) {
    yield await Promise.resolve(whole.subarray(at, at + length));
  }
}

const all = async (pieces: AsyncIterable<Uint8Array>) =>
  concat(await Array.fromAsync(pieces));

Deno.test("compressed() gives the same in whatever pieces bytes come, and decompressed() gives them back", async () => {
  const once = await all(compressed(pieces(bytes, 1e9)));
  assertEquals(await all(compressed(pieces(bytes, 77_777))), once);
  for (const length of [1e9, 1e6, 54_321]) {
    assertEquals(await all(decompressed(pieces(once, length))), bytes);
  }
});

Deno.test("decompressed() refuses what is cut, of another kind, or larger than a frame may be", async () => {
  const once = await all(compressed(pieces(noise(20_000), 100)));
  const refused = async (...parts: Uint8Array[]) => {
    const reading = () => all(decompressed(pieces(concat(parts), 100)));
    return (await assertRejects(reading, Error)).message;
  };
  for (const cut of [1, 2, 3, 4, 9, 100, once.length - 1]) {
    assertEquals(await refused(once.subarray(0, -cut)), "ends too early");
  }
  const otherwise = "is damaged, or not compressed by zstd";
  assertEquals(await refused(once, new Uint8Array(1)), otherwise);
  assertEquals(await refused(noise(10)), otherwise);
  const bomb = zstdCompressSync(new Uint8Array(2 ** 23 + 1));
  await assertRejects(() => all(decompressed(pieces(bomb, 1e9))), RangeError);
  const long = zstdCompressSync(noise(17e6));
  const reading = () => all(decompressed(pieces(long, 1e6)));
  await assertRejects(reading, Damage, "is not compressed in frames of 8 MiB");
});

testUnless(
  onPath("zstd") ? undefined : "there is no zstd",
  "zstd reads what compressed() gives",
  () =>
    inTemporaryFolder(async (folder) => {
      await Deno.writeFile(
        `${folder}/x.zst`,
        await all(compressed(pieces(bytes, 1e6))),
      );
      const args = ["-dq", `${folder}/x.zst`];
      const { code } = await new Deno.Command("zstd", { args }).output();
      assertEquals(code, 0);
      assertEquals(await Deno.readFile(`${folder}/x`), bytes);
    }),
);
