/// <reference lib="dom" />
/** The page without a pointer or without eyes: every control by keyboard, and announced. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { unfold } from "./assert_page.ts";
import { type Look, narrow, wide } from "./open_page.ts";

const controls = "a[href], button, input, select, summary, .plot[role]";

export async function keySteps(look: Look): Promise<void> {
  for (const viewport of [wide, narrow]) {
    await look(
      `has every control in reach of the keyboard, with a name, at ${viewport.width} pixels`,
      async (page) => {
        await unfold(page);
        const unreached = await page.evaluate(
          (controls) =>
            [...document.querySelectorAll<HTMLButtonElement>(controls)]
              .filter((one) =>
                !one.disabled &&
                one.checkVisibility({ visibilityProperty: true })
              )
              .filter((one) => {
                one.focus({ preventScroll: true });
                return document.activeElement !== one || one.tabIndex < 0;
              })
              .map((one) => one.outerHTML.slice(0, 100)),
          controls,
        );
        assertEquals(unreached, []);
        const announced = await page.locator("body").ariaSnapshot();
        const nameless = announced.match(
          /- (button|link|slider|combobox|spinbutton|application|checkbox|radio)(?! ")\b.*/g,
        );
        assertEquals(nameless, null);
      },
      { viewport },
    );
  }

  await look(
    "leads the Tab key through the controls of a section in the order of reading, and out of it",
    async (page) => {
      const names = await page.locator("#loop").locator(controls)
        .and(page.locator(":visible")).evaluateAll((all) =>
          all.map(({ id, textContent }) => id || textContent)
        );
      assert(names.length > 6);
      await page.locator("#loop-heading").click();
      const reached: string[] = [];
      for (let k = 0; k <= names.length; k++) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => {
          const { id, textContent } = document.activeElement!;
          return document.activeElement!.closest("#loop")
            ? id || textContent!
            : undefined;
        });
        if (focused !== undefined) reached.push(focused);
      }
      assertEquals(reached, names);
    },
  );

  await look(
    "announces what keys change: pressed, folded out, and a slider's value in words",
    async (page) => {
      const key = page.locator("#linear-regression .model-key");
      assertMatch(await key.ariaSnapshot(), /- button "DI" \[pressed\]/);
      await key.locator('[data-model="DI"]').press("Space");
      assertMatch(await key.ariaSnapshot(), /- button "DI"(?! \[pressed)/);
      const slider = page.locator("#loop-alpha");
      const value = await slider.getAttribute("aria-valuetext");
      await slider.press("ArrowRight");
      assert(await slider.getAttribute("aria-valuetext") !== value);
      const fold = page.locator("#claims details").first();
      await fold.locator("summary").press("Enter");
      assert(await fold.evaluate((one: HTMLDetailsElement) => one.open));
    },
  );

  await look(
    "opens the claim that a link leads to, though it is folded away",
    async (page) => {
      const claim = page.locator(".claim").last();
      assertEquals(await claim.isVisible(), false);
      await page.evaluate(() => {
        const { id } = [...document.querySelectorAll(".claim")].at(-1)!;
        location.hash = id;
      });
      await claim.waitFor();
      const top = (await claim.boundingBox())!.y;
      assert(top >= 0 && top < wide.height, `${top}`);
    },
  );

  await look(
    "opens the section of an address in which something is set",
    async (page) => {
      const top = (await page.locator("#stability").boundingBox())!.y;
      assert(top >= -1 && top < wide.height / 2, `${top}`);
    },
    { at: "#stability?x=1" },
  );
}
