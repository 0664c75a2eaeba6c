/** Asking the queue, and submitting what it lacks, in turn: two who do both at once would each submit all. */
import { digestOf } from "../files/digest.ts";
import type { Clock } from "../run/clock.ts";
import type { Leases } from "../store/leases.ts";
import type { Holder } from "../store/processes.ts";

const key = digestOf("submitting to Slurm");

/** Milliseconds between two attempts. */
const pauseMs = 500;

/**
 * Waits until no other run submits from the store; whoever was killed holds up nobody for
 * long.
 *
 * @param onWait hears once who is at it
 * @returns what is to be disposed of afterwards
 */
export async function takeTurn(
  leases: Leases,
  onWait: (holder: Holder | null) => void,
  { sleep }: Pick<Clock, "sleep">,
): Promise<Disposable> {
  for (let told = false;; told = true) {
    const answer = leases.take(key);
    if ("lease" in answer) return answer.lease;
    if (!told) onWait(answer.holder);
    await sleep(pauseMs);
  }
}
