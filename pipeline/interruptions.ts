/** Milliseconds in which one Ctrl-C may arrive twice: from the terminal, and passed on by `make` or `deno task`. */
const echo = 1000;

/**
 * A signal that a first Ctrl-C, a request to end, or the end of whoever reads what is
 * written sets off; a second Ctrl-C does not wait.
 */
export function interruptions() {
  const controller = new AbortController();
  let first = Infinity;
  let failure: unknown;
  const stop = () => {
    if (performance.now() - first > echo) Deno.exit(130);
    first = Math.min(first, performance.now());
    controller.abort();
  };
  const signals: Deno.Signal[] = ["SIGINT", "SIGTERM"];
  for (const name of signals) Deno.addSignalListener(name, stop);
  return {
    signal: controller.signal,
    /** Writes as `write` does, until that fails: then it stops what goes on, and keeps silent. */
    heeding(write: (line: string) => void) {
      return (line: string) => {
        if (failure !== undefined) return;
        try {
          write(line);
        } catch (error) {
          failure = error;
          controller.abort();
        }
      };
    },
    /** @throws why nothing more could be written, if that was so */
    requireHeard() {
      if (failure !== undefined) throw failure;
    },
    stopListening() {
      for (const name of signals) Deno.removeSignalListener(name, stop);
    },
  };
}
