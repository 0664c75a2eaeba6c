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
import { onPaper } from "./on_paper.ts";

await initWasm(wasm);

/** An image: red, green and blue of each pixel, rows from the top. */
export interface Pixels {
  width: number;
  height: number;
  /** height × width × 3 values from 0 to 255 */
  data: Uint8Array;
}

/** A figure's file on white paper, so many pixels for each unit of its size. */
export function rasterise(svg: string, scale: number): Pixels {
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
