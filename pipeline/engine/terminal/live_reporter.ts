/** Paints what happens in a run at the foot of a terminal. */
import type { RunEvent } from "../run/events.ts";
import type { BarStyle } from "./live_bars.ts";
import type { LiveRegion } from "./live_region.ts";
import { liveView } from "./live_view.ts";
import { type OpenReporter, sentencesOf } from "./reporter.ts";

/** Milliseconds from one painting to the next. */
const interval = 100;

/**
 * Shows where the run stands until it is closed, and keeps troubles above. The
 * region is opened by the first event that tells of work, so that a run that
 * finds everything fresh paints nothing.
 */
export function liveReporter(
  { names, signal, style }: {
    /** of all nodes in the run */
    names: readonly string[];
    /** asks the run to stop */
    signal: AbortSignal;
    style: BarStyle;
  },
  open: () => Promise<LiveRegion>,
): OpenReporter {
  const view = liveView(names);
  const troubles: string[] = [];
  let opening: Promise<LiveRegion> | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const paint = (region: LiveRegion) => {
    for (const line of troubles.splice(0)) region.keep(line);
    region.show(view.lines({
      now: performance.now(),
      columns: region.columns(),
      style,
      stopping: signal.aborted,
    }));
  };
  const begin = async () => {
    const region = await open();
    timer = setInterval(paint, interval, region);
    return region;
  };
  return {
    report(event) {
      view.take(event, performance.now());
      troubles.push(...troublesIn(event));
      if (event.type !== "fresh") opening ??= begin();
    },
    async close() {
      const region = await opening;
      clearInterval(timer);
      if (!region) return;
      paint(region); // what has come since the last time
      region.close();
    },
  };
}

/** What a reader should find when the view is gone. */
function troublesIn(event: RunEvent): string[] {
  switch (event.type) {
    case "failed":
    case "damaged":
    case "hint":
      return sentencesOf(event);
    case "ran":
      return sentencesOf(event).slice(1); // its note
    default:
      return [];
  }
}
