/** Milliseconds in which one Ctrl-C may arrive twice: from the terminal, and passed on by `make` or `deno task`. */
const echo = 1000;

/** A signal that a first Ctrl-C, or a request to end, sets off; a second one does not wait. */
export function interruptions() {
  const controller = new AbortController();
  let first = Infinity;
  const stop = () => {
    if (performance.now() - first > echo) Deno.exit(130);
    first = Math.min(first, performance.now());
    controller.abort();
  };
  const signals: Deno.Signal[] = ["SIGINT", "SIGTERM"];
  for (const name of signals) Deno.addSignalListener(name, stop);
  return {
    signal: controller.signal,
    stopListening() {
      for (const name of signals) Deno.removeSignalListener(name, stop);
    },
  };
}
