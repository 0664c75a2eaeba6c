/** The last lines of a run, and times in words. */
import { format } from "@std/fmt/duration";
import type { NodeResult } from "../run/run.ts";
import type { TimeToGo } from "../run/time_to_go.ts";
import { plural } from "../text/words.ts";

/**
 * How many nodes ended how, the time that fresh ones saved, what nodes noted, now or
 * earlier, and where to look: `12 ran; 30 fresh, saving 1m 10s`,
 * `see outputs/index.html`.
 *
 * @param shown paths of what is there to look at
 */
export function summarise(
  results: ReadonlyMap<string, NodeResult>,
  shown: readonly string[],
): string[] {
  const endings = Map.groupBy(results.values(), ({ status }) => status);
  const count = (status: NodeResult["status"]) =>
    endings.get(status)?.length ?? 0;
  const fresh = [...results.values()].flatMap((result) =>
    result.status === "fresh" ? [result.record.seconds] : []
  );
  const saved = fresh.reduce((sum, seconds) => sum + seconds, 0);
  return [
    [
      `${count("ran")} ran`,
      `${fresh.length} fresh${
        fresh.length > 0 ? `, saving ${secondsText(saved)}` : ""
      }`,
      ...(["failed", "skipped"] as const)
        .filter((status) => count(status) > 0)
        .map((status) => `${count(status)} ${status}`),
    ].join("; "),
    ...notesOf(results),
    ...worthNaming(shown).map((path) => `see ${path}`),
  ];
}

/** Notes that a summary prints before it only counts. */
const mostNotes = 8;

/** What nodes note, such as that a model did not finish. */
function notesOf(results: ReadonlyMap<string, NodeResult>): string[] {
  const notes = [...results].flatMap(([name, result]) =>
    "record" in result
      ? (result.record.notes ?? []).map((note) => `  ${name}: ${note}`)
      : []
  );
  if (notes.length === 0) return [];
  const more = notes.length - mostNotes;
  return [
    `${plural(notes.length, "note")}:`,
    ...notes.slice(0, mostNotes),
    ...more > 0 ? [`  and ${more} more`] : [],
  ];
}

/** The page if it was made, else everything that was. */
function worthNaming(shown: readonly string[]): readonly string[] {
  const page = shown.filter((path) => path.endsWith("index.html"));
  return page.length > 0 ? page : shown;
}

/** Seconds in words, `1m 10s`: whole ones, and at least one. */
export function secondsText(seconds: number): string {
  return format(Math.max(1, Math.ceil(seconds)) * 1000, { ignoreZero: true });
}

/**
 * What is known of the time to go, to stand after a count of nodes:
 * `, about 1m 10s by earlier runs (2 known on wasm only, 3 never run)`.
 */
export function describeTimeToGo(
  { nodes, seconds, unknown, otherSettings, otherBackends }: TimeToGo,
): string {
  if (nodes === 0 || unknown === nodes) return "";
  const remarks = [...otherBackends].map(([backend, count]) =>
    `${count} known on ${backend} only`
  );
  if (otherSettings > 0) remarks.push(`${otherSettings} with other settings`);
  if (unknown > 0) remarks.push(`${unknown} never run and not counted`);
  const remark = remarks.length > 0 ? ` (${remarks.join(", ")})` : "";
  return `, about ${secondsText(seconds)} by earlier runs${remark}`;
}
