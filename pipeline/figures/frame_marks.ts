import * as canvas from "./canvas.ts";
import type { VerticalAxis } from "./panel.ts";
import { numberText, powerText, verticalTicks } from "./ticks.ts";

/** Grid, both axes, and the dashed line at zero where a panel asks for it. */
export function axisMarks(
  vertical: VerticalAxis,
  domain: readonly [number, number],
): canvas.Markish[] {
  const ticks = verticalTicks(vertical, domain) ?? 6;
  const tickFormat = vertical.scale === "log"
    ? powerText
    : (value: number) => numberText(value) + (vertical.unit ?? "");
  return [
    canvas.gridY({ ticks, strokeOpacity: .12 }),
    canvas.axisY({ ticks, tickFormat, tickSize: 4, label: null }),
    canvas.axisX({
      ticks: 5,
      tickFormat: numberText,
      tickSize: 4,
      label: null,
    }),
    ...vertical.zeroLine
      ? [canvas.ruleY([0], { stroke: "currentColor", strokeDasharray: "4 3" })]
      : [],
  ];
}

/** Words at a place given in pixels. */
export function words(
  content: string,
  x: number,
  y: number,
  options: Record<string, string | number> = {},
): canvas.Markish {
  return canvas.text([content], {
    x: { value: [x], scale: null },
    y: { value: [y], scale: null },
    text: [content],
    textAnchor: "start",
    lineAnchor: "bottom",
    ...options,
  });
}
