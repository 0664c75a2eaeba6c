/// <reference lib="dom" />
import type { CurveData } from "../curve_data.ts";
import { inFrame, type Place } from "./locate.ts";
import type { ShownModels } from "./model_keys.ts";
import { nearest } from "./nearest.ts";
import { type PagePanel, panelsIn } from "./panels.ts";
import type { Point } from "./points.ts";
import type { ReadOut } from "./read_out.ts";
import { readOutLines } from "./read_out_lines.ts";
import { type Cursor, step } from "./step.ts";

/** How far outside a frame, in a drawing's pixels, a pointer is still in it. */
const margin = 8;

/** Lets a pointer and the arrow keys read the curves of one figure. */
export function readPlot(
  plot: HTMLElement,
  { data, shown, readOut }: {
    data: CurveData;
    shown: ShownModels;
    readOut: ReadOut;
  },
): void {
  const drawing = plot.querySelector("svg");
  const panels = drawing ? panelsIn(drawing, data) : [];
  if (!drawing || panels.length === 0) return;
  let cursor: Cursor = { curve: 0, point: 0 };

  /** Curves that are not hidden, panel after panel. */
  const curves = () =>
    panels.flatMap((panel) =>
      panel.curves.filter(([{ model }]) => shown.has(model))
        .map((points) => ({ panel, points }))
    );
  const tell = (panel: PagePanel, point: Point, aloud: boolean) => {
    const lines = readOutLines(panel.scales, point, data);
    readOut.show(panel, point, { lines, aloud });
  };
  const point = ({ clientX, clientY }: PointerEvent) => {
    const place = new DOMPoint(clientX, clientY)
      .matrixTransform(drawing.getScreenCTM()!.inverse());
    const within = ({ corner }: PagePanel): Place => (
      { x: place.x - corner.x, y: place.y - corner.y }
    );
    const panel = panels.find((panel) =>
      inFrame(panel.scales, within(panel), margin)
    );
    const seen = curves();
    const found = panel && nearest(
      seen.filter((curve) => curve.panel === panel)
        .flatMap(({ points }) => points),
      within(panel),
    );
    if (!panel || !found) return readOut.hide();
    const curve = seen.findIndex(({ points }) => points.includes(found));
    cursor = { curve, point: seen[curve].points.indexOf(found) };
    tell(panel, found, false);
  };

  plot.addEventListener("pointermove", point);
  plot.addEventListener("pointerdown", point);
  plot.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse") readOut.hide();
  });
  plot.addEventListener("blur", readOut.hide);
  plot.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return readOut.hide();
    const seen = curves();
    if (seen.length === 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const places = seen.map(({ points }) => points.map(({ x }) => x));
    const from = cursorWithin(cursor, places);
    const next = step(from, event.key, places);
    if (!next) return;
    event.preventDefault();
    cursor = next;
    const { panel, points } = seen[next.curve];
    tell(panel, points[next.point], true);
  });

  plot.tabIndex = 0;
  plot.setAttribute("role", "application");
  plot.setAttribute("aria-roledescription", "curves");
  plot.setAttribute(
    "aria-label",
    `${plot.dataset.title}: arrow keys read the curves, up and down change between them`,
  );
}

/** A cursor that is still among the curves when some of them were hidden. */
function cursorWithin(
  { curve, point }: Cursor,
  places: readonly (readonly number[])[],
): Cursor {
  const there = Math.min(curve, places.length - 1);
  return { curve: there, point: Math.min(point, places[there].length - 1) };
}
