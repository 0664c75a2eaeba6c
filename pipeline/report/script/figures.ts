/// <reference lib="dom" />
import type { PanelScales } from "../../figures/plot_panel.ts";
import {
  type Cursor,
  type CurveData,
  inFrame,
  nearest,
  panelCurves,
  type Place,
  type Point,
  readOutLines,
  step,
} from "./curves.ts";
import { openModelKeys, type ShownModels } from "./model_keys.ts";
import { openReadOut, type ReadOut } from "./read_out.ts";

/** A panel of a figure on the page. */
interface PagePanel {
  /** holds what is drawn */
  svg: SVGSVGElement;
  scales: PanelScales;
  curves: Point[][];
}

/** The panels of a figure's drawing whose measurements the page holds. */
export function panelsIn(drawing: SVGSVGElement, data: CurveData): PagePanel[] {
  const parts = [
    ...drawing.querySelectorAll<SVGSVGElement>("svg[data-scales]"),
  ];
  const svgs = drawing.dataset.scales ? [drawing, ...parts] : parts;
  return svgs.map((svg) => {
    const scales: PanelScales = JSON.parse(svg.dataset.scales!);
    return { svg, scales, curves: panelCurves(scales, data) };
  }).filter(({ curves }) => curves.length > 0);
}

/** How far outside a frame, in a drawing's pixels, a pointer is still in it. */
const margin = 8;

/** Lets a pointer and the arrow keys read the curves of one figure. */
function readPlot(
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

  // a narrow page draws one panel in place of another
  const isDrawn = ({ svg }: PagePanel) => svg.getClientRects().length > 0;
  /** Curves that are not hidden, panel after panel. */
  const curves = () =>
    panels.filter(isDrawn).flatMap((panel) =>
      panel.curves.filter(([{ model }]) => shown.has(model))
        .map((points) => ({ panel, points }))
    );
  const tell = (panel: PagePanel, point: Point, aloud: boolean) => {
    const lines = readOutLines(panel.scales, point, data);
    readOut.show(panel.svg, point, { lines, aloud });
  };
  const point = ({ clientX, clientY }: PointerEvent) => {
    const within = ({ svg }: PagePanel): Place =>
      new DOMPoint(clientX, clientY)
        .matrixTransform(svg.getScreenCTM()!.inverse());
    const panel = panels.filter(isDrawn).find((panel) =>
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

/** What the figures of the page show. */
export interface Figures {
  data: CurveData;
  shown: ShownModels;
}

/** Lets readers choose models, and read the curves of every figure. */
export function openFigures(): Figures {
  const data: CurveData = JSON.parse(
    document.getElementById("curve-data")!.textContent!,
  );
  const readOut = openReadOut();
  const shown = openModelKeys(readOut.hide);
  for (const plot of document.querySelectorAll<HTMLElement>(".plot")) {
    readPlot(plot, { data, shown, readOut });
  }
  // a touch elsewhere ends what a touch began
  addEventListener("pointerdown", ({ target }) => {
    if (!(target as Element).closest?.(".plot")) readOut.hide();
  });
  return { data, shown };
}
