/// <reference lib="dom" />
import { classOf, nameClassOf } from "../../figures/class_names.ts";
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
import { say } from "./voice.ts";

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

/** The one box of the page that tells a measurement, and the ring around it. */
interface ReadOut {
  /** tells `lines` beside a point; aloud, if it was not pointed at */
  show(
    panel: PagePanel,
    point: Point,
    told: { lines: string[]; aloud: boolean },
  ): void;
  hide(): void;
}

/** From the point to the box, and from the box to the edge of the window, in pixels. */
const gap = 12;

/** Adds the box to the page, hidden. */
function openReadOut(): ReadOut {
  const box = document.createElement("div");
  box.className = "read-out";
  box.hidden = true;
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  ring.setAttribute("class", "ring");
  ring.setAttribute("r", "5");
  document.body.append(box);

  return {
    show({ svg }, point, { lines, aloud }) {
      ring.setAttribute("cx", `${point.x}`);
      ring.setAttribute("cy", `${point.y}`);
      svg.append(ring);
      // keys may lead out of what is seen of a wide figure; a pointer cannot
      if (aloud) ring.scrollIntoView({ block: "nearest", inline: "nearest" });
      box.replaceChildren(...lines.map((line) => {
        const row = document.createElement("div");
        row.textContent = line;
        return row;
      }));
      box.hidden = false;
      say(aloud ? lines.join("; ") : "");
      const at = ring.getBoundingClientRect();
      // a narrow page has it at one edge of the window, a wide one beside the ring
      box.classList.toggle("opposite", at.top > innerHeight / 2);
      const { width, height } = box.getBoundingClientRect();
      const { clientWidth } = document.documentElement;
      const left = at.right + gap + width > clientWidth
        ? at.left - gap - width
        : at.right + gap;
      const most = Math.max(gap, clientWidth - width - gap);
      const above = at.top - gap - height;
      const top = above < 0 ? at.bottom + gap : above;
      box.style.left = `${scrollX + Math.max(gap, Math.min(most, left))}px`;
      box.style.top = `${scrollY + top}px`;
    },
    hide() {
      box.hidden = true;
      say("");
      ring.remove();
    },
  };
}

/** Whether a model is shown, on the whole page. */
type ShownModels = Pick<Set<string>, "has">;

/** Lets the buttons of every key show and hide models in all figures, and calls `changed`. */
function openModelKeys(changed: () => void): ShownModels {
  const hidden = new Set<string>();
  const buttons = [
    ...document.querySelectorAll<HTMLElement>(".model-key button"),
  ];
  const paint = () => {
    for (const button of buttons) {
      const { model } = button.dataset;
      if (model === undefined) button.toggleAttribute("disabled", !hidden.size);
      else button.setAttribute("aria-pressed", `${!hidden.has(model)}`);
    }
    changed();
  };
  const show = (model: string, shown: boolean) => {
    shown ? hidden.delete(model) : hidden.add(model);
    const parts = [classOf(model), nameClassOf(model)];
    for (
      const part of document.querySelectorAll(
        parts.map((name) => `.plot .${CSS.escape(name)}`).join(),
      )
    ) part.classList.toggle("hidden-model", !shown);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const { model } = button.dataset;
      if (model === undefined) {
        for (const each of [...hidden]) show(each, true);
      } else show(model, hidden.has(model));
      paint();
    });
  }
  paint();
  for (const key of document.querySelectorAll(".model-key")) {
    key.removeAttribute("hidden");
  }
  return { has: (model) => !hidden.has(model) };
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
    readOut.show(panel, point, { lines, aloud });
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
