/** Chooses how a run is reported. */
import { dim, green } from "@std/fmt/colors";
import { liveReporter } from "./live_reporter.ts";
import { jsonReporter, type OpenReporter, textReporter } from "./reporter.ts";
import type { Stream } from "./stream.ts";

/** Events for programs, lines for people, or a live view for people at a terminal. */
export function openReporter(
  { log }: { log: "text" | "json" },
  { write, terminal }: Stream,
  run: { names: readonly string[]; signal: AbortSignal },
): OpenReporter {
  if (log === "text" && terminal) {
    // without colours where NO_COLOR is set
    const style = { done: green, faint: dim };
    return liveReporter({ ...run, style }, async () => {
      const { openLiveRegion } = await import("./live_region.ts");
      return openLiveRegion(terminal);
    });
  }
  const report = log === "json" ? jsonReporter : textReporter;
  return { report: report(write), close: () => Promise.resolve() };
}
