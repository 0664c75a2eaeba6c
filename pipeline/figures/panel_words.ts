import type * as canvas from "./canvas.ts";
import { horizontalDomain } from "./domain.ts";
import { words } from "./frame_marks.ts";
import { axisHeight, type Layout } from "./layout.ts";
import type { Panel } from "./figure.ts";
import { examplesUnit } from "./ticks.ts";
import type { VisibleCurve } from "./visible_curves.ts";

/** Pixels from one line of a caption to the next. */
export const lineHeight = 14;

/** What was drawn, of what, and against what. */
export function titles(
  panel: Panel,
  drawn: { curves: readonly VisibleCurve[]; layout: Layout },
): canvas.Markish[] {
  return [
    words(panel.title, 8, 18, { fontSize: 14, fontWeight: "bold" }),
    words(panel.vertical.label, 8, 40),
    horizontalTitle(panel, drawn),
  ];
}

/** What the horizontal axis counts. */
export function horizontalTitle(
  panel: Panel,
  { curves, layout: { frame: { left, right, bottom } } }: {
    curves: readonly VisibleCurve[];
    layout: Layout;
  },
): canvas.Markish {
  const [, last] = horizontalDomain(panel, curves, right - left);
  const { label } = examplesUnit(last, panel.large);
  return words(label, right, bottom + 36, { textAnchor: "end" });
}

/** The lines of a caption below the horizontal axis. */
export function captionWords(
  caption: readonly string[],
  { frame: { bottom } }: Layout,
): canvas.Markish[] {
  return caption.map((line, k) =>
    words(line, 8, bottom + axisHeight + 10 + k * lineHeight, { fontSize: 11 })
  );
}
