import type { ReportSettings } from "./inputs.ts";
import { type Content, type Markup, markup, type Section } from "./markup.ts";

export const title = "Biological credit assignment through dynamic inversion";

/** What the page is, in as little room as can be: its title, what it asks and what came out, and where to read more. */
export function header(
  lead: Content,
  { label, versions, beyond }: Pick<
    ReportSettings,
    "label" | "versions" | "beyond"
  >,
  findings: Content = "",
): Markup {
  const [[project, version]] = Object.entries(versions);
  // only one profile says by its name alone how much it does of what was published
  const scale = label
    .replace(/^paper profile/, "at the published scale (paper profile)")
    .replace(/^beyond profile/, "at its own scale (beyond profile)");
  return markup`<header>
<h1>${title}</h1>
<p>Can a network learn if errors do not go back through the transpose of its
weights? ${lead} <a href="https://arxiv.org/abs/2007.05112">W. F. Podlaski and C. K. Machens,
NeurIPS 2020</a>, ${
    beyond ? "answered" : "done again"
  } by ${project} ${version} (<a href="https://spdx.org/licenses/MIT.html">MIT licence</a>) ${scale}${findings}.</p>
</header>
`;
}

/** The way to every section: beside the page where it is wide, else one menu. */
export function contents(sections: readonly Section[]): Markup {
  const list = markup`<ul>
${
    sections.map(({ name, title }) =>
      markup`<li><a href="#${name}">${title}</a></li>\n`
    )
  }</ul>`;
  return markup`<nav class="beside" aria-label="Contents">
${list}
</nav>
<nav class="menu" aria-label="Menu">
<details>
<summary>Contents</summary>
${list}
</details>
</nav>
`;
}
