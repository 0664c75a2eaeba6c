import { assert, assertEquals, assertThrows } from "@std/assert";
import { gzipSync } from "node:zlib";
import { gunzip } from "../../../pipeline/nodes/gunzip.ts";

/** As bgzip writes them: members of 65280 bytes at most, with an extra field, and an empty one last. */
function blocked(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const members: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length; at += 65280) {
    members.push(memberOf(bytes.subarray(at, at + 65280)));
  }
  return [...members, memberOf(new Uint8Array())];
}

function memberOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const [header, extra] = [[0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255], [66, 67, 2]];
  const rest = gzipSync(bytes).subarray(10);
  return Uint8Array.from([...header, 6, 0, ...extra, 0, 9, 9, ...rest]);
}

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const members = blocked(bytes);
const gzipped = await new Blob(members).bytes();

Deno.test("gunzip() decompresses all members, wherever they end", () => {
  assertEquals(members.length, 6);
  assertEquals(gunzip(gzipped, bytes.length), bytes);
});

Deno.test("gunzip() passes over what follows the bytes that are wanted, and nothing else", async () => {
  const more = await new Blob([gzipped, "more"]).bytes();
  assertEquals(gunzip(more, bytes.length), bytes);
  assertThrows(() => gunzip(more, bytes.length + 1), Error, "invalid gzip");
});

Deno.test("gunzip() gives what there is of a file that ends too early", () => {
  const half = gunzip(gzipped.subarray(0, gzipped.length / 2), bytes.length);
  assert(half.length > 0 && half.length < bytes.length);
  assertEquals(half, bytes.subarray(0, half.length));
});

Deno.test("gunzip() stops where there is more than enough, however much is to come", async () => {
  const zeros = memberOf(new Uint8Array(2 ** 20));
  const bomb = await new Blob(Array.from({ length: 200 }, () => zeros)).bytes();
  const { length } = gunzip(bomb, 1000);
  assert(length > 1000 && length < 100 * 2 ** 20, `${length}`);
});
