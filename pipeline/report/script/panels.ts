/// <reference lib="dom" />
import type { PanelScales } from "../../figures/panel_scales.ts";
import type { CurveData } from "../curve_data.ts";
import type { Place } from "./locate.ts";
import { panelCurves, type Point } from "./points.ts";

/** A panel of a figure on the page. */
export interface PagePanel {
  /** holds what is drawn */
  svg: SVGSVGElement;
  /** its place in the figure */
  corner: Place;
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
    const at = (side: "x" | "y") =>
      svg === drawing ? 0 : svg[side].baseVal.value;
    return {
      svg,
      scales,
      corner: { x: at("x"), y: at("y") },
      curves: panelCurves(scales, data),
    };
  }).filter(({ curves }) => curves.length > 0);
}
