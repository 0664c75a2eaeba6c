import { commandText } from "../studies/command_text.ts";
import type { ReportSettings } from "./inputs.ts";
import { type Markup, markup } from "./markup.ts";

/**
 * Where a table of measurements is, or what makes it where it is too long to be kept beside the page.
 *
 * @param name its name, as `table` and `aggregate` know it
 * @param rows of a table of every measurement, of which this one has one in `every`
 * @param only the experiments that it is of; defaults to all
 */
export function tableLine(
  { again, longestTable = Infinity }: Pick<
    ReportSettings,
    "again" | "longestTable"
  >,
  { name, rows, every, only }: {
    name: string;
    rows: number;
    every: number;
    only?: string[];
  },
): Markup {
  const file = `tables/${name}.csv`;
  const which = every === 1
    ? "Every measurement"
    : `One in ${every} measurements of each series`;
  const made = Math.round(rows / every);
  if (made > longestTable) {
    const command = commandText(`aggregate ${name}`, again, only);
    return markup`${which} as CSV would be ${
      made.toLocaleString("en")
    } rows, too many to keep beside this page.
<code>${command}</code> writes
<code>${file}</code>.`;
  }
  const differs = (only ?? Object.keys(again.changes ?? {}))
    .some((experiment) => again.changes?.[experiment]);
  const more = differs
    ? ", with a column for each setting that differs from the profile"
    : "";
  return markup`<a href="${file}">${which} as CSV</a>${more};
<code>${commandText(`table ${name}`, again, only)}</code> prints the same.`;
}
