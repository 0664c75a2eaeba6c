/** What a claim's comparisons came to, drawn against their bounds. */
import type { Bounds, Unit } from "../../lib/claims/claim.ts";
import {
  type Compared,
  estimateOf,
  type Reading,
  valuesOf,
} from "../../lib/claims/compare.ts";
import { verdictOf } from "../../lib/claims/verdict.ts";
import { verticalText, verticalTicks } from "../figures/frame.ts";
import { reasonClause } from "./claim_reason.ts";
import { type Markup, markup } from "./markup.ts";
import * as numbers from "./numbers.ts";
import { verdictClass, verdictSign } from "./verdict_marks.ts";

/** How values are written, and with how many digits if they are not near a bound. */
const unitTexts: Record<
  Unit,
  [text: (value: number, digits?: number) => string, digits: number]
> = {
  ratio: [numbers.significant, 3],
  degrees: [numbers.degrees, 1],
  share: [numbers.percent, 2],
  count: [numbers.significant, 3],
  number: [numbers.significant, 3],
};

type Wanted = Pick<Compared, "unit" | "bounds">;

/** How values beside bounds are written: so that one reads on which side they are. */
function textOf({ unit, bounds }: Wanted): numbers.NumberText {
  return numbers.besideBounds(...unitTexts[unit], Object.values(bounds));
}

/** Where bounds are drawn: of what is counted between two numbers, neither of which then lies on the border. */
function drawnBounds({ unit, bounds: { low, high } }: Wanted): Bounds {
  const inside = unit === "count" ? .5 : 0;
  return {
    ...low !== undefined && { low: low + inside },
    ...high !== undefined && { high: high - inside },
  };
}

/** A comparison of the seeds that decide, and what those came to that had been seen and do not. */
export interface Told {
  compared: Compared;
  before: readonly Reading[];
}

/** Where a value is drawn, as a share of the width; and where the axis is marked. */
interface Axis {
  place: (value: number) => number;
  ticks: { value: number; text: string }[];
}

/**
 * A row for each comparison: a dot with its 95 % interval, or a dot a seed where a claim is of each,
 * and rings for seeds that had been seen; the wanted side is shaded. Those of one unit and bound
 * share a scale, which is logarithmic for ratios. A drawing's text is its verdict and the reason;
 * its numbers stand beside it.
 *
 * Places are shares of the width, so that letters stay as large as they are on a page of any width.
 */
export function claimEvidence(comparisons: readonly Told[]): Markup {
  const alike = Map.groupBy(
    comparisons,
    ({ compared: { unit, bounds } }) => JSON.stringify([unit, bounds]),
  );
  return markup`${
    [...alike.values()].map((group) => {
      const [{ compared: { unit, bounds } }] = group;
      const axis = axisOf(group);
      return markup`<ul class="evidence">
${group.map((told) => row(told, axis))}<li class="axis"><span>wanted ${
        boundsText({ unit, bounds })
      }</span>${axisDrawing(axis)}</li>
</ul>
`;
    })
  }`;
}

/** Of what decides: what is drawn as dots, and the interval if there is one. */
function drawn({ compared, before }: Told) {
  const rings = valuesOf({ readings: before });
  if (compared.ofEverySeed) {
    return { dots: [...new Set(valuesOf(compared))], interval: [], rings };
  }
  const { mean, low, high } = estimateOf(compared);
  return {
    dots: [mean].filter(Number.isFinite),
    interval: [low, high].filter(Number.isFinite),
    rings,
  };
}

function axisOf(group: readonly Told[]): Axis {
  const [{ compared: { unit, bounds } }] = group;
  const limits = Object.values(drawnBounds({ unit, bounds }));
  const values = group.map(drawn).flatMap(({ dots, interval, rings }) => [
    ...dots,
    ...interval,
    ...rings,
  ]);
  const isLog = unit === "ratio";
  const forward = isLog ? Math.log10 : Number;
  const all = [...values, ...limits].map(forward);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  // beyond what is drawn, so that both sides of a bound are seen
  const spare = .1 * (most - least) || (isLog ? .3 : Math.abs(most) || 1);
  const [low, high] = [least - spare, most + spare];
  const place = (value: number) => (forward(value) - low) / (high - low);
  const shape = isLog
    ? { label: "", scale: "log" as const, close: high - low < 2 }
    : { label: "", scale: "linear" as const };
  const text = isLog
    ? (value: number) => verticalText(shape, value)
    : textOf({ unit, bounds });
  const raised = (value: number) => isLog ? 10 ** value : value;
  const marks = verticalTicks(shape, [raised(low), raised(high)], 5)
    .filter((mark) => !limits.includes(mark));
  const isCount = unit === "count";
  const ticks = [...isCount ? [] : limits, ...marks]
    .filter((mark) => !isCount || mark >= 0 && Number.isInteger(mark)).reduce<
    number[]
  >(
    (kept, mark) =>
      // a number takes up to a sixth of the narrowest page
      kept.some((one) => Math.abs(place(one) - place(mark)) < .17)
        ? kept
        : [...kept, mark],
    [],
  );
  return {
    place,
    ticks: ticks.map((value) => ({ value, text: text(value) })),
  };
}

function row(told: Told, { place }: Axis): Markup {
  const { compared, before } = told;
  const { what } = compared;
  const { low, high } = drawnBounds(compared);
  const { verdict } = verdictOf(compared);
  const { dots, interval, rings } = drawn(told);
  const at = (value: number) => share(place(value));
  const [from, to] = [
    low === undefined ? 0 : place(low),
    high === undefined ? 1 : place(high),
  ];
  const bounds = [low, high].filter((bound) => bound !== undefined);
  const seen = before.length === 0 ? "" : markup`
<small>seen before: ${
    before.map((one) => seedText(one, textOf(compared))).join(", ")
  }</small>`;
  return markup`<li><span>${verdictSign(verdict)} ${what}</span>
<svg class="${
    verdictClass(verdict)
  }" width="100%" height="24" role="img" aria-label="${verdict}: ${
    reasonClause(compared)
  }"><rect class="wanted" x="${share(from)}" width="${
    share(to - from)
  }" height="100%"/>${
    bounds.map((bound) =>
      markup`<line class="bound" x1="${at(bound)}" x2="${
        at(bound)
      }" y1="0" y2="100%"/>`
    )
  }${
    interval.length < 2
      ? ""
      : markup`<line class="interval" x1="${at(interval[0])}" x2="${
        at(interval[1])
      }" y1="12" y2="12"/>`
  }${
    rings.map((value) =>
      markup`<circle class="seen" cx="${at(value)}" cy="12" r="3"/>`
    )
  }${
    dots.map((value) => markup`<circle cx="${at(value)}" cy="12" r="4.5"/>`)
  }</svg>
<span>${valueText(compared)}${seen}</span></li>
`;
}

function axisDrawing({ place, ticks }: Axis): Markup {
  return markup`<svg width="100%" height="20" aria-hidden="true">${
    ticks.map(({ value, text }) =>
      markup`<line x1="${share(place(value))}" x2="${
        share(place(value))
      }" y1="0" y2="4"/><text x="${
        share(place(value))
      }" y="17" text-anchor="middle">${text}</text>`
    )
  }</svg>`;
}

const share = (part: number) => `${(100 * part).toFixed(2)}%`;

function seedText({ value }: Reading, text: numbers.NumberText): string {
  return typeof value === "number" ? text(value) : "—";
}

/** The mean with its interval, or what each seed came to. */
function valueText(
  { unit, bounds, ofEverySeed, readings }: Compared,
): string {
  const text = textOf({ unit, bounds });
  return ofEverySeed
    ? countsText(readings, text)
    : numbers.estimateText(estimateOf({ unit, readings }), text);
}

/** What seeds came to, each value once, the least first: `0 in 18 seeds, 2 in seed 7`. */
function countsText(
  readings: readonly Reading[],
  text: numbers.NumberText,
): string {
  const rising = readings.toSorted((a, b) => Number(a.value) - Number(b.value));
  return [...Map.groupBy(rising, (one) => seedText(one, text))]
    .map(([value, of]) => {
      if (readings.length === 1) return value;
      return `${value} in ${
        of.length === 1 ? `seed ${of[0].seed}` : `${of.length} seeds`
      }`;
    }).join(", ") || "—";
}

/** "below 1", "above 5°", "−0.50 % to 0.50 %"; of what is counted, none is what is below one. */
function boundsText(
  { unit, bounds: { low, high } }: Wanted,
): string {
  const [text] = unitTexts[unit];
  if (low === undefined) {
    return unit === "count" && high === 1
      ? "none"
      : `below\u00a0${text(high!)}`;
  }
  if (high === undefined) return `above\u00a0${text(low)}`;
  return numbers.rangeText(low, high, text);
}
