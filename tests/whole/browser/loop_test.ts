/// <reference lib="dom" />
import { pathToFileURL } from "node:url";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { criticalLeak, drawLoop } from "../../../lib/explorables/loop.ts";
import { loopSection } from "../../../pipeline/report/loop_section.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { assertAccessible } from "./assert_page.ts";
import { browserTest } from "./chromium.ts";
import { narrow, openPage, wide } from "./open_page.ts";
import { sectionPage } from "./section_page.ts";

/** The largest real part of an eigenvalue of the loop that is shown. */
async function abscissa(page: Page): Promise<number> {
  await page.waitForFunction(() =>
    new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0, 1)))
  );
  return Number(
    await page.locator("#loop-controls").getAttribute("data-abscissa"),
  );
}

const drawing = (page: Page, name: string) =>
  page.locator(`#loop-${name} .drawing`).innerHTML();

browserTest(
  "the loop of the page can be played with",
  async (browser, test) => {
    await inTemporaryFolder(async (folder) => {
      const file = `${folder}/loop.html`;
      Deno.writeTextFileSync(file, await sectionPage(loopSection()));
      const url = pathToFileURL(file).href;

      await test.step("a slider changes drawings, words, command and address by keys", () =>
        openPage(browser, url, async (page) => {
          const leak = page.getByLabel("leak α");
          const before = await drawing(page, "angles");
          await leak.press("ArrowRight");
          assertNotEquals(await abscissa(page), 0);
          const after = await drawing(page, "angles");
          assertNotEquals(after, before);
          assertEquals(await leak.getAttribute("aria-valuetext"), "0.011");
          assertEquals(
            await page.locator("#loop-alpha-value").textContent(),
            "0.011",
          );
          assert(
            (await page.locator("#loop-command").textContent())!
              .includes("leak=0.011"),
          );
          await page.waitForFunction(() =>
            location.hash.includes("alpha=0.011")
          );
          await page.getByRole("button", { name: "Reset" }).click();
          await abscissa(page);
          assertEquals(await drawing(page, "angles"), before);
        }));

      await test.step("the leading eigenvalue crosses zero at the leak that theory gives, to 1e-9", async () => {
        const leak = criticalLeak(drawLoop("20-10", "random", 3))!;
        for (const side of [-1, 1]) {
          const state = `#loop?feedback=random&seed=3&alpha=${
            leak + side * 1e-9
          }`;
          await openPage(browser, url + state, async (page) => {
            const λ = await abscissa(page);
            assertEquals(Math.sign(λ), -side);
            assert(Math.abs(λ) < 1e-9, `${λ}`);
          });
        }
      });

      await test.step("choices and links show another loop", () =>
        openPage(browser, url, async (page) => {
          const words = page.locator("#loop-words");
          await page.getByLabel("feedback B").selectOption("random");
          await words.filter({ hasText: "Unstable" }).waitFor();
          await page.getByText("What to try").click();
          await page.getByRole("link", { name: "Two units" }).click();
          await words.filter({ hasText: "Stable" }).waitFor();
          assert(await page.locator("#loop-path").isVisible());
          assertEquals(
            await page.getByLabel("layers").inputValue(),
            "2-2",
          );
        }));

      await test.step("a slider's change is seen within 100 milliseconds", () =>
        openPage(browser, url, async (page) => {
          await abscissa(page);
          const times = await page.evaluate(async () => {
            const slider = document.querySelector<HTMLInputElement>(
              "#loop-dt",
            )!;
            const times: number[] = [];
            for (let place = 40; place < 60; place++) {
              // from the start of the frame in which it is drawn
              const start = new Promise<number>((started) =>
                requestAnimationFrame(() => started(performance.now()))
              );
              slider.value = `${place}`;
              slider.dispatchEvent(new Event("input", { bubbles: true }));
              await new Promise((drawn) =>
                requestAnimationFrame(() => setTimeout(drawn))
              );
              times.push(performance.now() - await start);
            }
            return times;
          });
          // the others may have waited for other programs
          assert(Math.min(...times) < 100, times.join());
        }));

      for (const viewport of [wide, narrow]) {
        for (const colorScheme of ["light", "dark"] as const) {
          await test.step(`fits ${viewport.width} pixels and has no serious fault of access when ${colorScheme}`, () =>
            openPage(browser, `${url}#loop?network=2-2`, async (page) => {
              await page.getByText("What to try").click();
              await assertAccessible(page);
              const width = await page.evaluate(() =>
                document.scrollingElement!.scrollWidth
              );
              assert(width <= viewport.width, `${width}`);
            }, { viewport, colorScheme }));
        }
      }

      await test.step("is complete, without a dead control, where scripts are off", () =>
        openPage(browser, url, async (page) => {
          assert(await page.locator("#loop-angles svg").first().isVisible());
          assertEquals(await page.locator("#loop-controls").isVisible(), false);
        }, { javaScriptEnabled: false }));
    });
  },
);
