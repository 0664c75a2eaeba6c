import type { PanelScale, PanelScales } from "../../figures/panel_scales.ts";

/** A place in a drawing, in its own pixels. */
export interface Place {
  x: number;
  y: number;
}

/** Where a measurement is drawn; undefined if it is left of the frame or right of it. */
export function locate(
  { x, y, size, factor }: PanelScales,
  { iteration, value }: { iteration: number; value: number },
): Place | undefined {
  const across = along(x, size * iteration);
  const [left, right] = x.range;
  if (!(across >= left - .5 && across <= right + .5)) return undefined;
  const [top, bottom] = [Math.min(...y.range), Math.max(...y.range)];
  const drawn = value * factor;
  const down = y.type === "log" ? alongLog(y, drawn) : along(y, drawn);
  return { x: across, y: Math.max(top, Math.min(bottom, down)) };
}

/** Whether a place is in a panel's frame, or no farther from it than `margin` pixels. */
export function inFrame(
  { x, y }: PanelScales,
  place: Place,
  margin: number,
): boolean {
  const within = (value: number, range: readonly [number, number]) =>
    value >= Math.min(...range) - margin &&
    value <= Math.max(...range) + margin;
  return within(place.x, x.range) && within(place.y, y.range);
}

function along({ domain, range }: PanelScale, value: number): number {
  const part = (value - domain[0]) / (domain[1] - domain[0]);
  return range[0] + part * (range[1] - range[0]);
}

/** What is not above zero lies at the beginning of a log axis. */
function alongLog({ domain, range }: PanelScale, value: number): number {
  if (value <= 0) return range[0];
  return along(
    { domain: [Math.log10(domain[0]), Math.log10(domain[1])], range },
    Math.log10(value),
  );
}
