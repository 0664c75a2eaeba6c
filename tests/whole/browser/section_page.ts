/** A page of one section, with the script and the looks of the report. */
import { bundled } from "../../../pipeline/report/bundle.ts";
import {
  dataBlock,
  Markup,
  markup,
  type Section,
  sectionMarkup,
} from "../../../pipeline/report/markup.ts";
import { contentPolicy } from "../../../pipeline/report/page.ts";
import { stylesheet } from "../../../pipeline/report/stylesheet.ts";

const main = new URL(
  "../../../pipeline/report/script/main.ts",
  import.meta.url,
);

/** The page, without figures; it has the data that the script looks for, all empty. */
export async function sectionPage(section: Section): Promise<string> {
  const script = new Markup(await bundled(main));
  const data = ["curve-data", "figure-tables"].map((id) => dataBlock(id, {}));
  const body = markup`<style>${stylesheet}</style>
<body>
<main>
${sectionMarkup(section)}</main>
${data}
<script type="module">${script}</script>
</body>`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${
    contentPolicy(body.text)
  }">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>One section</title>
</head>
${body}
</html>
`.text;
}
