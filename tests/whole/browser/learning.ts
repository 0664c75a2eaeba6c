/// <reference lib="dom" />
/** The models of the page, which can learn there. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { commandLine } from "../../support/command_line.ts";
import type { Look } from "./open_page.ts";
import type { SmokePage } from "./smoke_page.ts";

const section = "#learning";

/** Waits until the section says something. */
function said(page: Page, words: string): Promise<void> {
  return page.locator(`${section} .progress`, { hasText: words }).waitFor();
}

const press = (page: Page, name: string) =>
  page.locator(`${section} button[name=${name}]`).press("Enter");

/** The file that the page saves of its numbers, caught in the page: Firefox tells its driver of no download. */
async function saved(page: Page): Promise<string> {
  const text = page.evaluate(() =>
    new Promise<string>((resolve) => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = make;
        resolve((blob as Blob).text());
        return make(blob);
      };
    })
  );
  await press(page, "csv");
  return await text;
}

async function twoSteps(page: Page): Promise<void> {
  for (const place of [1, 2]) {
    await press(page, "step");
    await said(page, `Paused at iteration ${place} `);
  }
}

/** A row but for the last digits of its value. */
const named = (row: string) =>
  row.replace(/[^,]+$/, (text) => Number(text).toFixed(9));

/**
 * What three models of the page learn in 200 examples is what its command prints: to the last digit
 * but for these measurements, which a browser's own mathematics may round otherwise.
 */
export async function assertSameDigits(
  page: Page,
  places: string[],
  rounded: RegExp,
): Promise<void> {
  await press(page, "play");
  await said(page, "Done");
  const command = await page.locator(`${section} .command code`).innerText();
  const words = command.replace("deno task ", "").split(" ");
  const { stdout } = await commandLine(...words, ...places);
  const rows = (text: string) =>
    text.trimEnd().split("\n").map((line) =>
      line.split(",").slice(0, 6).join()
    );
  const [here, there] = [await saved(page), stdout].map(rows);
  const isExact = (row: string) => !rounded.test(row);
  assertEquals(here.filter(isExact), there.filter(isExact));
  assertEquals(here.map(named), there.map(named));
  const found = here.filter((row) => row.includes(",error,"));
  assertEquals(found.length, 3 * 200);
}

export async function learningSteps(
  look: Look,
  { places }: SmokePage,
): Promise<void> {
  for (
    const [experiment, seed, models, more] of [
      ["linear-regression", 0, "BP,NDI-3,DI", ""],
      ["linear-regression", 1, "FA,PBP,DI-2", "&FA.feedback=neg-sign"],
      ["nonlinear-regression", 1, "PBP,DI-3,SDI", "&SDI.leak=0.1&eta=0.1"],
    ] as const
  ) {
    await look(
      `${models} of ${experiment}, seed ${seed}, have every digit that their table has`,
      (page) => assertSameDigits(page, places, /,angle_/),
      {
        at:
          `#learning?experiment=${experiment}&seed=${seed}&iterations=200&models=${models}${more}`,
      },
    );
  }

  await look(
    "learns by steps, and begins again from the same start",
    async (page) => {
      await said(page, "Ready");
      await twoSteps(page);
      const before = await saved(page);
      await press(page, "rewind");
      await said(page, "Ready");
      await twoSteps(page);
      assertEquals(await saved(page), before);
      assert(before.includes("linear-regression,DI-3,0,2,error,"));
    },
  );

  await look(
    "keeps in the address what is chosen, if it can be",
    async (page) => {
      const field = (name: string) =>
        page.locator(`${section} [name="${name}"]`);
      await field("experiment").selectOption(
        "nonlinear-regression",
      );
      await field("seed").fill("5");
      await field("NDI.leak").fill("0.5");
      await field("eta").fill("-1");
      await field("eta").blur();
      const invalid = page.locator(`${section} input:invalid`);
      assertEquals(await invalid.getAttribute("name"), "eta");
      await press(page, "step");
      await said(page, "Ready");
      await page.locator(`${section} .refused`, { hasText: "rate η” is a" })
        .waitFor();
      await page.locator('input[value="SDI"]').uncheck();
      await page.waitForURL(/models/);
      assertMatch(
        page.url(),
        /#learning\?experiment=nonlinear-regression&seed=5&NDI\.leak=0\.5&models=BP%2C[^&]*SDI-3$/,
      );
    },
  );
}
