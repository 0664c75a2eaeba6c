/// <reference lib="dom" />
import type { CurveData } from "../curve_data.ts";
import { openModelKeys } from "./model_keys.ts";
import { readPlot } from "./plot_reader.ts";
import { openReadOut } from "./read_out.ts";

const data: CurveData = JSON.parse(
  document.getElementById("curve-data")!.textContent!,
);
const readOut = openReadOut();
const shown = openModelKeys(readOut.hide);
for (const plot of document.querySelectorAll<HTMLElement>(".plot")) {
  readPlot(plot, { data, shown, readOut });
}
// a touch elsewhere ends what a touch began
addEventListener("pointerdown", ({ target }) => {
  if (!(target as Element).closest?.(".plot")) readOut.hide();
});
