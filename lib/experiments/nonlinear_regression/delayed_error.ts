import type {
  FirstLayerUpdate,
  TanhNetwork,
} from "../../kernels/tanh_network_error.ts";
import { TanhNetworkError } from "../../kernels/tanh_network_error.ts";
import { transpose } from "../../linalg/matrix.ts";
import type { TraceRecorder } from "../../io/trace.ts";
import type { Start } from "./initialise.ts";

/** Iterations whose errors are computed together. */
const batch = 64;

/**
 * The squared error over the whole set, computed for many iterations together,
 * since that is faster: each is recorded some time after it was asked for.
 */
export class DelayedError {
  readonly #errors: TanhNetworkError;
  #iterations: number[] = [];

  constructor(network: TanhNetwork, { x, y }: Start) {
    this.#errors = new TanhNetworkError(network, {
      x: transpose(x),
      target: transpose(y),
      batch,
    });
  }

  /** Whether it is time to settle. */
  get full(): boolean {
    return this.#iterations.length === batch;
  }

  /** Asks for the error at an iteration, whose update of the network was the last one. */
  ask(iteration: number, network: TanhNetwork, update: FirstLayerUpdate): void {
    this.#errors.push(network, update);
    this.#iterations.push(iteration);
  }

  /** Notes an update after which the error is not asked for. */
  skip(update: FirstLayerUpdate): void {
    this.#errors.skip(update);
  }

  /**
   * Records all errors asked for, as `error`, up to the first that is not
   * finite. Returns the iteration of that one, or null.
   */
  settle(trace: TraceRecorder): number | null {
    const iterations = this.#iterations;
    const errors = this.#errors.take();
    this.#iterations = [];
    const bad = errors.findIndex((error) => !Number.isFinite(error));
    const end = bad < 0 ? errors.length : bad;
    for (let k = 0; k < end; k++) {
      trace.record("error", iterations[k], errors[k]);
    }
    return bad < 0 ? null : iterations[bad];
  }
}
