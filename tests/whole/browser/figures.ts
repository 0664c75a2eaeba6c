/// <reference lib="dom" />
/** What a reader can do with figures and tables: hide models, read values, save, copy, sort. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { decode } from "fast-png";
import { numberIn } from "../../../pipeline/report/script/sort_key.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { type Look, narrow } from "./open_page.ts";
import { assertInTable, readOut, ringDistances } from "./read_out.ts";
import type { SmokePage } from "./smoke_page.ts";

export async function figureSteps(
  look: Look,
  { table }: SmokePage,
): Promise<void> {
  await look(
    "hides a model everywhere but in figures of ends, and shows it again",
    async (page) => {
      const plot = 'figure:not([id^="ends-"]) .plot';
      const lines = page.locator(`${plot} .model-di, ${plot} .name-di`);
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
      const end = page.locator("#ends-linear-regression .model-di").first();
      assert(await end.isVisible());
      for (const button of await buttons.all()) {
        assertEquals(await button.getAttribute("aria-pressed"), "false");
      }
      await page.locator("#nonlinear-regression button", {
        hasText: "Show all",
      }).press("Enter");
      assertEquals(await hidden(), 0);
    },
  );

  await look("tells what the table says where a pointer is", async (page) => {
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
  }, { viewport: { width: 1920, height: 1080 } });

  await look(
    "tells of a panel among others, and of no hidden model",
    async (page) => {
      const drawing = page.locator("#figure-3 .plot > svg");
      await drawing.scrollIntoViewIfNeeded();
      // on the line of BP in panel b, at its end
      const line = await page.locator(
        "#figure-3 .figure-3-b .model-bp path",
      )
        .first().boundingBox();
      const place = { x: line!.x + line!.width, y: line!.y + line!.height };
      const told = async () => {
        await page.mouse.move(place.x - 1, place.y - 1);
        return await assertInTable(
          page,
          table("linear-regression-normalised"),
          "error",
        );
      };
      const first = await told();
      const { line: off, pointer } = await ringDistances(page, {
        model: first,
        place,
      });
      assert(off < 1 && pointer < 30, `${off}, ${pointer}`);
      await page.locator(`#whole-figure-3 button[data-model="${first}"]`)
        .first()
        .evaluate((button: HTMLElement) => button.click());
      assertNotEquals(await told(), first);
    },
  );

  await look("tells the same to arrow keys", async (page) => {
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

  await look(
    "tells the same to a touch, until the next elsewhere",
    async (page) => {
      await page.locator("#figure-3c .plot").tap();
      await assertInTable(
        page,
        table("linear-regression"),
        "spectral_abscissa_1",
      );
      await page.locator("#linear-regression-heading").tap();
      assertEquals(await readOut(page), undefined);
    },
    { viewport: narrow, hasTouch: true },
  );

  await look(
    "tells of panels that stand in one column, and of what stands in for a broad one",
    async (page) => {
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
    },
    { viewport: narrow },
  );

  await look("saves a figure as it is seen, and its numbers", async (page) => {
    await page.locator('#linear-regression button[data-model="DI"]')
      .click();
    const saved = async (kind: string) => {
      const download = page.waitForEvent("download");
      await page.locator("#figure-3a .tools button", { hasText: kind })
        .press("Enter");
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
  });

  await look("copies the command of a figure, and says so", async (page) => {
    const figure = page.locator("#figure-3a");
    await figure.locator(".copy").press("Enter");
    await page.locator(".voice", { hasText: "Copied" }).waitFor(
      { state: "attached" },
    );
    assertEquals(
      await page.evaluate(() => navigator.clipboard.readText()),
      await figure.locator(".command code").textContent(),
    );
  }, { permissions: ["clipboard-read", "clipboard-write"] });

  await look(
    "sorts a table by a column, one way and the other",
    async (page) => {
      const table = page.locator(".headline");
      const heading = table.locator("thead th").nth(1);
      const values = async () => {
        const rows = await table.locator("td:nth-child(2)").allTextContents();
        return rows.map(numberIn).filter((value) => value !== undefined);
      };
      const ordered = (await values()).toSorted((a, b) => a - b);
      await heading.locator("button").press("Enter");
      assertEquals(await values(), ordered);
      assertEquals(await heading.getAttribute("aria-sort"), "ascending");
      await heading.locator("button").press("Enter");
      assertEquals(await values(), ordered.reverse());
    },
  );
}
