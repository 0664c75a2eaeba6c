/**
 * Figures as pixels: the one door to resvg, which is WebAssembly, so that every machine gives the
 * same ones, and to the font that is drawn, whichever this machine has.
 *
 * DejaVu Sans is as wide as the layout of figures allows for, all of its digits are equally wide,
 * and it has the letters that figures have: λₘₐₓ, Wᵀ, 10⁻³.
 */
import bold from "@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff2" with {
  type: "bytes",
};
import regular from "@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff2" with {
  type: "bytes",
};
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import wasm from "@resvg/resvg-wasm/index_bg.wasm" with { type: "bytes" };

await initWasm(wasm);

/**
 * A figure's file on white paper, so many pixels for each unit of its size: red, green and blue of
 * each, from 0 to 255, rows from the top.
 */
export function rasterise(svg: string, scale: number) {
  const family = "DejaVu Sans";
  const { width, height, pixels } = new Resvg(onPaper(svg), {
    fitTo: { mode: "zoom", value: scale },
    background: "#fff",
    font: {
      fontBuffers: [regular, bold],
      defaultFontFamily: family,
      sansSerifFamily: family,
    },
  }).render();
  // the paper is opaque everywhere
  return { width, height, data: pixels.filter((_, at) => at % 4 < 3) };
}

/**
 * A figure's file as it is on white paper, for programs that know SVG 1.1 but not all of CSS: they
 * inherit `currentColor` as the colour of the element that names it, where browsers take that of
 * the one that is drawn. So each element that has a colour is told once more to fill with it.
 */
export function onPaper(svg: string): string {
  return svg.replace(
    /<\w+(?=[^>]* color=")(?![^>]* fill=")/g,
    (start) => `${start} fill="currentColor"`,
  );
}
