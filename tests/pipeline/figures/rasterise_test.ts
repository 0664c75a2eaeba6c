/** With no permission: other processors than this one are given it, too. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { digestOf } from "../../../pipeline/engine/files/digest.ts";
import { onPaper, rasterise } from "../../../pipeline/figures/rasterise.ts";
import { pngFile } from "../../../pipeline/figures/png.ts";

/** A drawing 60 wide and 20 high, on paper as figures have it. */
const drawing = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" height="20" width="60" font-size="12" font-family="system-ui, sans-serif" fill="currentColor"><rect fill="#fff" height="100%" width="100%" class="paper"/>${content}</svg>\n`;

/** Red, green and blue of a pixel. */
function pixel(svg: string, x: number, y: number): number[] {
  const { width, data } = rasterise(svg, 1);
  const at = 3 * (y * width + x);
  return [...data.subarray(at, at + 3)];
}

Deno.test("rasterise() gives the same bytes on every processor", () => {
  const content =
    '<path d="M2,18C20,0 30,30 58,3" fill="none" stroke="#e31a1c" stroke-width="1.5" stroke-dasharray="5 2.5"/>' +
    '<g color="#1f78b4" fill-opacity="0.13"><path d="M0,9L30,2L60,12L60,19Z"/></g>' +
    '<text x="4" y="14">λₘₐₓ −Wᵀ</text><text x="40" y="10" font-size="9.5" font-weight="bold">10⁻³</text>';
  const pixels = rasterise(drawing(content), 2);
  const png = pngFile({ ...pixels, channels: 3, depth: 8 });
  assertEquals(
    digestOf(png),
    "bd2c74ca3ef5dfd1ddd592819fca1cd147dcff3d916f1597f79112eb5363fcf8",
  );
});

Deno.test("rasterise() makes so many pixels of each unit", () => {
  for (const scale of [1, 2, 3]) {
    const { width, height, data } = rasterise(drawing(""), scale);
    assertEquals([width, height], [60 * scale, 20 * scale]);
    assertEquals(data.length, 3 * width * height);
  }
});

Deno.test("rasterise() draws on white paper, in the colours of the light", () => {
  assertEquals(pixel(drawing(""), 30, 10), [255, 255, 255]);
  assertEquals(pixel("<svg xmlns='http://www.w3.org/2000/svg'/>", 30, 10), [
    ...[255, 255, 255],
  ]);
  const band = '<g color="#1f78b4"><path d="M0,0H60V20H0Z"/></g>';
  assertEquals(pixel(drawing(band), 30, 10), [0x1f, 0x78, 0xb4]);
});

Deno.test("rasterise() has every letter that figures have, thin and bold", () => {
  const letters = [
    "\u{10fffd} ", // what no font has, and what leaves no ink
    "ABCXYZabcxyz0123456789().,:;%–−×·▲→…αβγδηκλμρτωΔΣᵀₐₘₓₙ⁰¹²³⁴⁵⁶⁷⁸⁹⁻∇∞≤≥±√‖äéßøŁЖ",
  ].join("");
  const side = 20;
  for (const weight of ["normal", "bold"]) {
    const { width, data } = rasterise(
      `<svg xmlns="http://www.w3.org/2000/svg" height="${side}" width="${
        side * [...letters].length
      }" font-size="12" font-weight="${weight}">${
        [...letters].map((letter, k) =>
          `<text x="${side * k + 2}" y="14">${letter}</text>`
        ).join("")
      }</svg>`,
      1,
    );
    const rows = Array.from({ length: side }, (_, y) => 3 * y * width);
    const [none, blank, ...drawn] = [...letters].map((_, k) =>
      rows.map((row) =>
        data.slice(row + 3 * side * k, row + 3 * side * (k + 1))
      )
        .join(" ")
    );
    assertNotEquals(none, blank);
    drawn.forEach((picture, k) => {
      const missing = [none, blank].includes(picture);
      assertEquals(missing, false, [...letters][k + 2]);
    });
  }
});

Deno.test("rasterise() draws all digits equally wide, so that numbers stand in columns", () => {
  const rows = Array.from(
    { length: 10 },
    (_, digit) =>
      `<text y="${20 * digit + 14}">${`${digit}`.repeat(9)}|</text>`,
  );
  const { width, data } = rasterise(
    `<svg xmlns="http://www.w3.org/2000/svg" height="200" width="99" font-size="12">${
      rows.join("")
    }</svg>`,
    1,
  );
  const ends = rows.map((_, digit) =>
    data.subarray(3 * width * 20 * digit, 3 * width * 20 * (digit + 1))
      .reduce(
        (last, value, at) =>
          value < 255 ? Math.max(last, Math.floor(at / 3) % width) : last,
        0,
      )
  );
  assertEquals(new Set(ends).size, 1, ends.join());
});

Deno.test("onPaper() fills what has a colour with it, unless something else is said", () => {
  const unchanged = [
    '<g fill="none" color="#1f78b4"><path/></g>',
    '<g color="#1f78b4" fill="none"/>',
    '<g stop-color="#1f78b4"/>',
    '<path fill="#fff"/><text>color="red"</text>',
  ];
  for (const svg of unchanged) assertEquals(onPaper(svg), svg);
  assertEquals(
    onPaper('<g class="a" color="#1f78b4"><path d="M0,0"/></g>'),
    '<g fill="currentColor" class="a" color="#1f78b4"><path d="M0,0"/></g>',
  );
});
