/** The last lines of a run. */
import type { NodeResult } from "../run/events.ts";
import { plural } from "../text/words.ts";
import { secondsText } from "./time_text.ts";

/**
 * How many nodes ended how, the time that fresh ones saved, which models did not
 * finish, now or earlier, and where to look: `12 ran; 30 fresh, saving 1m 10s`,
 * `see outputs/index.html`.
 *
 * @param shown paths of what is there to look at
 */
export function summarise(
  results: ReadonlyMap<string, NodeResult>,
  shown: readonly string[],
): string[] {
  const counts = { ran: 0, fresh: 0, failed: 0, skipped: 0 };
  let saved = 0;
  for (const result of results.values()) {
    counts[result.status]++;
    if (result.status === "fresh") saved += result.record.seconds;
  }
  const parts = [
    `${counts.ran} ran`,
    `${counts.fresh} fresh${
      counts.fresh > 0 ? `, saving ${secondsText(saved)}` : ""
    }`,
  ];
  if (counts.failed > 0) parts.push(`${counts.failed} failed`);
  if (counts.skipped > 0) parts.push(`${counts.skipped} skipped`);
  return [
    parts.join("; "),
    ...unfinished(results),
    ...worthNaming(shown).map((path) => `see ${path}`),
  ];
}

/** Models that a summary names before it only counts. */
const named = 8;

/** What training nodes note, which they do where a model did not finish. */
function unfinished(results: ReadonlyMap<string, NodeResult>): string[] {
  const lines = [...results].flatMap(([name, result]) => {
    const notes = "record" in result ? result.record.notes ?? [] : [];
    const [, model, seed] = /^train\/(.+)\/seed-(\d+)$/.exec(name) ?? [];
    return model ? notes.map((note) => `${model} ${note} (seed ${seed})`) : [];
  });
  if (lines.length === 0) return [];
  const more = lines.length - named;
  return [
    `${plural(lines.length, "model")} did not finish:`,
    ...lines.slice(0, named).map((line) => `  ${line}`),
    ...more > 0 ? [`  and ${more} more`] : [],
  ];
}

/** The page if it was made, else everything that was. */
function worthNaming(shown: readonly string[]): readonly string[] {
  const page = shown.filter((path) => path.endsWith("index.html"));
  return page.length > 0 ? page : shown;
}
