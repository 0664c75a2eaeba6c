/// <reference lib="dom" />
/** The page's script, and that of its worker: the same text, bundled with all that it imports. */
import { openAddress } from "./address.ts";
import { openFigures } from "./figures.ts";

if ("document" in globalThis) openPage();

function openPage(): void {
  openFigures();
  openAddress();
}
