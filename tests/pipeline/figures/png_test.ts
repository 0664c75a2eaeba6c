import { assertEquals } from "@std/assert";
import { unzlibSync } from "fflate";
import { encodePng } from "../../../pipeline/figures/png.ts";

const image = {
  width: 3,
  height: 2,
  pixels: Uint8Array.of(0, 128, 255, 7, 8, 9),
};

/** The chunks of a file, name → data, their checksums left aside. */
function chunksOf(file: Uint8Array): Record<string, Uint8Array> {
  const view = new DataView(file.buffer);
  const chunks: Record<string, Uint8Array> = {};
  for (let at = 8; at < file.length;) {
    const length = view.getUint32(at);
    const name = new TextDecoder().decode(file.subarray(at + 4, at + 8));
    chunks[name] = file.slice(at + 8, at + 8 + length);
    at += 12 + length;
  }
  return chunks;
}

Deno.test("encodePng() writes a header, the rows with their filters, and an end", () => {
  const file = encodePng(image);
  assertEquals([...file.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
  const { IHDR, IDAT, IEND } = chunksOf(file);
  assertEquals([...IHDR], [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
  assertEquals([...unzlibSync(IDAT)], [0, 0, 128, 255, 0, 7, 8, 9]);
  assertEquals(IEND.length, 0);
});

Deno.test("encodePng() ends with the checksum that every PNG file ends with", () => {
  const end = encodePng(image).subarray(-4);
  assertEquals([...end], [0xae, 0x42, 0x60, 0x82]);
});

Deno.test("encodePng() gives the same bytes for the same pixels", () => {
  assertEquals(encodePng(image), encodePng(structuredClone(image)));
});
