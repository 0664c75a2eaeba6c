/// <reference lib="dom" />
/** The page as it is seen: on screens of three widths, light and dark, without scripts, printed. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import {
  assertAccessible,
  assertFiguresShown,
  assertFits,
  assertInSight,
  assertLegible,
  unfold,
} from "./assert_page.ts";
import { type Look, middle, narrow, wide } from "./open_page.ts";

/** A sheet of A4 between its margins, in CSS pixels. */
const sheet = { width: 718, height: 1047 };

export async function seenSteps(look: Look): Promise<void> {
  for (
    const [viewport, colorScheme, first] of [
      [wide, "light", ".figure-3"],
      [middle, "dark", ".figure-3-a"],
      [narrow, "light", ".figure-3-a"],
    ] as const
  ) {
    const { width } = viewport;
    await look(
      `fits ${width} pixels, folded or not, without a serious fault of access when ${colorScheme}`,
      async (page) => {
        await assertInSight(page, first);
        await assertContentsStay(page);
        await assertFiguresShown(page);
        await assertFits(page);
        await unfold(page);
        await assertFits(page);
        if (width === narrow.width) await assertLegible(page);
        await page.locator("#figure-3c .plot").press("ArrowRight");
        await assertAccessible(page);
      },
      { viewport, colorScheme },
    );
  }

  await look(
    "can be read in either colours, and moves nothing where a reader wants no motion",
    async (page) => {
      await page.locator("#figure-3c .plot").press("ArrowRight");
      await page.locator("#loop-alpha").press("ArrowRight");
      assertEquals(
        await page.evaluate(() => document.getAnimations().length),
        0,
      );
      await unfold(page);
      await assertAccessible(page, ["color-contrast"]);
    },
    { viewport: narrow, colorScheme: "dark", reducedMotion: "reduce" },
  );

  for (const viewport of [wide, narrow]) {
    await look(
      `is complete at ${viewport.width} pixels, without a dead control, where scripts are off`,
      async (page) => {
        await assertFiguresShown(page);
        await assertFits(page);
        assert(await page.locator(".headline").isVisible());
        await assertNone(page, "button, input, select, .read-out");
        await page.locator("#claims .ledger summary").first().press("Enter");
        assert(await page.locator(".claim").first().isVisible());
      },
      { viewport, javaScriptEnabled: false },
    );
  }

  await look(
    "fits 320 pixels, unfolded, when models have learned",
    async (page) => {
      await unfold(page);
      await page.locator("#learning [name=play]").press("Enter");
      await page.locator("#learning .progress", { hasText: "Done" }).waitFor();
      await assertFits(page);
    },
    { viewport: { width: 320, height: 640 } },
  );

  await look("prints what is folded too, and no control", async (page) => {
    await page.locator("#figure-3c .plot").press("ArrowRight");
    await page.emulateMedia({ media: "print" });
    await assertFiguresShown(page);
    await assertFits(page);
    assert(await page.locator(".claim").last().isVisible());
    // headings stay
    const controls = "button:not(th button), input, select, nav";
    await assertNone(page, `${controls}, .read-out, .ring`);
  }, { viewport: sheet });
}

/** One way to every section is there, at the end of the page too. */
async function assertContentsStay(page: Page): Promise<void> {
  const contents = page.locator("nav:visible");
  assertEquals(await contents.count(), 1);
  await page.locator("#provenance-heading").scrollIntoViewIfNeeded();
  const { y, height } = (await contents.boundingBox())!;
  assert(y >= 0 && y < 1 && height > 40, `${y}, ${height}`);
}

async function assertNone(page: Page, what: string): Promise<void> {
  const seen = page.locator(what).and(page.locator(":visible"));
  assertEquals(await seen.count(), 0, what);
}
