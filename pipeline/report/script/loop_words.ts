/** What is seen of a loop, in words, and the command that trains by it. */
import {
  anglesTo,
  distance,
  type Sent,
} from "../../../lib/explorables/loop.ts";
import type { Complex } from "../../../lib/linalg/complex.ts";
import { numberText, significant } from "../../figures/frame.ts";
import { duration, firstLoopState, type LoopState } from "./loop_state.ts";

/** What is to be told of a loop. */
interface Seen {
  /** its leading eigenvalue */
  λ: Complex;
  /** whether its steps are stable */
  held: boolean;
  /** the leak above which it is; null if it needs none */
  needed: number | null;
  /** what it came to */
  δ: Float64Array;
  sent: Sent;
}

/** Whether the loop settles, why, and where δ points then. */
export function wordsOf(
  { alpha }: LoopState,
  { λ, held, needed, δ, sent }: Seen,
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
export function commandOf(
  { feedback, alpha, gain, dt, seed }: LoopState,
): string {
  const steps = dt === firstLoopState.dt
    ? ""
    : ` --set linear-regression.integratorStep=${dt}` +
      ` --set linear-regression.integratorSteps=${Math.round(duration / dt)}`;
  return `deno task train linear-regression --seeds ${seed} --model linear-regression.mine=DI,feedback=${feedback},scale=${gain},leak=${alpha}${steps}`;
}

/** Three significant digits, as 0.00067 or 1.23 × 10⁻⁵. */
export function digits(value: number): string {
  return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e-3
    ? numberText(Number(value.toPrecision(3)))
    : significant(value);
}

function share(fraction: number): string {
  return `${numberText(Number((100 * fraction).toPrecision(2)))}\u00a0%`;
}

/** An imaginary part that may be rounding is none. */
function complexText({ real, imaginary }: Complex): string {
  return Math.abs(imaginary) <= 1e-7 * Math.abs(real)
    ? digits(real)
    : `${digits(real)} ± ${digits(Math.abs(imaginary))} i`;
}
