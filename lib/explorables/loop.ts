/**
 * One loop of dynamic inversion, taken apart: what it does over time, why it settles or runs away,
 * and where its error points meanwhile. `lib/rules/dynamic_inversion.ts` is the rule itself.
 */
import { initialFeedback, uniformMatrix } from "../feedback/initial.ts";
import { stabilise } from "../feedback/stabilise.ts";
import { loopMatrix } from "../feedback/stability.ts";
import type { Complex } from "../linalg/complex.ts";
import { createEigenvalues } from "../linalg/eigenvalues.ts";
import {
  copy,
  identity,
  type Matrix,
  matrix,
  place,
  scale,
  shiftDiagonal,
  transpose,
} from "../linalg/matrix.ts";
import { angle, norm } from "../linalg/norms.ts";
import { createLeastSquares } from "../linalg/solve.ts";
import { apply, product } from "../linalg/product.ts";
import { NumpyRandom } from "../random/numpy_random.ts";
import { backpropagation } from "../rules/backpropagation.ts";
import { nonDynamicInversion } from "../rules/non_dynamic_inversion.ts";
import { pseudobackpropagation } from "../rules/pseudobackpropagation.ts";
import type { LayerRule } from "../rules/rule.ts";

/** Layers that a loop runs between: the one whose error is sought, and the one above, whose error is known. */
export const loopNetworks = {
  "20-10": { hidden: 20, outputs: 10 },
  "2-2": { hidden: 2, outputs: 2 },
};

export type LoopNetwork = keyof typeof loopNetworks;

/** Where the feedback of a loop comes from. */
export const loopFeedbacks = [
  "neg-transpose",
  "neg-pseudoinverse",
  "neg-sign",
  "random",
  "optimised",
] as const;

export type LoopFeedback = typeof loopFeedbacks[number];

/** What does not change while a loop is looked at: weights W (out × in), feedback B (in × out) and error e (out). */
export interface DrawnLoop {
  W: Matrix;
  B: Matrix;
  e: Float64Array;
}

/** How the feedback of a random draw is made stable without a leak, by longer steps than those of Figure 3, whose weights are smaller. */
const descent = {
  optimisationRate: 0.2,
  optimisationMinimumSteps: 10,
  optimisationMaximumSteps: 2000,
  optimisationTarget: -0.05,
  optimisationSmoothing: 0,
  attempts: 1,
};

/**
 * Draws a loop from a seed: W uniform with entries of variance 1/in, random B
 * with entries of variance 1/out, so that W B has eigenvalues of size one, and
 * an e of length 1 in a direction without preference.
 */
export function drawLoop(
  network: LoopNetwork,
  feedback: LoopFeedback,
  seed: number,
): DrawnLoop {
  const { hidden, outputs } = loopNetworks[network];
  const random = new NumpyRandom(seed);
  const down = { rows: outputs, columns: hidden };
  const up = { rows: hidden, columns: outputs };
  const W = uniformMatrix(random, down, Math.sqrt(3 / hidden));
  const drawn = uniformMatrix(random, up, Math.sqrt(3 / outputs));
  const e = random.normal(outputs);
  scale({ data: e }, 1 / norm(e));
  return { W, B: feedbackOf(feedback, W, drawn), e };
}

function feedbackOf(kind: LoopFeedback, W: Matrix, random: Matrix): Matrix {
  if (kind === "random") return random;
  if (kind === "optimised") {
    return stabilise({ W: [W], B: random, leak: 0 }, descent).feedback;
  }
  const [, weights] = kind.split("-") as ["neg", "transpose"];
  return initialFeedback({ kind: weights, scale: -1 }, W, { random });
}

/** A loop that runs: its feedback multiplied by whatever gain it has, and its leak α. */
export interface RunningLoop extends DrawnLoop {
  leak: number;
}

/** Where a loop is after some of its steps. */
export interface LoopMoment {
  time: number;
  rx: Float64Array;
  ry: Float64Array;
}

/**
 * The loop of linear units from rest,
 *
 *   ṙ_y = W r_x − α r_y − e
 *   ṙ_x = −r_x + B r_y,
 *
 * by the semi-implicit Euler steps of `dynamicInversion`, to the same bits: the
 * moments after the steps whose numbers, from 1 and ascending, are in `kept`.
 */
export function runLoop(
  { W, B, e, leak }: RunningLoop,
  dt: number,
  kept: readonly number[],
): LoopMoment[] {
  const ry = new Float64Array(W.rows), drive = new Float64Array(W.rows);
  const rx = new Float64Array(W.columns), feedback = new Float64Array(B.rows);
  let step = 0;
  return kept.map((until) => {
    for (; step < until; step++) {
      apply(W, rx, drive);
      for (let i = 0; i < ry.length; i++) {
        ry[i] += dt * (drive[i] - leak * ry[i] - e[i]);
      }
      apply(B, ry, feedback);
      for (let i = 0; i < rx.length; i++) rx[i] += dt * (feedback[i] - rx[i]);
    }
    return { time: step * dt, rx: rx.slice(), ry: ry.slice() };
  });
}

/** Numbers of steps from 1 to the last, `most` at most, as evenly as can be on a log axis. */
export function logSteps(last: number, most: number): number[] {
  const steps = Array.from(
    { length: most },
    (_, k) => Math.round(last ** (k / (most - 1))),
  );
  return [...new Set(steps)];
}

/** What rules send to the lower layer for the same weights and error. */
export interface Sent {
  /** where the loop rests: B (W B − α I)⁻¹ e */
  NDI: Float64Array;
  /** W⁺ e */
  PBP: Float64Array;
  /** Wᵀ e */
  BP: Float64Array;
  /** by the pseudoinverse, damped by d: Wᵀ (W Wᵀ + d I)⁻¹ e */
  damped: Float64Array;
}

/** What rules send, with damping d: of feedback −g Wᵀ and leak α, at d = α/g, NDI is the damped pseudoinverse. */
export function sentBy({ W, B, e, leak }: RunningLoop, damping: number): Sent {
  const send = (rule: LayerRule, feedback = B) => {
    const δ = new Float64Array(W.columns), slope = δ.slice().fill(1);
    rule(W)({ W, B: feedback, slope, e, δ });
    return δ;
  };
  return {
    NDI: send(nonDynamicInversion({ leak })),
    PBP: send(pseudobackpropagation),
    BP: send(backpropagation),
    damped: send(nonDynamicInversion({ leak: -damping }), transpose(W)),
  };
}

/** Where the upper layer rests, the controller: (W B − α I)⁻¹ e. */
export function restingController(
  { W, B, e, leak }: RunningLoop,
): Float64Array {
  const M = shiftDiagonal(product(W, B), -leak);
  return createLeastSquares(M)(M)(e, new Float64Array(W.rows));
}

/** The angles of δ to what rules send, in degrees. */
export function anglesTo(
  δ: Float64Array,
  sent: Sent,
): Record<keyof Sent, number> {
  const { NDI, PBP, BP, damped } = sent;
  return {
    NDI: angle(δ, NDI),
    PBP: angle(δ, PBP),
    BP: angle(δ, BP),
    damped: angle(δ, damped),
  };
}

/** ‖u − v‖ / ‖v‖ */
export function distance(u: Float64Array, v: Float64Array): number {
  return norm(u.map((x, i) => x - v[i])) / norm(v);
}

/** The eigenvalues of a loop, all of them: it is stable where every real part is below zero. */
export function loopEigenvalues(
  { W, B, leak }: Pick<RunningLoop, "W" | "B" | "leak">,
): Complex[] {
  return eigenvaluesOf(loopMatrix({ W: [W], B, leak }));
}

/**
 * The eigenvalues z of one step of the loop, of length dt, each as the
 * eigenvalue ln(z) / dt of the continuous loop that moves as the steps do. The
 * steps run away where |z| > 1, so where its real part is above zero; as dt
 * falls to zero they become those of the loop. A step is
 *
 *   [ r_x ]     [ (1 − dt) I + dt² B W   dt (1 − α dt) B ] [ r_x ]
 *   [ r_y ]  ←  [ dt W                   (1 − α dt) I    ] [ r_y ]
 *
 * and what e adds.
 */
export function stepEigenvalues(
  { W, B, leak }: Pick<RunningLoop, "W" | "B" | "leak">,
  dt: number,
): Complex[] {
  const n = W.columns, kept = 1 - leak * dt;
  const S = matrix(n + W.rows, n + W.rows);
  const upper = shiftDiagonal(scale(product(B, W), dt * dt), 1 - dt);
  place(S, upper, { row: 0, column: 0 });
  place(S, scale(copy(B), dt * kept), { row: 0, column: n });
  place(S, scale(copy(W), dt), { row: n, column: 0 });
  place(S, scale(identity(W.rows), kept), { row: n, column: n });
  return eigenvaluesOf(S).map(({ real, imaginary }) => ({
    real: Math.log(Math.hypot(real, imaginary)) / dt,
    imaginary: Math.atan2(imaginary, real) / dt,
  }));
}

function eigenvaluesOf(A: Matrix): Complex[] {
  const { real, imaginary } = createEigenvalues(A.rows)(A);
  return Array.from(
    real,
    (real, k): Complex => ({ real, imaginary: imaginary[k] }),
  );
}

/** The eigenvalue of largest real part; of a conjugate pair the upper. */
export function leading(eigenvalues: readonly Complex[]): Complex {
  return eigenvalues.reduce((best, next) =>
    next.real > best.real ? next : best
  );
}

/**
 * The leak above which a loop is stable, null where it is without any.
 *
 * By (λ + 1)(λ + α) = μ an eigenvalue μ of W B puts λ on the imaginary axis where
 *
 *   α = Re μ + (Im μ / (1 + α))²,
 *
 * so where α = μ if μ is real. The right side falls as α grows: Newton's steps
 * come to the one solution from below.
 */
export function criticalLeak(
  { W, B }: Pick<DrawnLoop, "W" | "B">,
): number | null {
  const wide = W.rows <= W.columns;
  const leaks = eigenvaluesOf(wide ? product(W, B) : product(B, W))
    .filter(({ real, imaginary }) => real + imaginary ** 2 > 0)
    .map(({ real, imaginary }) => {
      let α = Math.max(0, real);
      for (let step = 0; step < mostSteps; step++) {
        const bend = (imaginary / (1 + α)) ** 2;
        const next = α + (real + bend - α) / (1 + 2 * bend / (1 + α));
        if (!(next > α)) break;
        α = next;
      }
      return α;
    });
  return leaks.length > 0 ? Math.max(...leaks) : null;
}

/** Newton's steps double the digits; these are far more than needed. */
const mostSteps = 100;
