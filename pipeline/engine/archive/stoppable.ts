import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds after which the event loop is let turn: no signal comes before it does. */
const turnMs = 50;

/**
 * Things one after another, as long as a signal is not set off.
 *
 * @throws the reason of the signal.
 */
export async function* stoppable<T>(
  things: Iterable<T> | AsyncIterable<T>,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  let turned = performance.now();
  for await (const thing of things) {
    if (performance.now() - turned > turnMs) {
      await delay(0);
      turned = performance.now();
    }
    signal?.throwIfAborted();
    yield thing;
  }
}
