/// <reference lib="dom" />
import { assertEquals, assertNotEquals } from "@std/assert";
import { assertFiguresShown, assertFits } from "./assert_page.ts";
import { browserTest } from "./browsers.ts";
import { figureSteps } from "./figures.ts";
import { keySteps } from "./keys.ts";
import { assertSameDigits, learningSteps } from "./learning.ts";
import { drawingOf, loopSteps } from "./loop.ts";
import { looks, narrow } from "./open_page.ts";
import { seenSteps } from "./seen.ts";
import { smokePage } from "./smoke_page.ts";

browserTest(
  "chromium",
  "the page of a smoke profile works in Chromium",
  async (browser, test) => {
    const smoke = await smokePage();
    const look = looks(browser, test, smoke.url);
    await seenSteps(look);
    await keySteps(look);
    await figureSteps(look, smoke);
    await loopSteps(look);
    await learningSteps(look, smoke);
  },
);

browserTest(
  "firefox",
  "the page of a smoke profile works in Firefox",
  async (browser, test) => {
    const { url, places } = await smokePage();
    const look = looks(browser, test, url);
    await look(
      "shows every figure, hides a model, and lets the loop be changed",
      async (page) => {
        await assertFiguresShown(page);
        await assertFits(page);
        await page.locator('#linear-regression button[data-model="DI"]')
          .click();
        const line = page.locator("#figure-3a .model-di").first();
        assertEquals(await line.isVisible(), false);
        const before = await drawingOf(page, "angles");
        await page.locator("#loop-alpha").press("ArrowRight");
        await page.waitForFunction(() => location.hash.includes("alpha=0.011"));
        assertNotEquals(await drawingOf(page, "angles"), before);
        await page.setViewportSize(narrow);
        await assertFits(page);
      },
    );
    await look(
      "has linear models learn to the errors that they have in a run, digit by digit",
      (page) => assertSameDigits(page, places, /,(angle|spectral_abscissa)_/),
      {
        at: "#learning?seed=1&iterations=200&models=BP,NDI-2,DI",
      },
    );
  },
);
