/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { Row } from "../../../lib/io/table.ts";
import { significant } from "../../../pipeline/figures/frame.ts";

/** What the page's read-out tells, line by line; undefined while it is hidden. */
export async function readOut(page: Page): Promise<string[] | undefined> {
  const box = page.locator(".read-out");
  if (!await box.isVisible()) return undefined;
  return await box.locator("div").allTextContents();
}

/** Asserts that a read-out tells a value of `metric` that is the table's times a factor, and gives its model. */
export async function assertInTable(
  page: Page,
  rows: readonly Row[],
  metric: string,
  factor = 1,
): Promise<string> {
  const lines = (await readOut(page))!;
  const [, model, iteration] = /^(.+), iteration (\d+)/.exec(lines[0])!;
  const row = rows.find((row) =>
    row.variant === model && row.metric === metric &&
    row.iteration === Number(iteration)
  );
  const value = significant(factor * Number(row?.value));
  assertEquals(lines.at(-1)!.split(": ").at(-1), value);
  return model;
}

/**
 * How far the ring around the point that is told is from the line of its model, from a place in the
 * window, and from the box that tells it, in pixels.
 */
export async function ringDistances(
  page: Page,
  { model, place }: { model: string; place: { x: number; y: number } },
): Promise<Record<"line" | "pointer" | "box", number>> {
  return await page.evaluate(([name, { x, y }]) => {
    const ring = document.querySelector<SVGCircleElement>(".ring")!;
    const at = { x: ring.cx.baseVal.value, y: ring.cy.baseVal.value };
    const lines = ring.ownerSVGElement!.querySelectorAll<SVGPathElement>(
      `.${CSS.escape(name)} path[d], path.${CSS.escape(name)}`,
    );
    let line = Infinity;
    for (const path of lines) {
      const length = path.getTotalLength();
      for (let along = 0; along <= length; along += .25) {
        const point = path.getPointAtLength(along);
        line = Math.min(line, Math.hypot(point.x - at.x, point.y - at.y));
      }
    }
    const round = ring.getBoundingClientRect();
    const middle = {
      x: round.x + round.width / 2,
      y: round.y + round.height / 2,
    };
    const pointer = Math.hypot(middle.x - x, middle.y - y);
    const { left, right, top, bottom } = document.querySelector(".read-out")!
      .getBoundingClientRect();
    const box = Math.hypot(
      Math.max(left - middle.x, middle.x - right, 0),
      Math.max(top - middle.y, middle.y - bottom, 0),
    );
    return { line, pointer, box };
  }, [`model-${model.toLowerCase()}`, place] as const);
}
