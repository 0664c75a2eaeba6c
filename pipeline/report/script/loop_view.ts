/** What the loop's section shows of a state: drawings, words and a command, for the page and its script. */
import {
  criticalLeak,
  drawLoop,
  type DrawnLoop,
  leading,
  logSteps,
  loopEigenvalues,
  restingController,
  runLoop,
  sentBy,
  stepEigenvalues,
} from "../../../lib/explorables/loop.ts";
import { copy, scale } from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { drawingsOf, type LoopDrawing } from "./loop_drawings.ts";
import { duration, type LoopState } from "./loop_state.ts";
import { commandOf, wordsOf } from "./loop_words.ts";

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
    drawings: drawingsOf({
      moments: near,
      sent,
      controller: restingController(loop),
      spectra,
    }),
    words: wordsOf(state, {
      λ,
      held: leading(spectra.steps).real < 0,
      needed: criticalLeak(loop),
      δ: moments.at(-1)!.rx,
      sent,
    }),
    command: commandOf(state),
    abscissa: λ.real,
  };
}
