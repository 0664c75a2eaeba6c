import { endingLines, seedsText } from "./caption.ts";
import { verticalDomain } from "./domain.ts";
import { missingLines } from "./incomplete.ts";
import { limitNotes } from "./limit_notes.ts";
import type { Place } from "./figure.ts";
import type { Results, VisibleCurve } from "./visible_curves.ts";

/** One panel of a composite with what it shows. */
export interface Shown {
  place: Place;
  curves: readonly VisibleCurve[];
  results: Results;
}

/**
 * What a reader must be told of a composite, each thing once, after the letters of the panels it is
 * true of: what was run, what left its frame, what stopped early.
 */
export function compositeCaption(shown: readonly Shown[]): string[] {
  const runs = group(
    shown.map(({ place, results: { summary } }) => ({
      letter: place.letter,
      text: `${summary.label} · ${
        seedsText(summary, "mean (of errors: geometric)")
      }`,
    })),
  );
  const notes = group(shown.flatMap((
    { place: { letter, panel }, curves, results: { summary } },
  ) =>
    [
      ...missingLines(summary),
      ...limitNotes(
        panel.vertical,
        curves,
        verticalDomain(panel.vertical, curves),
      ),
      ...endingLines(curves),
    ].map((text) => ({ letter, text }))
  ));
  const first = runs.length === 1
    ? [runs[0].text]
    : runs.map(({ letters, text }) => `${rangeText(letters)}: ${text}`);
  const rest = notes.map(({ letters, text }) =>
    `${rangeText(letters)}: ${text}`
  );
  return [first.join("; "), ...rest.length > 0 ? [rest.join("; ")] : []];
}

/** Equal texts together, in the order first met. */
function group(
  notes: readonly { letter: string; text: string }[],
): { letters: string[]; text: string }[] {
  const letters = new Map<string, string[]>();
  for (const { letter, text } of notes) {
    letters.set(text, [...letters.get(text) ?? [], letter]);
  }
  return [...letters].map(([text, letters]) => ({ letters, text }));
}

/** Letters as "a, c–f": three neighbours or more as a range. */
export function rangeText(letters: readonly string[]): string {
  const runs: string[][] = [];
  for (const letter of [...letters].sort()) {
    const run = runs.at(-1);
    if (run && letter.charCodeAt(0) === run.at(-1)!.charCodeAt(0) + 1) {
      run.push(letter);
    } else runs.push([letter]);
  }
  return runs
    .flatMap((run) => run.length < 3 ? run : [`${run[0]}–${run.at(-1)}`])
    .join(", ");
}
