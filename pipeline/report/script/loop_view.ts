/** What the loop's section shows of a state: drawings, words and a command, for the page and its script. */
import {
  anglesTo,
  criticalLeak,
  distance,
  drawLoop,
  type DrawnLoop,
  leading,
  logSteps,
  loopEigenvalues,
  type LoopFeedback,
  loopFeedbacks,
  type LoopMoment,
  type LoopNetwork,
  loopNetworks,
  restingController,
  runLoop,
  type Sent,
  sentBy,
  stepEigenvalues,
} from "../../../lib/explorables/loop.ts";
import type { Complex } from "../../../lib/linalg/complex.ts";
import { copy, scale } from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { numberText } from "../../figures/frame.ts";
import { classOf } from "../../figures/class_names.ts";
import { type Axis, frameAcross, frameDown, plot } from "./plot.ts";

/** What a reader chooses. */
export interface LoopState {
  network: LoopNetwork;
  feedback: LoopFeedback;
  seed: number;
  /** leak α */
  alpha: number;
  /** times the feedback */
  gain: number;
  /** length of a step, in time constants */
  dt: number;
}

/** What the page shows first: the steps and the leak are those of DI in Figure 3. */
export const firstLoopState: LoopState = {
  network: "20-10",
  feedback: "neg-transpose",
  seed: 0,
  alpha: 0.01,
  gain: 1,
  dt: 0.5,
};

/** Round numbers, so many a decade, from one power of ten to another. */
const decades = (from: number, to: number, each: number) =>
  Array.from(
    { length: (to - from) * each + 1 },
    (_, k) => Number((10 ** (from + k / each)).toPrecision(2)),
  );

/** The values that sliders step through. */
export const loopSliders = {
  alpha: [0, ...decades(-4, 1, 20)],
  gain: decades(-4, 2, 20),
  dt: decades(-1, 1, 40).filter((dt) => dt <= 2.5),
};

export type LoopSlider = keyof typeof loopSliders;

/** What a choice is called. */
export const feedbackNames: Record<LoopFeedback, string> = {
  "neg-transpose": "−Wᵀ",
  "neg-pseudoinverse": "−W⁺, the pseudoinverse",
  "neg-sign": "−sign(W)ᵀ",
  "random": "random",
  "optimised": "random, made stable",
};
export const networkNames: Record<LoopNetwork, string> = {
  "20-10": "20 and 10 units (Figure 3)",
  "2-2": "2 and 2 units",
};

const seeds = 2 ** 32, mostAlpha = 100;
const [leastGain, mostGain] = [1e-6, 1e4];
const [leastStep, mostStep] = [0.05, 2.5];

/** The state that an address asks for; what it does not name, or names wrongly, is as at first. */
export function loopStateOf(asked: URLSearchParams): LoopState {
  const first = firstLoopState;
  const one = <Name extends string>(key: string, names: Name[], name: Name) =>
    names.find((name) => name === asked.get(key)) ?? name;
  const number = (key: LoopSlider | "seed", least: number, most: number) => {
    const text = asked.get(key), value = Number(text);
    return text?.trim() && value >= least && value <= most ? value : first[key];
  };
  return {
    network: one(
      "network",
      Object.keys(loopNetworks) as LoopNetwork[],
      first.network,
    ),
    feedback: one("feedback", [...loopFeedbacks], first.feedback),
    seed: Math.floor(number("seed", 0, seeds - 1)),
    alpha: number("alpha", 0, mostAlpha),
    gain: number("gain", leastGain, mostGain),
    dt: number("dt", leastStep, mostStep),
  };
}

/** The address that asks for a state. */
export function askFor(state: LoopState): URLSearchParams {
  return new URLSearchParams(
    Object.entries(state).map(([key, value]) => [key, `${value}`]),
  );
}

/** How long loops run, in time constants, as in the paper: 999 steps of 0.5. */
const duration = 499.5;
/** Most moments that are drawn. */
const mostMoments = 240;
/** A loop has run away where it is so many times as far out as where it would rest. */
const away = 1e6;

/** All that is shown of a state. */
export interface LoopView {
  /** the SVG of each drawing; `path` is empty but for two units */
  drawings: Record<LoopDrawing, string>;
  words: string;
  command: string;
  /** the largest real part of an eigenvalue of the loop */
  abscissa: number;
}

export const loopDrawings = [
  "angles",
  "plane",
  "path",
  "below",
  "above",
] as const;
export type LoopDrawing = typeof loopDrawings[number];

/** Makes views; it keeps the last loop that was drawn, since making feedback stable takes a while. */
export function createLoopView(): (state: LoopState) => LoopView {
  let kept: { key: string; drawn: DrawnLoop } | null = null;
  return (state) => {
    const { network, feedback, seed } = state;
    const key = [network, feedback, seed].join();
    if (kept?.key !== key) {
      kept = { key, drawn: drawLoop(network, feedback, seed) };
    }
    return viewOf(state, kept.drawn);
  };
}

function viewOf(state: LoopState, { W, B, e }: DrawnLoop): LoopView {
  const { alpha: leak, gain, dt } = state;
  const loop = { W, e, leak, B: scale(copy(B), gain) };
  const sent = sentBy(loop, leak / gain);
  const moments = runLoop(
    loop,
    dt,
    logSteps(Math.round(duration / dt), mostMoments),
  );
  const limit = away * norm(sent.NDI);
  const end = moments.findIndex(({ rx }) => !(norm(rx) < limit));
  const near = end < 0 ? moments : moments.slice(0, end);
  const spectra = {
    loop: loopEigenvalues(loop),
    steps: stepEigenvalues(loop, dt),
  };
  const λ = leading(spectra.loop);
  return {
    drawings: {
      angles: anglePlot(near, sent),
      plane: planePlot(spectra),
      below: activityPlot(near, "rx", sent.NDI),
      above: activityPlot(near, "ry", restingController(loop)),
      path: W.columns === 2 ? pathPlot(near, sent) : "",
    },
    words: words(state, {
      λ,
      held: leading(spectra.steps).real < 0,
      needed: criticalLeak(loop),
      δ: moments.at(-1)!.rx,
      sent,
    }),
    command: command(state),
    abscissa: λ.real,
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
    name: name === "damped" ? "damped" : name,
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

/** What is seen, in words. */
function words(
  { alpha }: LoopState,
  { λ, held, needed, δ, sent }: {
    λ: Complex;
    held: boolean;
    needed: number | null;
    δ: Float64Array;
    sent: Sent;
  },
): string {
  const speed = digits(Math.LN2 / Math.abs(λ.real));
  const eigenvalue = `the leading eigenvalue is ${complexText(λ)}`;
  if (λ.real >= 0) {
    return `Unstable: ${eigenvalue}, so activities double every ${speed} time constants` +
      ` and δ never settles. A leak above ${
        digits(needed ?? 0)
      } would hold this loop.` +
      (held ? " The steps, which are coarser, still hold it." : "");
  }
  if (!held) {
    return `The loop is stable: ${eigenvalue}. But the steps are too long for it:` +
      " a ring has crossed the border, and what is computed runs away. Shorter steps would hold it.";
  }
  const angles = anglesTo(δ, sent);
  const to = (name: "NDI" | "PBP" | "BP") =>
    `${angles[name].toFixed(1)}° from ${name}`;
  const inverse = alpha > 0 ? "damped pseudoinverse" : "pseudoinverse";
  const rest = distance(δ, sent.NDI), off = distance(δ, sent.damped);
  return `Stable: ${eigenvalue}, so what is left to settle halves every ${speed} time constants.` +
    ` After 500 of them δ is ${to("NDI")}, ${to("PBP")} and ${to("BP")}` +
    (rest > 0.01 ? `, but still ${share(rest)} away from where it rests` : "") +
    `. ${
      off < 1e-3
        ? `This is what the ${inverse} sends.`
        : `It differs from what the ${inverse} sends by ${
          off < 1 ? `${share(off)} of` : `${digits(off)} times`
        } that one’s length.`
    }` +
    (needed === null
      ? ""
      : ` Below a leak of ${digits(needed)} this loop would run away.`);
}

/** The command that trains a model of the linear regression by such a loop, beside the others. */
function command({ feedback, alpha, gain, dt, seed }: LoopState): string {
  const steps = dt === firstLoopState.dt
    ? ""
    : ` --set linear-regression.integratorStep=${dt}` +
      ` --set linear-regression.integratorSteps=${Math.round(duration / dt)}`;
  return `deno task train linear-regression --seeds ${seed} --model linear-regression.mine=DI,feedback=${feedback},scale=${gain},leak=${alpha}${steps}`;
}

/** Three significant digits. */
export function digits(value: number): string {
  return numberText(Number(value.toPrecision(3)));
}

function share(fraction: number): string {
  return `${numberText(Number((100 * fraction).toPrecision(2)))}\u00a0%`;
}

function complexText({ real, imaginary }: Complex): string {
  return imaginary === 0
    ? digits(real)
    : `${digits(real)} ± ${digits(Math.abs(imaginary))} i`;
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
