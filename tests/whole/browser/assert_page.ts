/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { figures } from "../../../pipeline/figures/catalogue.ts";

/** Every figure is there, and fits. */
export async function assertFiguresShown(
  page: Page,
  width: number,
): Promise<void> {
  for (const { name } of figures) {
    const box = await page.locator(`#${name} .plot > svg`).boundingBox();
    const { x, width: across, height } = box!;
    assert(across > 200 && height > 200, name);
    assert(x >= 0 && x + across <= width + .5, name);
  }
}

/** No letter of what is drawn is smaller than so many pixels. */
export async function assertReadable(page: Page, least: number): Promise<void> {
  const small = await page.evaluate((least) => {
    const sizes = [...document.querySelectorAll<SVGTextElement>("svg text")]
      // Chromium takes what is in an SVG element without a box for visible
      .filter((text) => text.getBoundingClientRect().width > 0)
      .map((text) => {
        const { a, b } = text.getScreenCTM()!;
        const size = parseFloat(getComputedStyle(text).fontSize);
        return [text.textContent, size * Math.hypot(a, b)] as const;
      });
    return sizes.filter(([, size]) => size < least - .05);
  }, least);
  assertEquals(small, []);
}

/** Nothing that axe calls serious or critical. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: typeof import("axe-core");
    };
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)[0]}`);
  });
  assertEquals(violations, []);
}
