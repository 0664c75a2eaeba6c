/// <reference lib="dom" />
import { pathToFileURL } from "node:url";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { decode } from "fast-png";
import { numberIn } from "../../../pipeline/report/script/sort_key.ts";
import { decodeTable } from "../../support/decode_table.ts";
import { commandLine } from "../../support/command_line.ts";
import { smokeStore } from "../../support/smoke_store.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import * as assertPage from "./assert_page.ts";
import { browserTest } from "./chromium.ts";
import { middle, narrow, openPage, wide } from "./open_page.ts";
import { assertInTable, readOut, ringDistances } from "./read_out.ts";

browserTest(
  "the page of a smoke profile works in a browser",
  async (browser, test) => {
    await inTemporaryFolder(async (folder) => {
      const made = await commandLine(
        "reproduce",
        "--profile=smoke",
        `--store=${smokeStore(folder)}`,
        `--outputs=${folder}/outputs`,
      );
      assertEquals(made.code, 0, made.stderr + made.stdout);
      const url = pathToFileURL(`${folder}/outputs/index.html`).href;
      const table = (experiment: string) =>
        decodeTable(
          Deno.readFileSync(`${folder}/outputs/tables/${experiment}.csv`),
        );

      for (const viewport of [wide, middle, narrow]) {
        await test.step(`shows every figure at ${viewport.width} pixels, and is no wider`, () =>
          openPage(browser, url, async (page) => {
            const width = await page.evaluate(() =>
              document.scrollingElement!.scrollWidth
            );
            assert(width <= viewport.width, `${width} pixels wide`);
            await assertPage.assertFiguresShown(page, viewport.width);
            if (viewport === narrow) await assertPage.assertReadable(page, 12);
          }, { viewport }));
      }

      for (
        const [viewport, part] of [
          [{ width: 1440, height: 900 }, ".figure-3"],
          [narrow, ".figure-3-a"],
        ] as const
      ) {
        await test.step(`has a figure in sight at once at ${viewport.width} pixels, and its contents`, () =>
          openPage(browser, url, async (page) => {
            const box = await page.locator(`#figure-3 ${part}`).boundingBox();
            const seen = viewport.height - box!.y;
            assert(seen >= .9 * box!.height, `${seen} of ${box!.height}`);
            const contents = page.locator("nav:visible");
            assertEquals(await contents.count(), 1);
            await page.locator("#provenance-heading").scrollIntoViewIfNeeded();
            const { y, height } = (await contents.boundingBox())!;
            assert(y >= 0 && y < 1 && height > 40, `${y}, ${height}`);
          }, { viewport }));
      }

      await test.step("hides a model everywhere, and shows it again", () =>
        openPage(browser, url, async (page) => {
          const lines = page.locator(".plot .model-di, .plot .name-di");
          const hidden = () =>
            lines.evaluateAll((all) =>
              all.filter((each) => getComputedStyle(each).display === "none")
                .length
            );
          const count = await lines.count();
          assert(count > 0);
          const buttons = page.locator('.model-key button[data-model="DI"]');
          await page.locator('#linear-regression button[data-model="DI"]')
            .click();
          assertEquals(await hidden(), count);
          assert(await page.locator(".plot .model-bp").first().isVisible());
          for (const button of await buttons.all()) {
            assertEquals(await button.getAttribute("aria-pressed"), "false");
          }
          await page.locator("#nonlinear-regression button", {
            hasText: "Show all",
          }).press("Enter");
          assertEquals(await hidden(), 0);
        }));

      await test.step("tells what the table says where a pointer is", () =>
        openPage(browser, url, async (page) => {
          for (
            const [figure, metric, experiment] of [
              ["figure-3a", "error", "linear-regression"],
              ["figure-3c", "spectral_abscissa_1", "linear-regression"],
              ["figure-4a", "test_error", "mnist-classification"],
            ]
          ) {
            const drawing = page.locator(`#${figure} .plot > svg`);
            await drawing.scrollIntoViewIfNeeded();
            const frame = (await drawing.boundingBox())!;
            for (const [across, down] of [[.2, .3], [.5, .5], [.75, .7]]) {
              const place = {
                x: frame.x + across * frame.width,
                // in the upper panel, where the end is drawn once more
                y: frame.y +
                  down * frame.height * (figure === "figure-4a" ? .5 : 1),
              };
              await page.mouse.move(place.x, place.y);
              const model = await assertInTable(
                page,
                table(experiment),
                metric,
                metric === "test_error" ? 100 : 1,
              );
              const off = await ringDistances(page, { model, place });
              assert(off.line < 1, `${figure}: ${off.line} from the line`);
              assert(off.box < 40, `${figure}: ${off.box} from the box`);
            }
          }
          await page.mouse.move(1, 1);
          assertEquals(await readOut(page), undefined);
        }, { viewport: { width: 1920, height: 1080 } }));

      await test.step("tells of a panel among others, and of no hidden model", () =>
        openPage(browser, url, async (page) => {
          const drawing = page.locator("#figure-3 .plot > svg");
          await drawing.scrollIntoViewIfNeeded();
          // on the line of BP in panel b, at its end
          const line = await page.locator(
            "#figure-3 .figure-3-b .model-bp path",
          )
            .first().boundingBox();
          const place = { x: line!.x + line!.width, y: line!.y + line!.height };
          const look = async () => {
            await page.mouse.move(place.x - 1, place.y - 1);
            return await assertInTable(
              page,
              table("linear-regression-normalised"),
              "error",
            );
          };
          const first = await look();
          const { line: off, pointer } = await ringDistances(page, {
            model: first,
            place,
          });
          assert(off < 1 && pointer < 30, `${off}, ${pointer}`);
          await page.locator(`#whole-figure-3 button[data-model="${first}"]`)
            .first()
            .evaluate((button: HTMLElement) => button.click());
          assertNotEquals(await look(), first);
        }));

      await test.step("tells the same to arrow keys, and to a touch", async () => {
        await openPage(browser, url, async (page) => {
          const rows = table("linear-regression");
          const metric = "spectral_abscissa_1";
          await page.locator("#figure-3c .plot").focus();
          await page.keyboard.press("Home");
          const first = await assertInTable(page, rows, metric);
          const start = await readOut(page);
          await page.keyboard.press("ArrowRight");
          assertEquals(await assertInTable(page, rows, metric), first);
          assertNotEquals(await readOut(page), start);
          assertEquals(
            await page.locator(".voice").textContent(),
            (await readOut(page))!.join("; "),
          );
          await page.keyboard.press("ArrowDown");
          assertNotEquals(await assertInTable(page, rows, metric), first);
          await page.keyboard.press("Escape");
          assertEquals(await readOut(page), undefined);
        });
        await openPage(browser, url, async (page) => {
          await page.locator("#figure-3c .plot").tap();
          await assertInTable(
            page,
            table("linear-regression"),
            "spectral_abscissa_1",
          );
          await page.locator("#linear-regression-heading").tap();
          assertEquals(await readOut(page), undefined);
        }, { viewport: narrow, hasTouch: true });
      });

      await test.step("tells of panels that stand in one column, and of what stands in for a broad one", () =>
        openPage(browser, url, async (page) => {
          for (
            const [part, metric, experiment] of [
              ["figure-3-e", "angle_ndi_1", "linear-regression"],
              ["figure-3g-again-place", "error", "nonlinear-regression"],
            ]
          ) {
            const panel = page.locator(`#figure-3 .${part}`);
            await panel.scrollIntoViewIfNeeded();
            await panel.hover({ position: { x: 100, y: 100 }, force: true });
            await assertInTable(page, table(experiment), metric);
            const box = (await page.locator(".read-out").boundingBox())!;
            const { y, height } = (await panel.boundingBox())!;
            const hidden = Math.min(y + height, box.y + box.height) -
              Math.max(y, box.y);
            assert(hidden < .25 * height, `${hidden} of ${height} pixels`);
          }
        }, { viewport: narrow }));

      await test.step("saves a figure as it is seen, and its numbers", () =>
        openPage(browser, url, async (page) => {
          await page.locator('#linear-regression button[data-model="DI"]')
            .click();
          const saved = async (kind: string) => {
            const download = page.waitForEvent("download");
            await page.locator("#figure-3a .tools button", { hasText: kind })
              .click();
            const made = await download;
            assertEquals(
              made.suggestedFilename(),
              `figure-3a.${kind.toLowerCase()}`,
            );
            return await Deno.readFile(await made.path());
          };
          const svg = new TextDecoder().decode(await saved("SVG"));
          assert(elementsOf(svg.trim()).length > 100);
          assert(svg.includes("model-bp"));
          assert(!/hidden-model|prefers-color-scheme/.test(svg));
          const { width, height } = decode(await saved("PNG"));
          const drawn = page.locator("#figure-3a .plot > svg");
          assertEquals(
            [width, height].map((size) => `${size / 3}`),
            [
              await drawn.getAttribute("width"),
              await drawn.getAttribute("height"),
            ],
          );
          const csv = new TextDecoder().decode(await saved("CSV"));
          assert(/^,linear-regression,BP,normalised_error,0,/m.test(csv));
          assert(!csv.includes(",DI,"));
        }));

      await test.step("copies the command of a figure, and says so", () =>
        openPage(browser, url, async (page) => {
          const figure = page.locator("#figure-3a");
          await figure.locator(".copy").press("Enter");
          await page.locator(".voice", { hasText: "Copied" }).waitFor(
            { state: "attached" },
          );
          assertEquals(
            await page.evaluate(() => navigator.clipboard.readText()),
            await figure.locator(".command code").textContent(),
          );
        }, { permissions: ["clipboard-read", "clipboard-write"] }));

      await test.step("sorts a table by a column, one way and the other", () =>
        openPage(browser, url, async (page) => {
          const table = page.locator("#headline table");
          const heading = table.locator("thead th").nth(1);
          const values = async () => {
            const rows = await table.locator("td:nth-child(2)")
              .allTextContents();
            return rows.map(numberIn).filter((value) => value !== undefined);
          };
          const ordered = (await values()).toSorted((a, b) => a - b);
          await heading.locator("button").press("Enter");
          assertEquals(await values(), ordered);
          assertEquals(await heading.getAttribute("aria-sort"), "ascending");
          await heading.locator("button").press("Enter");
          assertEquals(await values(), ordered.reverse());
        }));

      await test.step("opens the section of an address in which something is set", () =>
        openPage(browser, `${url}#stability?x=1`, async (page) => {
          const top = (await page.locator("#stability").boundingBox())!.y;
          assert(top >= -1 && top < wide.height / 2, `${top}`);
        }));

      for (
        const [colorScheme, viewport] of [
          ["light", narrow],
          ["dark", narrow],
          ["light", middle],
          ["dark", { width: 1440, height: 900 }],
        ] as const
      ) {
        await test.step(`has no serious fault of access when ${colorScheme} and ${viewport.width} pixels wide`, () =>
          openPage(browser, url, async (page) => {
            await page.locator("#figure-3c .plot").press("ArrowRight");
            await assertPage.assertAccessible(page);
          }, { colorScheme, viewport }));
      }

      await test.step("is complete, without a dead control, where scripts are off", () =>
        openPage(browser, url, async (page) => {
          await assertPage.assertFiguresShown(page, wide.width);
          assert(await page.locator("table").first().isVisible());
          assertEquals(await page.locator("button:visible").count(), 0);
          assertEquals(await page.locator(".read-out").count(), 0);
        }, { javaScriptEnabled: false }));

      await test.step("prints figures, and no control", () =>
        openPage(browser, url, async (page) => {
          await page.locator("#figure-3c .plot").press("ArrowRight");
          await page.emulateMedia({ media: "print" });
          await assertPage.assertFiguresShown(page, wide.width);
          const buttons = "button:not(th button)"; // headings stay
          for (const control of [buttons, "nav", ".read-out", ".ring"]) {
            assertEquals(
              await page.locator(`${control}:visible`).count(),
              0,
              control,
            );
          }
        }));
    });
  },
);
