/// <reference lib="dom" />
import { pathToFileURL } from "node:url";
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { learningSection } from "../../../pipeline/report/learning_section.ts";
import { exercisesOf } from "../../../pipeline/studies/exercises.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";
import { commandLine } from "../../support/command_line.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { wantedBy } from "../../support/wanted.ts";
import { assertAccessible } from "./assert_page.ts";
import { browserTest } from "./chromium.ts";
import { openPage } from "./open_page.ts";
import { sectionPage } from "./section_page.ts";

const section = "#learning";

/** Waits until the section says something. */
function said(page: Page, words: string): Promise<void> {
  return page.locator(`${section} .progress`, { hasText: words }).waitFor();
}

const press = (page: Page, name: string) =>
  page.locator(`${section} button[name=${name}]`).press("Enter");

/** The file that the page saves of its numbers. */
async function saved(page: Page): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    press(page, "csv"),
  ]);
  return Deno.readTextFileSync((await file.path())!);
}

/** Whether a row has the same digits in every browser: angles are by its own arc tangent. */
const isExact = (row: string) => !row.includes(",angle_");

/** A row but for the last digits of its value. */
const named = (row: string) =>
  row.replace(/[^,]+$/, (text) => Number(text).toFixed(9));

browserTest(
  "models learn in the page as they do in a run",
  async (browser, test) => {
    await inTemporaryFolder(async (folder) => {
      const places = [`--store=${folder}/store`, `--outputs=${folder}`];
      const exercises = exercisesOf(studiesOf(wantedBy("--profile=smoke")));
      const again = { profile: "smoke" };
      const [learning] = learningSection({ exercises, again });
      const file = `${folder}/learning.html`;
      Deno.writeTextFileSync(file, await sectionPage(learning));
      const url = pathToFileURL(file).href;

      for (
        const [experiment, seed, models, more] of [
          ["linear-regression", 0, "BP,NDI-3,DI", ""],
          ["linear-regression", 1, "FA,PBP,DI-2", "&FA.feedback=neg-sign"],
          ["nonlinear-regression", 1, "PBP,DI-3,SDI", "&SDI.leak=0.1&eta=0.1"],
        ] as const
      ) {
        await test.step(`${models} of ${experiment}, seed ${seed}, have every digit that its table has`, () =>
          openPage(
            browser,
            `${url}#learning?experiment=${experiment}&seed=${seed}&iterations=200&models=${models}${more}`,
            async (page) => {
              await press(page, "play");
              await said(page, "Done");
              const command = await page.locator(`${section} .command code`)
                .innerText();
              const words = command.replace("deno task ", "").split(" ");
              const { stdout } = await commandLine(...words, ...places);
              const rows = (text: string) =>
                text.trimEnd().split("\n").map((line) =>
                  line.split(",").slice(0, 6).join()
                );
              const [here, there] = [await saved(page), stdout].map(rows);
              assertEquals(here.filter(isExact), there.filter(isExact));
              assertEquals(here.map(named), there.map(named));
              const errors = here.filter((row) => row.includes(",error,"));
              assertEquals(errors.length, 3 * 200);
            },
          ));
      }

      await test.step("learns by steps, and begins again from the same start", () =>
        openPage(browser, url, async (page) => {
          await said(page, "Ready");
          await assertAccessible(page);
          await press(page, "step");
          await said(page, "Paused at iteration 1 ");
          await press(page, "step");
          await said(page, "Paused at iteration 2 ");
          const before = await saved(page);
          await press(page, "rewind");
          await said(page, "Ready");
          await press(page, "step");
          await said(page, "Paused at iteration 1 ");
          await press(page, "step");
          await said(page, "Paused at iteration 2 ");
          assertEquals(await saved(page), before);
          assert(before.includes("linear-regression,DI-3,0,2,error,"));
        }));

      await test.step("keeps in the address what is chosen, if it can be", () =>
        openPage(browser, url, async (page) => {
          await page.locator("[name=experiment]").selectOption(
            "nonlinear-regression",
          );
          await page.locator("[name=seed]").fill("5");
          await page.locator('[name="NDI.leak"]').fill("0.5");
          await page.locator("[name=eta]").fill("-1");
          await page.locator("[name=eta]").blur();
          const invalid = page.locator(`${section} input:invalid`);
          assertEquals(await invalid.getAttribute("name"), "eta");
          await page.locator('input[value="SDI"]').uncheck();
          await page.waitForURL(/models/);
          assertMatch(
            page.url(),
            /#learning\?experiment=nonlinear-regression&seed=5&NDI\.leak=0\.5&models=BP%2C[^&]*SDI-3$/,
          );
        }));
    });
  },
);
