import { assert, assertEquals } from "@std/assert";
import { rankImages } from "../../../lib/network/ranked_images.ts";
import { integers } from "../kernels/numbers.ts";

Deno.test("rankImages() puts pixels that are inked more often first, and images of rare pixels last", () => {
  const { count, pixels, bytes, lengths } = rankImages(
    Uint8Array.from([
      ...[9, 0, 8, 7],
      ...[0, 0, 6, 0],
      ...[0, 0, 5, 4],
    ]),
    4,
  );
  assertEquals(count, 3);
  assertEquals([...pixels], [2, 3, 0, 1]);
  assertEquals([...bytes], [
    ...[6, 0, 0, 0],
    ...[5, 4, 0, 0],
    ...[8, 7, 9, 0],
  ]);
  assertEquals([...lengths], [1, 2, 3]);
});

Deno.test("rankImages() leaves equals in their order, and takes images without ink, or none", () => {
  const blank = rankImages(new Uint8Array(6), 3);
  assertEquals([...blank.pixels], [0, 1, 2]);
  assertEquals([...blank.lengths], [0, 0]);
  const { bytes } = rankImages(Uint8Array.of(1, 2, 3, 4), 2);
  assertEquals([...bytes], [1, 2, 3, 4]);
  assertEquals(rankImages(new Uint8Array(), 3).count, 0);
});

Deno.test("rankImages() keeps every image whole, and no ink beyond its length", () => {
  const size = 60, next = integers(3);
  const images = Uint8Array.from({ length: 50 * size }, (_, at) => {
    const rarely = 2 + at % size;
    return next() % rarely < 2 ? next() % 256 : 0;
  });
  const { pixels, bytes, lengths } = rankImages(images, size);
  const unranked = lengths.reduce((found: string[], length, row) => {
    const ranked = bytes.subarray(row * size, (row + 1) * size);
    assert(ranked.subarray(length).every((byte) => byte === 0));
    assert(length === 0 || ranked[length - 1] > 0);
    const image = new Uint8Array(size);
    pixels.forEach((pixel, j) => image[pixel] = ranked[j]);
    return [...found, image.join()];
  }, []);
  const wanted = Array.from(
    { length: 50 },
    (_, n) => images.subarray(n * size, (n + 1) * size).join(),
  );
  assertEquals(unranked.sort(), wanted.sort());
  assertEquals([...lengths], [...lengths].sort((a, b) => a - b));
});
