import * as canvas from "./canvas.ts";
import { type Layout, tick } from "./layout.ts";
import type { Panel } from "./figure.ts";
import {
  examplesUnit,
  horizontalTicks,
  numberText,
  verticalText,
  verticalTicks,
} from "./ticks.ts";

/** Frame, grid, both axes, and the dashed line at zero where a panel asks for it. */
export function axisMarks(
  { vertical, large }: Pick<Panel, "vertical" | "large">,
  domains: Record<"x" | "y", readonly [number, number]>,
  { ticks: most, numbered, fontSize, frame }: Layout,
): canvas.Markish[] {
  const ticks = verticalTicks(vertical, domains.y, most);
  const tickFormat = (value: number) => verticalText(vertical, value);
  const { size } = examplesUnit(domains.x[1], large);
  const shape = { ...tick, label: null, fontSize };
  return [
    canvas.gridY({ ticks, strokeOpacity: .12 }),
    ...(["left", "bottom"] as const).map((anchor) =>
      canvas.frame({ anchor, strokeOpacity: .6 })
    ),
    canvas.axisY({ ...shape, ticks, tickFormat }),
    canvas.axisX({
      ...shape,
      ticks: horizontalTicks(domains.x, frame.right - frame.left) ?? 5,
      tickFormat: (value: number) => numbered ? numberText(value / size) : "",
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
