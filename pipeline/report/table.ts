import { type Content, type Markup, markup } from "./markup.ts";

/** The head of a table. */
export function tableHead(headings: readonly string[]): Markup {
  return markup`<thead><tr>${
    headings.map((heading) => markup`<th scope="col">${heading}</th>`)
  }</tr></thead>`;
}

/** Rows of a table below one that names them, across all columns. */
export function rowGroup(
  title: Content,
  rows: Content,
  columns: number,
): Markup {
  return markup`<tbody>
<tr><th colspan="${columns}" scope="rowgroup">${title}</th></tr>
${rows}</tbody>
`;
}

/** A row of a table about one model. */
export function modelRow(model: string, cells: readonly Content[]): Markup {
  return markup`<tr><th scope="row">${model}</th>${
    cells.map((cell) => markup`<td>${cell}</td>`)
  }</tr>
`;
}
