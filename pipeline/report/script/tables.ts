/// <reference lib="dom" />
import { compareCells } from "./sort_key.ts";

/** Turns the headings of tables into buttons that sort their rows, each group of rows in itself. */
export function openTables(): void {
  for (const table of document.querySelectorAll("table")) {
    const groups = [...table.tBodies].map((body) => ({
      body,
      rows: [...body.rows]
        .filter((row) => !row.querySelector('[scope="rowgroup"]')),
    }));
    const headings = [...table.tHead?.rows[0]?.cells ?? []];
    const isPlain = groups.flatMap(({ rows }) => rows)
      .every(({ cells }) => cells.length === headings.length);
    if (!isPlain || !groups.some(({ rows }) => rows.length > 2)) continue;
    headings.forEach((heading, column) => {
      const button = sortButton(heading);
      button.addEventListener("click", () => {
        const descending = heading.ariaSort === "ascending";
        for (const each of headings) each.ariaSort = null;
        heading.ariaSort = descending ? "descending" : "ascending";
        const textIn = ({ cells }: HTMLTableRowElement) =>
          [...cells[column].childNodes].map((part) => part.textContent)
            .join(" ");
        for (const { body, rows } of groups) {
          body.append(
            ...rows.toSorted((a, b) =>
              compareCells(textIn(a), textIn(b), descending)
            ),
          );
        }
      });
    });
  }
}

/** A heading as a button; beside its link, where it has one. */
function sortButton(heading: HTMLTableCellElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  const link = heading.querySelector("a");
  if (link) {
    button.setAttribute("aria-label", `Sort by ${link.textContent}`);
    link.after(" ", button);
  } else {
    button.append(...heading.childNodes);
    heading.append(button);
  }
  return button;
}
