/** Waiting for what others do. */
import { setTimeout as delay } from "node:timers/promises";

export interface Clock {
  /** milliseconds of a clock that only goes forward */
  now(): number;
  /** waits so many milliseconds, or until it is stopped */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => {}),
};

/** Milliseconds between two attempts. */
const pauseMs = 1000;

/** Tries once, and again each second for as long as one is patient, until something comes of it. */
export async function patiently<T>(
  attempt: () => Promise<T>,
  { patience = 0, signal }: {
    /** milliseconds */
    patience?: number;
    signal: AbortSignal;
  },
  { now, sleep }: Clock = systemClock,
): Promise<T> {
  const end = now() + patience;
  for (;;) {
    const result = await attempt();
    const left = end - now();
    if (result || left <= 0 || signal.aborted) return result;
    await sleep(Math.min(pauseMs, left), signal);
  }
}
