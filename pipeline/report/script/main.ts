/// <reference lib="dom" />
/** The page's script, and that of its worker: the same text, bundled with all that it imports. */
import { openAddress } from "./address.ts";
import { openCopyButtons } from "./copy.ts";
import { openDownloads } from "./downloads.ts";
import { openFigures } from "./figures.ts";
import { openLearning } from "./learning.ts";
import { serveLessons } from "./lessons.ts";
import { openLoop } from "./loop.ts";
import { openMenu } from "./menu.ts";
import { openTables } from "./tables.ts";
import { openVoice } from "./voice.ts";

if ("document" in globalThis) openPage();
else serveLessons();

function openPage(): void {
  openVoice();
  const figures = openFigures();
  openDownloads(figures);
  openCopyButtons();
  openTables();
  openMenu();
  openLoop();
  openLearning(figures.data); // after the tables, since its rows stay in their order
  openAddress();
}
