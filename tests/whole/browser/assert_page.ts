/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { experimentsOf, figures } from "../../../pipeline/figures/catalogue.ts";
import { published } from "../../../pipeline/studies/experiments.ts";

const windowOf = (page: Page) =>
  page.evaluate(() => ({ width: innerWidth, height: innerHeight }));

/** The page itself is not scrolled to a side. */
export async function assertFits(page: Page): Promise<void> {
  const { width } = await windowOf(page);
  const needed = await page.evaluate(() =>
    document.scrollingElement!.scrollWidth
  );
  assert(needed <= width, `${needed} pixels wide`);
}

const names = published.map(({ name }) => name);
const paperFigures = figures.filter((figure) =>
  experimentsOf(figure).every((name) => names.includes(name))
);

/** Every figure of the paper's experiments is there, and fits. */
export async function assertFiguresShown(page: Page): Promise<void> {
  const { width } = await windowOf(page);
  for (const { name } of paperFigures) {
    const box = await page.locator(`#${name} .plot > svg`).boundingBox();
    const { x, width: across, height } = box!;
    assert(across > 200 && height > 150, name);
    assert(x >= 0 && x + across <= width + .5, name);
  }
}

/** Before anything is scrolled this part of the first figure is in sight, but for a tenth. */
export async function assertInSight(page: Page, part: string): Promise<void> {
  const { y, height } =
    (await page.locator(`#figure-3 ${part}`).boundingBox())!;
  const seen = (await windowOf(page)).height - y;
  assert(seen >= .9 * height, `${seen} of ${height}`);
}

/** Unfolds all that is folded. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
}

/** No text that is seen is smaller, in pixels; indices of equations aside. */
export async function assertLegible(page: Page, least = 12): Promise<void> {
  const small = await page.evaluate((least) => {
    const found = new Set<string>();
    const texts = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_TEXT,
    );
    while (texts.nextNode()) {
      const { textContent, parentElement } = texts.currentNode;
      const parent = parentElement!;
      if (!textContent!.trim() || !parent.checkVisibility()) continue;
      // Chromium takes what is in an SVG element without a box for visible
      if (parent.getBoundingClientRect().width === 0) continue;
      if (parent.closest("math, script, title")) continue;
      // a drawing may be shrunk
      const { a, b } = parent instanceof SVGGraphicsElement
        ? parent.getScreenCTM()!
        : { a: 1, b: 0 };
      const size = parseFloat(getComputedStyle(parent).fontSize) *
        Math.hypot(a, b);
      if (size >= least - .01) continue;
      const place = parent.closest("[id]")?.id;
      found.add(`${place}: ${size.toFixed(1)} pixels: ${textContent}`);
    }
    return [...found];
  }, least);
  assertEquals(small, []);
}

/** Nothing that axe calls serious or critical, by these rules or by all. */
export async function assertAccessible(
  page: Page,
  rules?: string[],
): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: typeof import("axe-core");
    };
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
      ...rules && { runOnly: { type: "rule", values: rules } },
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)[0]}`);
  }, rules);
  assertEquals(violations, []);
}
