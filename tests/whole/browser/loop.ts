/// <reference lib="dom" />
/** The loop of the page, which can be played with. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { criticalLeak, drawLoop } from "../../../lib/explorables/loop.ts";
import type { Look } from "./open_page.ts";

/** The largest real part of an eigenvalue of the loop that is shown. */
async function abscissa(page: Page): Promise<number> {
  await page.waitForFunction(() =>
    new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0, 1)))
  );
  return Number(
    await page.locator("#loop-controls").getAttribute("data-abscissa"),
  );
}

const loopOf = (page: Page) => page.locator("#loop");

export const drawingOf = (page: Page, name: string) =>
  page.locator(`#loop-${name} .drawing`).innerHTML();

export async function loopSteps(look: Look): Promise<void> {
  await look(
    "a slider changes drawings, words, command and address by keys",
    async (page) => {
      const leak = loopOf(page).getByLabel("leak α");
      const before = await drawingOf(page, "angles");
      await leak.press("ArrowRight");
      assertNotEquals(await abscissa(page), 0);
      assertNotEquals(await drawingOf(page, "angles"), before);
      assertEquals(await leak.getAttribute("aria-valuetext"), "0.011");
      const text = (name: string) =>
        page.locator(`#loop-${name}`).textContent();
      assertEquals(await text("alpha-value"), "0.011");
      assert((await text("command"))!.includes("leak=0.011"));
      await page.waitForFunction(() => location.hash.includes("alpha=0.011"));
      await loopOf(page).getByRole("button", { name: "Reset" }).press("Enter");
      await abscissa(page);
      assertEquals(await drawingOf(page, "angles"), before);
    },
  );

  const leak = criticalLeak(drawLoop("20-10", "random", 3))!;
  for (const [side, way] of [[-1, "below"], [1, "above"]] as const) {
    await look(
      `a link opens a loop whose leading eigenvalue is as theory says, 1e-9 ${way} the critical leak`,
      async (page) => {
        const λ = await abscissa(page);
        assertEquals(Math.sign(λ), -side);
        assert(Math.abs(λ) < 1e-9, `${λ}`);
      },
      { at: `#loop?feedback=random&seed=3&alpha=${leak + side * 1e-9}` },
    );
  }

  await look(
    "says what of a link, and of a typed seed, cannot be had",
    async (page) => {
      const refused = page.locator("#loop-refused");
      assertEquals(
        await refused.textContent(),
        "Not taken from the link, as it cannot be so: alpha=-1.",
      );
      const seed = page.locator("#loop-seed");
      await seed.fill("-15");
      await page.locator("#loop-alpha").press("ArrowRight");
      assertEquals(await seed.inputValue(), "-15");
      assert((await refused.textContent())!.startsWith("Still seen is seed 3"));
      await seed.fill("4");
      assertEquals(await refused.textContent(), "");
    },
    { at: "#loop?seed=3&alpha=-1" },
  );

  await look("choices and links show another loop", async (page) => {
    const words = page.locator("#loop-words");
    await loopOf(page).getByLabel("feedback B").selectOption("random");
    await words.filter({ hasText: "Unstable" }).waitFor();
    await loopOf(page).getByText("What to try").press("Enter");
    await loopOf(page).getByRole("link", { name: "Two units" }).press("Enter");
    // a text without letters of its own would fit "Unstable", too
    await words.filter({ hasText: /\bStable/ }).waitFor();
    await page.locator("#loop-path").waitFor();
    assertEquals(
      await loopOf(page).getByLabel("layers").inputValue(),
      "2-2",
    );
  });
}
