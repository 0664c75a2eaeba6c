/** Chooses how a run is told. */
import { dim, green } from "@std/fmt/colors";
import { liveReporter } from "../terminal/live_reporter.ts";
import type { Options } from "./options.ts";
import {
  jsonReporter,
  type OpenReporter,
  textReporter,
} from "../terminal/reporter.ts";
import type { Stream } from "../terminal/stream.ts";

/** Events for programs, lines for people, or a live view for people at a terminal. */
export function openReporter(
  { log }: Pick<Options, "log">,
  { write, terminal }: Stream,
  run: { names: readonly string[]; signal: AbortSignal },
): OpenReporter {
  if (log === "text" && terminal) {
    // without colours where NO_COLOR is set
    const style = { done: green, faint: dim };
    return liveReporter({ ...run, style }, async () => {
      const { openLiveRegion } = await import("../terminal/live_region.ts");
      return openLiveRegion(terminal);
    });
  }
  const report = log === "json" ? jsonReporter : textReporter;
  return { report: report(write), close: () => Promise.resolve() };
}
