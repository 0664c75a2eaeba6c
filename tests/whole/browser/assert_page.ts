/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { aboutFigure, figures } from "../../../pipeline/figures/catalogue.ts";

/** Those that are wide: of several experiments, or without curves of one. */
const composites = figures.map(aboutFigure)
  .filter(({ experiments, metrics }) =>
    experiments.length > 1 || metrics.length === 0
  ).map(({ name }) => name);

/** Every figure is there, and fits; those that are wide may be scrolled in a box that does. */
export async function assertFiguresShown(
  page: Page,
  width: number,
): Promise<void> {
  for (const { name } of figures) {
    const part = composites.includes(name) ? ".plot" : ".plot > svg";
    const box = await page.locator(`#${name} ${part}`).boundingBox();
    const { x, width: across, height } = box!;
    assert(across > 200 && height > 200, name);
    assert(x >= 0 && x + across <= width + .5, name);
  }
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
