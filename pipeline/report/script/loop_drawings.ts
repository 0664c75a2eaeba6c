/** The drawings of a loop, as SVG text. */
import {
  anglesTo,
  leading,
  type LoopMoment,
  type Sent,
} from "../../../lib/explorables/loop.ts";
import type { Complex } from "../../../lib/linalg/complex.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { classOf } from "../../figures/class_names.ts";
import { type Axis, frameAcross, frameDown, plot } from "./plot.ts";

export const loopDrawings = [
  "angles",
  "plane",
  "path",
  "below",
  "above",
] as const;
export type LoopDrawing = typeof loopDrawings[number];

/** What is drawn of a loop. */
interface DrawnCourse {
  moments: readonly LoopMoment[];
  sent: Sent;
  /** where the upper layer would rest */
  controller: Float64Array;
  /** eigenvalues of the loop, and of its steps */
  spectra: Record<"loop" | "steps", readonly Complex[]>;
}

/** The drawings by their names; `path` is empty but for two units. */
export function drawingsOf(
  { moments, sent, controller, spectra }: DrawnCourse,
): Record<LoopDrawing, string> {
  return {
    angles: anglePlot(moments, sent),
    plane: planePlot(spectra),
    below: activityPlot(moments, "rx", sent.NDI),
    above: activityPlot(moments, "ry", controller),
    path: sent.NDI.length === 2 ? pathPlot(moments, sent) : "",
  };
}

function timeAxis(moments: readonly LoopMoment[]): Axis {
  const from = Math.min(0.5, moments[0]?.time ?? 0.5);
  return { label: "time, in time constants →", from, to: 500, log: true };
}

/** The activities of a layer over time and, at the right, where they would rest. */
function activityPlot(
  moments: readonly LoopMoment[],
  layer: "rx" | "ry",
  rest: Float64Array,
): string {
  const [name, colour] = layer === "rx"
    ? ["lower layer", classOf("DI")]
    : ["upper layer", classOf("DI-2")];
  const reached = Math.max(...moments.map((moment) => largest(moment[layer])));
  const bound = roundUp(Math.min(reached, 3 * largest(rest)));
  const x = moments.map(({ time }) => time);
  return plot({
    label: `Activities of the ${name}, over time`,
    x: timeAxis(moments),
    y: { label: `↑ activities of the ${name}`, from: -bound, to: bound },
    guides: [{ y: 0 }],
    lines: Array.from(rest, (_, unit) => ({
      x,
      y: moments.map((moment) => moment[layer][unit]),
      className: `${colour} thin`,
    })),
    dots: Array.from(
      rest,
      (y) => ({ x: 500, y, className: `${colour} hollow` }),
    ),
  });
}

/** The eigenvalues of the loop and, as rings, those of its steps. */
function planePlot(
  spectra: Record<"loop" | "steps", readonly Complex[]>,
): string {
  const reals = spectra.loop.map(({ real }) => real);
  const most = largest(spectra.loop.map(({ imaginary }) => imaginary));
  const to = roundUp(Math.max(0.2, ...reals));
  const first = leading(spectra.loop);
  const height = roundUp(Math.max(0.5, most));
  return plot({
    label: "Eigenvalues of the loop in the complex plane",
    x: {
      label: "real part →",
      from: -roundUp(-Math.min(-1.2, ...reals)),
      to,
    },
    y: { label: "↑ imaginary part", from: -height, to: height },
    regions: [{ from: 0, to, className: "unstable" }],
    guides: [{ x: 0 }, { y: 0 }],
    dots: [
      ...spectra.steps.map(({ real, imaginary }) => ({
        ...{ x: real, y: imaginary, radius: 6 },
        className: `${classOf("DI")} hollow`,
      })),
      ...spectra.loop.map(({ real, imaginary }) => {
        const leads = real === first.real &&
          Math.abs(imaginary) === first.imaginary;
        return {
          ...{ x: real, y: imaginary, radius: leads ? 5 : 3.5 },
          className: classOf(leads ? "DI-2" : "DI"),
        };
      }),
    ],
  });
}

/** The angles of δ, as it settles, to what rules send. */
function anglePlot(moments: readonly LoopMoment[], sent: Sent): string {
  const angles = moments.map(({ rx }) => anglesTo(rx, sent));
  const x = moments.map(({ time }) => time);
  const line = (name: keyof Sent, className: string) => ({
    ...{ x, y: angles.map((angle) => angle[name]), className },
    name,
  });
  const most = Math.max(...angles.flatMap((angle) => Object.values(angle)));
  const to = most > 90 ? 180 : 90;
  return plot({
    label: "Angle of δ to what NDI, PBP, BP and the damped pseudoinverse send",
    x: timeAxis(moments),
    y: {
      label: "↑ angle of δ to what is sent by …, in degrees",
      ...{ from: 0, to, ticks: [0, 1, 2, 3].map((part) => part * to / 3) },
    },
    right: 84,
    lines: [
      line("NDI", `${classOf("NDI")} pale`),
      line("damped", `${classOf("NDI-3")} dotted`),
      line("PBP", classOf("PBP")),
      line("BP", classOf("BP")),
    ],
  });
}

/** The way of two units from rest, and what rules send; of BP the direction alone. */
function pathPlot(moments: readonly LoopMoment[], sent: Sent): string {
  const way = [
    new Float64Array(2),
    ...moments.map(({ rx }) => rx).filter((rx) => largest(rx) < 1e3),
  ];
  const { NDI, PBP, BP } = sent;
  const bound = roundUp(
    Math.min(
      2 * Math.max(largest(NDI), largest(PBP)),
      Math.max(...way.map(largest), largest(PBP)),
    ),
  );
  // a unit is as long in both directions
  const wide = bound * frameAcross / frameDown;
  const ray = (
    className: string,
    [x, y]: ArrayLike<number> & Iterable<number>,
  ) => (
    { x: [0, x], y: [0, y], className }
  );
  const length = norm(PBP) / norm(BP);
  return plot({
    label: "The way of the two units of the lower layer",
    x: { label: "first unit of the lower layer →", from: -wide, to: wide },
    y: { label: "↑ second unit", from: -bound, to: bound },
    guides: [{ x: 0 }, { y: 0 }],
    lines: [
      ray(`${classOf("NDI")} pale`, NDI),
      ray(classOf("PBP"), PBP),
      ray(classOf("BP"), BP.map((x) => length * x)),
      {
        x: way.map(([x]) => x),
        y: way.map(([, y]) => y),
        className: `${classOf("DI")} thin`,
      },
    ],
    dots: [{ x: way.at(-1)![0], y: way.at(-1)![1], className: classOf("DI") }],
  });
}

/** The largest size of a number, 0 if there is none. */
function largest(x: Iterable<number>): number {
  let most = 0;
  for (const value of x) most = Math.max(most, Math.abs(value));
  return most;
}

/** The next of 1, 1.5, 2, 3, 5 and 7, times a power of ten: axes that seldom jump. */
function roundUp(value: number): number {
  if (!(value > 0) || value === Infinity) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const first = [1, 1.5, 2, 3, 5, 7, 10]
    .find((first) => first * power >= value * (1 - 1e-9))!;
  return Number((first * power).toPrecision(2));
}
